"""Programs, joining them, matching rounds: Slack takes every surface at its fullest, and nothing typed acts in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.blocks.base.kit import BlockDict, Rendered, message
from bot.blocks.base.rendering import render
from bot.blocks.programs import forms, join, programs, rounds
from bot.domain.base.ids import UserId
from bot.domain.base.references import decode
from bot.domain.base.skill import Skill
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.people.person import Person
from bot.domain.programs.joining import WORDS_LIMIT, roles_of
from bot.domain.programs.notes import InvitationNote
from bot.domain.programs.program import (
    MOST_QUESTIONS,
    Participation,
    Program,
    WorkingValue,
)
from bot.domain.programs.references import PairEntry, PreviewPage, ProgramForm
from bot.domain.programs.rounds import (
    MatchingRound,
    PlannedPair,
    RoundState,
)
from bot.domain.programs.views import PAGE, Adjusted, Known, MyProgram, Preview, ProgramSeen, Tab
from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from tests.blocks.mentorships.samples import MENTEE, MENTOR, MOMENT, places, reasons
from tests.blocks.programs.samples import (
    JOINABLE,
    PROGRAM,
    ROUND,
    every_program,
    every_program_note,
    every_round,
    matching,
    program,
    unmatched,
)
from tests.blocks.samples import HOSTILE
from tests.blocks.test_notes import acting

COUNTS = dict.fromkeys(MentorshipState, 100_000)
WORDS = ["Rise", HOSTILE, "&" * 3000, "\n" * 200 + "x", " ", "👩🏽‍🚀" * 60]
everything = pytest.mark.parametrize("words", WORDS)


def participation(words: str, its: Program) -> Participation:
    return Participation(
        its.id,
        MENTEE,
        roles_of(its)[0],
        MOMENT,
        goals=words[:WORDS_LIMIT],
        objective=words[:WORDS_LIMIT],
        wants=tuple(Skill(str(number), f"{number}{words}"[:60]) for number in range(15)),
        values=frozenset(list(WorkingValue)[:3]),
        answers=(words[:WORDS_LIMIT],) * MOST_QUESTIONS,
    )


def preview(words: str, its: MatchingRound, tab: Tab, page: int, **fields: Any) -> Preview:
    """A page in the midst of many."""
    pairs = tuple(PlannedPair(MENTOR, UserId(f"U{n}"), 0.5, reasons(words), locked=n == 0) for n in range(PAGE))
    names = {who: Person(who, words) for who in (MENTOR, *(UserId(f"U{n}") for n in range(PAGE)))}
    loads = tuple((UserId(f"U{n}"), 3) for n in range(3 * PAGE))
    shown = (pairs, unmatched(words)[:PAGE], loads, names, words)
    return Preview(its, program(words, **fields), tab, page, 10_000, 10_000, *shown)


def messages(words: str) -> Iterator[Rendered]:
    yield from map(render, every_program_note(words))
    yield from map(join.declined, every_program(words))
    yield message("Programs", *join.lines([one for its in every_program(words) for one in mine(words, its)][:20]))


def join_message(its: Program, answer: str) -> Rendered:
    return join.invitation(InvitationNote(its, roles_of(its), answer))


def mine(words: str, its: Program) -> list[MyProgram]:
    """Somebody who may join it, who is in it, and who stands in its line."""
    said = participation(words, its)
    return [MyProgram(its), MyProgram(its, said, 9999), *(MyProgram(its, said, 1, one) for one in places(words))]


def views(words: str) -> Iterator[BlockDict]:
    seen = [ProgramSeen(its, 9999, dict.fromkeys(JOINABLE, 9999), COUNTS) for its in every_program(words)]
    yield programs.programs([])
    yield programs.programs(seen * 10)
    known = Known(tuple(f"{number}{words}" for number in range(500)), (words,))
    for one in seen:
        its, said = one.program, participation(words, one.program)
        yield programs.program(one, sent=9999)
        yield programs.program(ProgramSeen(its, 0, {}, {}, matching(RoundState.READY)), sent=0)
        yield forms.basics(its, MOMENT)
        for is_new in (True, False):
            yield forms.who(its, known, is_new=is_new)
            yield forms.rules(its, is_new=is_new)
        yield join.join_form(its, said)
        yield join.join_form(its, None)
        yield join.answers_form(its, said.answers)
        yield join.joined(its)
        yield join.left(its)
        yield from map(join.card, mine(words, its))
    yield forms.basics(None, MOMENT)


def round_views(words: str) -> Iterator[BlockDict]:
    for round_ in every_round():
        for tab in Tab:
            for page in (0, 1, 1999):
                yield rounds.preview(preview(words, round_, tab, page), Adjusted.NOT_POSSIBLE, file_sent=True)
    ready = matching(RoundState.READY)
    yield rounds.preview(preview(words, ready, Tab.PAIRS, 0, format=MentorshipFormat.PEER), Adjusted.TOO_LATE)
    yield rounds.preview(Preview(ready, program(words), Tab.PAIRS, 0, 0, 0, (), (), (), {}))
    for entry in (PairEntry.GIVE, PairEntry.GIVE_PEER):
        yield rounds.give_form(ROUND, Person(MENTEE, words, words), entry)
    yield rounds.upload_form(ROUND)


@everything
def test_slack_takes_every_message(words: str) -> None:
    for shown in messages(words):
        assert problems_in_message(list(shown.blocks)) == []
        assert acting(shown) == []


@everything
def test_slack_takes_every_page_of_programs(words: str) -> None:
    for view in views(words):
        assert problems_in_view(view) == []


@everything
def test_slack_takes_every_page_of_a_round(words: str) -> None:
    for view in round_views(words):
        assert problems_in_view(view) == []
    people = [Person(UserId(f"U{number}"), words, words) for number in range(100)]
    assert problems_in_options({"options": [one.to_dict() for one in rounds.mentor_options(people)]}) == []


def test_a_pages_places_and_pairs_are_read_as_they_were_written() -> None:
    view = rounds.preview(preview("Rise", matching(RoundState.READY), Tab.UNMATCHED, 3))
    assert decode(PreviewPage, view["private_metadata"]) == PreviewPage(ROUND, Tab.UNMATCHED, 3)
    page = forms.who(program("Rise"), Known((), ()), is_new=True)
    assert decode(ProgramForm, page["private_metadata"]) == ProgramForm(PROGRAM, is_new=True)
