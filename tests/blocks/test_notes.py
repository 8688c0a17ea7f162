"""Every message Mentor sends by itself: Slack takes it, and nothing typed acts in it."""

import json
import re
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered
from bot.blocks.base.rendering import render
from bot.domain.asks.ask import OfferState
from bot.domain.asks.notes import OfferOutcomeNote
from bot.domain.asks.references import SlotOfAsk
from bot.domain.base.cards import Card
from bot.domain.base.references import decode
from bot.sandbox.blockkit import problems_in_message
from tests.blocks.samples import (
    ASKER,
    HELP_CHANNEL,
    HOSTILE,
    MENTOR,
    MOMENT,
    card,
    elements,
    every_note,
    help_post,
    introduction,
    nobody_yet,
    offer_note,
    skills,
    strings,
)
from tests.support.volume import examples

OURS = re.compile(rf"<!date\^\d+\^[^|<>]+\|[^<>]+>|<@(?:{ASKER}|{MENTOR})>|<#{HELP_CHANNEL}>")
"""What Mentor itself writes between angle brackets."""


def acting(message: Rendered) -> list[str]:
    """Texts in which something stands that Slack would act on, beside what is Mentor's own."""
    texts = [message.text, *strings(message.blocks, "mrkdwn")]
    return [text for text in texts if re.search("[<>]", OURS.sub("", text))]


def buttons(message: Rendered) -> set[str]:
    return set(re.findall(r'"action_id": "(\w+)"', json.dumps(message.blocks)))


@pytest.mark.parametrize("words", ["How do I say no?", HOSTILE, "&" * 3000, "\n" * 200 + "x", "🤷", '"' * 3000, " "])
def test_slack_takes_every_note(words: str) -> None:
    for note in every_note(words):
        assert problems_in_message(list(render(note).blocks)) == [], type(note).__name__


@examples(15, 500)
@given(st.text(max_size=400))
def test_nothing_typed_acts(words: str) -> None:
    for note in every_note(words):
        message = render(note)
        assert acting(message) == []
        assert problems_in_message(list(message.blocks)) == []


@examples(15, 500)
@given(st.text(min_size=1, max_size=3000).filter(str.strip))
def test_a_question_is_shown_whole(question: str) -> None:
    shown = list(strings(render(offer_note(question)).blocks, "text"))
    assert shown[0] == question


def test_each_text_is_a_sentence_and_no_message_has_two_primary_buttons() -> None:
    for note in every_note("Words"):
        message = render(note)
        assert message.text.strip()
        assert json.dumps(message.blocks).count('"style": "primary"') <= 1, type(note).__name__


@pytest.mark.parametrize("is_reminder", [False, True])
def test_a_hidden_name_shows_the_department_alone(is_reminder: bool) -> None:
    hidden = Card(ASKER, "Mira Costa", "Account Executive", "Lisbon", "Sales", about="Runs", known=False)
    shown = json.dumps(asdict(render(replace(offer_note("How?"), asker=hidden, is_reminder=is_reminder))))
    assert "olleague in Sales" in shown
    assert not any(words in shown for words in ("Mira", "Account", "Lisbon", "Runs", ASKER))


def test_a_hidden_name_stays_hidden_in_the_outcome() -> None:
    hidden = replace(card("Sales", known=False), name="Mira Costa")
    for state in OfferState:
        assert "Mira" not in json.dumps(asdict(render(OfferOutcomeNote(state, MOMENT, hidden, "How?"))))


def test_an_offer_has_four_answers_and_says_when_somebody_else_is_asked() -> None:
    message = render(offer_note("How?"))
    assert buttons(message) == {ids.OFFER_ACCEPT, ids.OFFER_NOT_NOW, ids.OFFER_NOT_MY_AREA, ids.OFFER_PAUSE}
    assert "If you leave this <!date^" in list(strings(message.blocks))[-1]


def test_an_outcome_has_no_buttons_and_shows_its_time() -> None:
    for state in set(OfferState) - {OfferState.OFFERED, OfferState.REMINDED}:
        message = render(OfferOutcomeNote(state, MOMENT, card("Mira"), "How?", skills("Sales"), "Jonas"))
        assert not buttons(message)
        assert "<!date^" in message.text


def test_too_late_names_who_was_first() -> None:
    note = OfferOutcomeNote(OfferState.SUPERSEDED, MOMENT, card("Mira"), "How?", skills("Sales"), "Jonas")
    assert render(note).text.startswith("Jonas has just taken this one")


def test_slots_can_be_picked_until_one_is() -> None:
    open_note = introduction("How?")
    values = [
        one["value"] for one in elements(render(open_note).blocks, "button") if one["action_id"] == ids.ASK_PICK_SLOT
    ]
    assert [decode(SlotOfAsk, value) for value in values] == [
        SlotOfAsk(open_note.ask_id, slot) for slot in open_note.slots
    ]
    picked = render(introduction("How?", picked=MOMENT))
    assert buttons(picked) == {ids.ASK_CLOSE}
    assert "Picked: <!date^" in json.dumps(picked.blocks)
    assert not buttons(render(introduction("How?", over=True)))


def test_the_place_follows_the_office() -> None:
    assert "You are both in Berlin" in json.dumps(render(introduction("How?", same_office="Berlin")).blocks)
    assert "A call is the easiest way" in json.dumps(render(introduction("How?", same_office="")).blocks)


def test_the_choices_are_those_there_are() -> None:
    assert buttons(render(nobody_yet("How?"))) == {ids.ASK_WIDEN, ids.ASK_POST, ids.ASK_WITHDRAW}
    assert buttons(render(nobody_yet("How?", can_widen=False))) == {ids.ASK_POST, ids.ASK_WITHDRAW}
    assert buttons(render(nobody_yet("How?", can_widen=False, help_channel=""))) == {ids.ASK_WITHDRAW}


def test_a_taken_post_has_no_button() -> None:
    assert buttons(render(help_post("How?"))) == {ids.HELP_POST_ACCEPT}
    assert not buttons(render(help_post("How?", taken=True)))
    assert not buttons(render(help_post("How?", ended=True)))


def test_no_other_value_has_a_message() -> None:
    with pytest.raises(TypeError):
        render("no note")
