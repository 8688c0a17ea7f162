"""Find, status, report, settings, and the answers to presses: Slack takes them, and nothing typed acts in them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.across.report import report, roughly
from bot.blocks.across.settings import admin_modal, admin_saved
from bot.blocks.across.status import status
from bot.blocks.asks.answered import answered
from bot.blocks.asks.closing import said, thanked, thanks_modal
from bot.blocks.asks.find import find_modal, found
from bot.blocks.asks.standing import slot_picked, standing
from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered
from bot.domain.across.report import Carried, Figures, HelpedShares, Median, Report, Span, period_of
from bot.domain.across.status import AskLine, HelpLine, Status
from bot.domain.asks.answering import Accepted, AlreadyDecided, Full, NotForThem, TooLate
from bot.domain.asks.ask import Ask, AskId, AskState, Helped, OfferState
from bot.domain.asks.outcomes import AskOutcome, FindResult, Found, Outcome
from bot.domain.asks.references import FoundPage, FoundPerson
from bot.domain.base.ids import UserId
from bot.domain.base.references import decode
from bot.sandbox.blockkit import problems_in_message, problems_in_view
from tests.blocks.samples import ASKER, HOSTILE, MENTOR, MOMENT, card, elements, pending, reasons, strings
from tests.support.volume import examples

OURS = re.compile(r"<!date\^\d+\^[^|<>]+\|[^<>]+>|<#C0HELP00001>")


def ask(words: str, **changes: Any) -> Ask:
    made = Ask(AskId("a1"), ASKER, words, MOMENT, touched_at=MOMENT, accepted_at=MOMENT, closed_at=MOMENT)
    return replace(made, **changes)


def find_result(words: str, count: int = 5, page: int = 0, total: int = 12, has_room: bool = True) -> FindResult:
    people = tuple(Found(card(words, user=UserId(f"U{n}")), reasons(words), has_room) for n in range(count))
    return FindResult(words, people, page, total, more=(page + 1) * 5 < total)


def full_status(words: str, count: int = 6) -> Status:
    states = (AskState.ROUTING, AskState.EXHAUSTED, AskState.POSTED, AskState.ACCEPTED)
    lines = tuple(AskLine(ask(words, state=states[n % 4]), words, MOMENT) for n in range(count))
    helping = tuple(HelpLine(ask(words, state=AskState.ACCEPTED, picked_slot=MOMENT), words) for _ in range(count))
    return Status(lines, helping, tuple(pending(words) for _ in range(count)), "C0HELP00001")


def figures(name: str = "Jonas", asks: int = 12, span: Span = Span.MONTH) -> Figures:
    median = Median(timedelta(hours=3) if asks else None, asks)
    helped = HelpedShares(3, 1, 1) if asks else None
    carried = (Carried(MENTOR, 3, name),) if asks else ()
    return Figures(period_of(span, MOMENT), asks, asks // 2, median, median, helped, carried)


def messages(words: str) -> Iterator[Rendered]:
    yield found(find_result(words))
    yield found(find_result(words, count=2, page=2, has_room=False))
    yield found(FindResult(words, (), 0, 0, more=False))
    yield status(full_status(words))
    yield status(Status())
    yield report(Report(figures(words), figures(words, asks=0)))
    for state in AskState:
        yield standing(AskOutcome(ask(words, state=state), changed=True, mentor_name=words))
        yield slot_picked(AskOutcome(ask(words, state=state, picked_slot=MOMENT), changed=False, mentor_name=words))
    for helped in (*Helped, None):
        yield said(AskOutcome(ask(words, helped=helped, state=AskState.CLOSED), changed=True, mentor_name=words))
    yield said(AskOutcome(ask(words, helped=Helped.SOME, thanks=words), changed=False, mentor_name=words))
    yield from (answered(outcome) for outcome in outcomes(words))


def outcomes(words: str) -> Iterator[Outcome]:
    for decision in (
        Full(1),
        Full(2),
        NotForThem(own=True),
        NotForThem(own=False),
        TooLate(AskState.ACCEPTED, MENTOR, MOMENT),
        AlreadyDecided(OfferState.NOT_NOW, MOMENT),
        Accepted(ask(words), None),
    ):
        yield Outcome(decision, ask(words), by_name=words)
    yield Outcome(TooLate(AskState.WITHDRAWN, None, MOMENT), ask(words))


@pytest.mark.parametrize("words", ["How?", HOSTILE, "&" * 300, '"' * 300, " "])
def test_slack_takes_every_answer(words: str) -> None:
    for message in messages(words):
        assert problems_in_message(list(message.blocks)) == []


@examples(15, 500)
@given(st.text(max_size=300))
def test_nothing_typed_acts(words: str) -> None:
    for message in messages(words):
        assert problems_in_message(list(message.blocks)) == []
        texts = [message.text, *strings(message.blocks, "mrkdwn")]
        assert not [text for text in texts if re.search("[<>]", OURS.sub("", text))]


@pytest.mark.parametrize("name", ["Jonas", HOSTILE, "x" * 80])
def test_slack_takes_every_form(name: str) -> None:
    views = [find_modal(), admin_modal(""), admin_modal("C0HELP00001"), admin_saved(""), admin_saved("C0HELP00001")]
    views.append(thanks_modal(AskId("a1"), name))
    views += [
        thanked(AskOutcome(ask("How?", thanks="T", thanks_passed_on=on), changed=True, mentor_name=name))
        for on in (True, False)
    ]
    for view in views:
        assert problems_in_view(view) == []


def test_ask_and_page_buttons_carry_what_they_need() -> None:
    pressed = list(elements(found(find_result("negotiation", page=1)).blocks, "button"))
    asks = [decode(FoundPerson, one["value"]) for one in pressed if one["action_id"] == ids.FIND_ASK]
    pages = [decode(FoundPage, one["value"]) for one in pressed if one["action_id"].startswith(ids.FIND_PAGE)]
    assert asks == [FoundPerson(UserId(f"U{n}"), "negotiation") for n in range(5)]
    assert pages == [FoundPage(0, "negotiation"), FoundPage(2, "negotiation")]


def test_nobody_without_room_can_be_asked() -> None:
    shown = found(find_result("negotiation", has_room=False))
    assert not [one for one in elements(shown.blocks, "button") if one["action_id"] == ids.FIND_ASK]


def test_long_lists_say_how_much_is_left() -> None:
    assert json.dumps(status(full_status("How?", count=6)).blocks).count("and 3 more") == 3


def test_the_report_says_the_same_in_plain_text() -> None:
    message = report(Report(figures(), figures(asks=4)))
    cells = [
        cell["text"]
        for block in message.blocks
        if block["type"] == "data_table"
        for row in block["rows"][1:]
        for cell in row
    ]
    assert cells
    assert all(cell in message.text for cell in cells)


@pytest.mark.parametrize(
    ("span", "name"),
    [(Span.MONTH, "November 2026"), (Span.QUARTER, "October to December 2026"), (Span.LAST_YEAR, "2025")],
)
def test_the_period_is_named(span: Span, name: str) -> None:
    assert f"*Mentor in {name}*" in json.dumps(report(Report(figures(span=span), figures(span=span))).blocks)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=25, seconds=20), "25 minutes"),
        (timedelta(hours=1, minutes=10), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=4), "4 days"),
    ],
)
def test_lengths_of_time_are_told_in_words(time: timedelta, words: str) -> None:
    assert roughly(time) == words
