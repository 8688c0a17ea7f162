"""What people see of programs and rounds, as values between services and blocks."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.mentorships.seeking import Place
from bot.domain.people.person import Person
from bot.domain.programs.program import Participation, Program
from bot.domain.programs.rounds import MatchingRound, PlannedPair, UnmatchedPerson

PAGE = 5
"""Pairs or people on a page of a preview."""


@dataclass(frozen=True, slots=True)
class ProgramSeen:
    """A program with its counts, as admins see it."""

    program: Program
    invited: int
    joined: dict[Role, int]
    pairs: dict[MentorshipState, int]
    matching: MatchingRound | None = None
    """The newest round that was not thrown away."""
    waiting: int = 0
    """People without a partner who look for one, or have never had one in it."""

    @property
    def people(self) -> int:
        return sum(self.joined.values())


@dataclass(frozen=True, slots=True)
class MyProgram:
    """A program as somebody in it, or invited to it, sees it."""

    program: Program
    participation: Participation | None = None
    others: int = 0
    place: Place | None = None
    """Where they stand in its line, or that they may."""


@dataclass(frozen=True, slots=True)
class Known:
    """What invitations can be narrowed down to: the departments and levels of those who have signed up."""

    departments: tuple[str, ...]
    levels: tuple[str, ...]


class Tab(StrEnum):
    """The three lists of a preview."""

    PAIRS = "pairs"
    UNMATCHED = "unmatched"
    LOADS = "loads"


class Adjusted(StrEnum):
    """What became of a change by hand."""

    DONE = "done"
    NOT_POSSIBLE = "not_possible"
    """A rule is in the way; which one stays with those two."""
    TOO_LATE = "too_late"
    """It is published, or being worked out again."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How the score of a planned pair comes about: (factor, value in 0–1, the program's weight) of all to be told.

    What earlier partners said counts too and is not among them; nor is what weighs more in the pairs of one person.
    """

    pair: PlannedPair
    mentor: str
    mentee: str
    factors: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of a round's preview. `names` holds who the people on it are."""

    matching: MatchingRound
    program: Program
    tab: Tab
    page: int
    pair_count: int
    unmatched_count: int
    pairs: tuple[PlannedPair, ...]
    unmatched: tuple[UnmatchedPerson, ...]
    loads: tuple[tuple[UserId, int], ...]
    names: dict[UserId, Person]
    published_by: str = ""

    @property
    def total(self) -> int:
        """Entries of the present list."""
        return {Tab.PAIRS: self.pair_count, Tab.UNMATCHED: self.unmatched_count, Tab.LOADS: len(self.loads)}[self.tab]
