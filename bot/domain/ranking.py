"""Who can help with a question: every factor is a number, and they add up to the score. (Types; see below.)"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.asks import Load
from bot.domain.people import Member, UserId


class HitKind(StrEnum):
    ANSWER = "answer"
    """A past ask this person answered."""
    PROFILE = "profile"
    """Their skills and line about themselves."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One text found for a question. `position` counts from 0 in the order of the search."""

    user_id: UserId
    kind: HitKind
    position: int
    weight: float = 1.0
    """How much this text's vote counts; a past answer may carry its rating here."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a candidate, beside the hits."""

    member: Member
    load: Load
    helped_a_lot: int = 0
    helped_some: int = 0
    helped_not: int = 0
    semantic: float | None = None
    """Seat for the nearness an embedded sentence model may give, 0–1; None where there is none."""
