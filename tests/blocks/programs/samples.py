"""One of each note of the programs, with words that a test may choose."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.matching.values import HelpKind, Why
from bot.domain.mentorships.formats import OF_TWO, MentorshipFormat, Role
from bot.domain.programs.joining import LENGTHS, NAME_LIMIT, QUESTION_LIMIT, WORDS_LIMIT, roles_of
from bot.domain.programs.notes import InvitationNote, QueueEndedNote, RoundFileNote, RoundNote, UnmatchedNote
from bot.domain.programs.program import (
    MOST_QUESTIONS,
    Invited,
    Program,
    ProgramState,
    Purpose,
    Rules,
)
from bot.domain.programs.rounds import (
    BadLine,
    LineProblem,
    MatchingRound,
    PlannedPair,
    RoundId,
    RoundState,
    UnmatchedPerson,
    shortened,
)
from tests.blocks.mentorships.samples import MENTEE, MENTOR, MOMENT, TODAY, places, reasons

PROGRAM, ROUND = ProgramId("p" * 24), RoundId("r" * 24)
JOINABLE = (Role.MENTOR, Role.MENTEE, Role.PEER)
"""As what somebody may join a program."""


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


def unmatched(words: str) -> tuple[UnmatchedPerson, ...]:
    helps = tuple(Reason(kind, ("100", words[:60])) for kind in HelpKind)
    whys = [*Why, "by_hand", "changed_meanwhile"]
    return tuple(
        UnmatchedPerson(UserId(f"U{number}"), Role.PEER, Reason(why), helps) for number, why in enumerate(whys)
    )


def every_program_note(words: str) -> Iterator[object]:
    """All of them."""
    short = words[:NAME_LIMIT]
    for its in every_program(words):
        for answer in ("", "joined", "declined", "closed"):
            yield InvitationNote(its, roles_of(its), answer)
    for round_ in every_round():
        for older in (False, True):
            yield RoundNote(round_, short, 9999, 4000, 1000, older=older)
    pairs, names = (PlannedPair(MENTOR, MENTEE, 0.5, reasons(words)),), {MENTOR: words, MENTEE: words}
    yield RoundFileNote(short, 3, pairs, unmatched(words), names)
    for why in Why:
        for place in (None, *places(words)):
            yield UnmatchedNote(short, Reason(why), place)
    for role in JOINABLE:
        yield QueueEndedNote(short, role)
