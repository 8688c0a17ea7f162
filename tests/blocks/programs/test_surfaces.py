"""Programs, joining them, matching rounds: Slack takes every surface at its fullest, and nothing typed acts in it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.blocks.base.kit import BlockDict, Message, message
from bot.blocks.programs import forms, join, programs, queue, round_note, rounds
from bot.domain.asks.notes import InvitationNote, LeftOverNote, RoundFileNote, RoundNote
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.references import decode
from bot.domain.base.skill import Skill
from bot.domain.matching.values import HelpKind, Why
from bot.domain.mentorships.formats import OF_TWO, MentorshipFormat, Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.people.person import Person
from bot.domain.programs.joining import LENGTHS, NAME_LIMIT, QUESTION_LIMIT, WORDS_LIMIT, roles_of
from bot.domain.programs.program import (
    MOST_QUESTIONS,
    Invited,
    Participation,
    Program,
    ProgramState,
    Purpose,
    Rules,
    WorkingValue,
)
from bot.domain.programs.references import PairEntry, PreviewPage, ProgramForm
from bot.domain.programs.rounds import (
    BadLine,
    LeftOver,
    LineProblem,
    MatchingRound,
    PlannedPair,
    RoundId,
    RoundState,
    shortened,
)
from bot.domain.programs.views import PAGE, Adjusted, Known, MyProgram, Preview, ProgramSeen, Tab
from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from tests.blocks.mentorships.samples import MENTEE, MENTOR, MOMENT, TODAY, places, reasons
from tests.blocks.samples import HOSTILE
from tests.blocks.test_notes import acting

PROGRAM, ROUND = ProgramId("p" * 24), RoundId("r" * 24)
JOINABLE = (Role.MENTOR, Role.MENTEE, Role.PEER)
"""As what somebody may join a program."""
COUNTS = dict.fromkeys(MentorshipState, 100_000)
WORDS = ["Rise", HOSTILE, "&" * 3000, "\n" * 200 + "x", " ", "👩🏽‍🚀" * 60]
everything = pytest.mark.parametrize("words", WORDS)


def program(words: str, **fields: Any) -> Program:
    """A program with all that an admin may write, as long as they may."""
    given: dict[str, Any] = {
        "purpose_words": words[:WORDS_LIMIT],
        "invited": Invited("C0GENERAL01", frozenset({words}), frozenset({words, "Lead"}), frozenset({MENTOR})),
        "questions": tuple(f"{number}{words}"[:QUESTION_LIMIT] for number in range(MOST_QUESTIONS)),
        "length_weeks": LENGTHS[-1],
    }
    name, made = words[:NAME_LIMIT], (UserId("U0ADMIN0001"), MOMENT, TODAY)
    return replace(Program(PROGRAM, name, Purpose.OWN, MentorshipFormat.ONE_TO_ONE, *made), **given | fields)


def every_program(words: str) -> Iterator[Program]:
    for state in ProgramState:
        yield program(words, state=state)
    for form in OF_TWO:
        yield program(words, format=form)
    for purpose in Purpose:
        yield program(words, purpose=purpose, purpose_words="", questions=(), invited=Invited())
    yield program(words, rules=Rules(both_accept=False, same_team=True, again_after_weeks=None))


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


def matching(state: RoundState, **fields: Any) -> MatchingRound:
    bad = shortened([BadLine(number, problem, "x" * 300) for number, problem in enumerate(LineProblem)])
    made = MatchingRound(ROUND, PROGRAM, 12, UserId("U0ADMIN0001"), MOMENT, state=state, done=7, total=9, bad=bad)
    return replace(made, published_at=MOMENT, **fields)


def every_round() -> Iterator[MatchingRound]:
    for state in RoundState:
        if state is not RoundState.FAILED:
            yield matching(state)
    for failed in (RoundState.WORKING, RoundState.READING, RoundState.PUBLISHING):
        yield matching(RoundState.FAILED, failed_in=failed)


def left_over(words: str) -> tuple[LeftOver, ...]:
    helps = tuple(Reason(kind, ("100", words[:60])) for kind in HelpKind)
    whys = [*Why, "by_hand", "changed_meanwhile"]
    return tuple(LeftOver(UserId(f"U{number}"), Role.PEER, Reason(why), helps) for number, why in enumerate(whys))


def preview(words: str, its: MatchingRound, tab: Tab, page: int, **fields: Any) -> Preview:
    """A page in the midst of many."""
    pairs = tuple(PlannedPair(MENTOR, UserId(f"U{n}"), 0.5, reasons(words), locked=n == 0) for n in range(PAGE))
    names = {who: Person(who, words) for who in (MENTOR, *(UserId(f"U{n}") for n in range(PAGE)))}
    loads = tuple((UserId(f"U{n}"), 3) for n in range(3 * PAGE))
    shown = (pairs, left_over(words)[:PAGE], loads, names, words)
    return Preview(its, program(words, **fields), tab, page, 10_000, 10_000, *shown)


def messages(words: str) -> Iterator[Message]:
    for its in every_program(words):
        for answer in ("", "joined", "declined", "closed"):
            yield join_message(its, answer)
        yield join.declined(its)
    yield message("Programs", *join.lines([one for its in every_program(words) for one in mine(words, its)][:20]))
    for round_ in every_round():
        for older in (False, True):
            yield round_note.round_note(RoundNote(round_, words[:NAME_LIMIT], 9999, 4000, 1000, older=older))
    pairs, names = (PlannedPair(MENTOR, MENTEE, 0.5, reasons(words)),), {MENTOR: words, MENTEE: words}
    yield from left_over_notes(words)
    yield round_note.round_file(RoundFileNote(words[:NAME_LIMIT], 3, pairs, left_over(words), names))


def left_over_notes(words: str) -> Iterator[Message]:
    for why in Why:
        for place in (None, *places(words)):
            yield queue.left_over(LeftOverNote(words[:NAME_LIMIT], Reason(why), place))


def join_message(its: Program, answer: str) -> Message:
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
    view = rounds.preview(preview("Rise", matching(RoundState.READY), Tab.LEFT_OVER, 3))
    assert decode(PreviewPage, view["private_metadata"]) == PreviewPage(ROUND, Tab.LEFT_OVER, 3)
    page = forms.who(program("Rise"), Known((), ()), is_new=True)
    assert decode(ProgramForm, page["private_metadata"]) == ProgramForm(PROGRAM, is_new=True)
