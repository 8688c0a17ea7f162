"""What matching is given and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.base.factors import Factor
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import Role
from bot.domain.people.person import Workplace
from bot.domain.people.profile import Member
from bot.domain.programs.program import Participation, Program, WorkingValue

PairOfIds = tuple[UserId, UserId]
"""(mentor, mentee); in peer programs the order says nothing."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the pairs somebody declined say about their next ones (`bot.domain.matching.lessons`). Known to Mentor
    alone."""

    rests: bool = False
    """They have no time now."""
    never: frozenset[UserId] = frozenset()
    only_elsewhere: bool = False
    """Nobody of their own department."""
    heeds: frozenset[MatchingFactor] = frozenset()
    """Factors that weigh more in their pairs."""
    not_skills: frozenset[str] = frozenset()
    """Keys of skills that count nothing for them, wanted or offered."""
    not_words: frozenset[str] = frozenset()
    """Stems of words of goals that count nothing for them."""


@dataclass(frozen=True, slots=True)
class Side:
    """What matching needs of one participant."""

    member: Member
    participation: Participation | None = None
    """None outside of programs: somebody looking for a mentor, or a mentor who may be found, by themselves."""
    free: int = 1
    """How many more pairs they can take, over all programs together."""
    reporting_line: tuple[UserId, ...] = ()
    """Their manager and the manager's manager."""
    blocked: frozenset[UserId] = frozenset()
    """Whom they do not want to be matched with. Known to Mentor alone."""
    earlier: Mapping[UserId, datetime] = field(default_factory=dict)
    """Earlier partners with the moment it ended; `now` for a pair that still lasts."""
    rating: float | None = None
    """Mean of what earlier partners said privately, 0–1; None where nobody did."""
    lessons: Lessons = Lessons()
    hopes: str = ""
    """Outside of programs: what they said they hope for in those they are in."""

    @property
    def user_id(self) -> UserId:
        return self.member.user_id

    @property
    def workplace(self) -> Workplace:
        return self.member.person.workplace

    @property
    def role(self) -> Role | None:
        """What they joined as; None outside of programs."""
        return self.participation.role if self.participation else None

    @property
    def wants(self) -> tuple[Skill, ...]:
        """What they want from this program, else what their profile says."""
        own = self.participation.wants if self.participation else ()
        return own or self.member.profile.wants

    @property
    def values(self) -> frozenset[WorkingValue]:
        return self.participation.values if self.participation else frozenset()

    @property
    def left_out(self) -> int:
        """In how many rounds in a row nobody was found for them; once more for who stands in the program's queue."""
        if self.participation is None:
            return 0
        return self.participation.left_out + (self.participation.queued_since is not None)


@dataclass(frozen=True, slots=True)
class Round:
    """One matching of a program. The order of `sides` says nothing."""

    program: Program
    sides: tuple[Side, ...]
    now: datetime
    locked: frozenset[PairOfIds] = frozenset()
    """Pairs the admin set by hand: they come first."""
    forbidden: frozenset[PairOfIds] = frozenset()
    """Pairs the admin took out by hand."""


@dataclass(frozen=True, slots=True)
class Match:
    """A proposed pair. `score` is the sum of the factors' shares, 0–1, to four digits."""

    mentor: UserId
    mentee: UserId
    score: float
    factors: tuple[Factor[MatchingFactor], ...]
    reasons: tuple[Reason, ...]
    locked: bool = False
    open_score: float | None = None
    """The same two without what was learned from pairs that one of them declined: all that others may be shown, or the
    private part could be worked out of the rest. None where nothing was learned."""
    open_factors: tuple[Factor[MatchingFactor], ...] = ()

    @property
    def ids(self) -> PairOfIds:
        return self.mentor, self.mentee


class Why(StrEnum):
    """Why somebody is in no pair."""

    AWAY = "away"
    """Paused, gone, or left the program."""
    NO_ROOM = "no_room"
    """They take no more pairs themselves."""
    NOBODY_THERE = "nobody_there"
    """Nobody joined on the other side."""
    NO_COMMON_HOUR = "no_common_hour"
    RULES = "rules"
    """There are people with hours in common, but the rules leave none."""
    ALL_TAKEN = "all_taken"
    """Everybody who would do is taken."""


class HelpKind(StrEnum):
    """What would help."""

    OFFER = "offer"
    """No one offers these skills; `detail` holds the labels."""
    MORE_MENTORS = "more_mentors"
    """`count` more, `detail` the part of the world as IANA zones name it ("Asia"), or empty."""
    MORE_MENTEES = "more_mentees"
    MORE_PEERS = "more_peers"
    SAME_TEAM = "same_team"
    """Letting people of one department be matched."""
    SOONER_AGAIN = "sooner_again"
    """Letting earlier pairs be matched again."""
    MORE_ROOM = "more_room"
    """They could take one pair more."""


@dataclass(frozen=True, slots=True, order=True)
class Help:
    """Something that would help; `count` says how many, where that can be counted."""

    kind: HelpKind
    detail: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody for whom no pair was found."""

    user_id: UserId
    role: Role | None
    why: Why
    helps: tuple[Help, ...] = ()


class Refusal(StrEnum):
    """Why a pair locked by hand was not made."""

    NOT_IN_ROUND = "not_in_round"
    NO_ROOM = "no_room"
    REPORTING_LINE = "reporting_line"
    FORBIDDEN = "forbidden"
    NOT_POSSIBLE = "not_possible"
    """For a reason that stays with those two."""


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """What a mentor gets in this plan, of what they had free before it."""

    user_id: UserId
    pairs: int
    free: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcome of a round, before anything is sent. All in a fixed order: the same round gives the same plan."""

    pairs: tuple[Match, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    load: tuple[MentorLoad, ...] = ()
    helps: tuple[Help, ...] = ()
    """What would help the whole round, the most wanted first."""
    refused: tuple[tuple[PairOfIds, Refusal], ...] = ()
    """Locked pairs that could not be kept."""

    @property
    def total(self) -> float:
        """The sum of all scores."""
        return round(sum(match.score for match in self.pairs), 4)

    @property
    def worst(self) -> float:
        """The lowest score; 0 without pairs."""
        return min((match.score for match in self.pairs), default=0.0)


class MatchingStage(StrEnum):
    """What a round does at the moment."""

    READING = "reading"
    SCORING = "scoring"
    SOLVING = "solving"
    TELLING = "telling"


Progress = Callable[[MatchingStage, int, int], None]
"""Called now and then with what is done, how much of it, out of how much."""
