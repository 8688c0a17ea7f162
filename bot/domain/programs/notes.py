"""The content of each message about programs, as values. `bot.blocks` turns them into words and blocks."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.seeking import Place
from bot.domain.programs.program import Program
from bot.domain.programs.rounds import MatchingRound, PlannedPair, UnmatchedPerson


@dataclass(frozen=True, slots=True)
class InvitationNote:
    """An invitation to a program. `answer` is empty while it waits for one, else "joined", "declined" or "closed"."""

    program: Program
    roles: tuple[Role, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class UnmatchedNote:
    """A round was published, and somebody has no pair in it. `place` is where they stand in the program's line."""

    program_name: str
    why: Reason
    place: Place | None


@dataclass(frozen=True, slots=True)
class QueueEndedNote:
    """A program takes up no new pairs: to somebody who still looked for a partner in it."""

    program_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class RoundNote:
    """How far a matching round is, to the admin who asked for it."""

    matching: MatchingRound
    program_name: str
    participants: int
    pairs: int = 0
    unmatched: int = 0
    asks: bool = True
    """Whether both sides are asked before a pair begins."""
    older: bool = False
    """A later message keeps up with the round."""


@dataclass(frozen=True, slots=True)
class RoundFileNote:
    """The preview of a round as a file: `names` holds who everybody is."""

    program_name: str
    number: int
    pairs: tuple[PlannedPair, ...]
    unmatched: tuple[UnmatchedPerson, ...]
    names: Mapping[UserId, str]
