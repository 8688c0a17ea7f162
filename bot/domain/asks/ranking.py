"""Who can help with a question: every factor is a number, they add up to the score, and the largest are told."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import NamedTuple

from bot.domain.asks.ask import Load, Shape
from bot.domain.base.factors import MOST_REASONS, Factor, score_of, strongest
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.people.profile import Member
from bot.domain.people.search_text import HitKind


class ReasonKind(StrEnum):
    """Why somebody is suggested; `Reason.detail` holds what stands behind the dash."""

    SKILLS = "skills"
    """Labels of skills they offer."""
    ANSWERED = "answered"
    """How many past asks like this they helped with."""
    HOURS = "hours"
    """The part of the asker's day in which both are at work."""
    CAPACITY = "capacity"
    """Nobody waits for them now."""
    NEW_PERSPECTIVE = "new_perspective"
    """Their department, which is not the asker's."""


class RankingFactor(StrEnum):
    """What a part of the score stands for."""

    SKILLS = "skills"
    PAST_ANSWERS = "past_answers"
    PROFILE = "profile"
    RATINGS = "ratings"
    CAPACITY = "capacity"
    HOURS = "hours"
    NEW_PERSPECTIVE = "new_perspective"
    WANTS = "wants"
    LOAD = "load"
    NOT_THEIR_AREA = "not_their_area"


class Hit(NamedTuple):
    """One text found for a question; a tuple, since a thousand are made for each. `position` counts from 0."""

    user_id: UserId
    kind: HitKind
    position: int
    weight: float = 1.0
    """How much this text's vote counts; a past answer may carry its rating here."""
    nearness: float = 1.0
    """How well it matches, as a part of the best match, 0–1. Votes go by position alone; this says what may be told."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a candidate, beside the hits."""

    member: Member
    load: Load
    helped_a_lot: int = 0
    helped_some: int = 0
    helped_not: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody is looked for. `words` are the telling words of the question (`keywords.words_of`)."""

    words: tuple[str, ...]
    now: datetime
    skills: tuple[Skill, ...] = ()
    asker: Member | None = None
    excluded: frozenset[UserId] = frozenset()
    shape: Shape = Shape.MINUTES_15
    widened: bool = False
    """Also people of whom nothing says that they fit, but who have time."""

    @property
    def week(self) -> datetime:
        """From when hours in common are counted: the beginning of the day, so that a day's queries share the sums."""
        return datetime.combine(self.now.astimezone(UTC).date(), time(), UTC)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody with all the parts of their score."""

    user_id: UserId
    factors: tuple[Factor[RankingFactor], ...]

    @property
    def score(self) -> float:
        """The sum of the factors' shares, and nothing else."""
        return score_of(self.factors)


@dataclass(frozen=True, slots=True)
class RankingResult:
    """People who can be asked, best first; those who would fit but have no room; and those who would fit but take no
    single questions, best first."""

    ranked: tuple[Ranked, ...] = ()
    full: tuple[Ranked, ...] = ()
    closed: tuple[Ranked, ...] = ()

    @property
    def no_room(self) -> int:
        """How many fitting people have no capacity left."""
        return len(self.full)


def reasons(ranked: Ranked, most: int = MOST_REASONS) -> tuple[Reason, ...]:
    """The largest factors that speak for somebody, as far as they can be told; each kind once."""
    return strongest(ranked.factors, most)
