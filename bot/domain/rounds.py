"""A matching round: asked for, worked out, looked at and adjusted by an admin, published once."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.asks import Reason
from bot.domain.people import UserId
from bot.domain.programs import ProgramId, Role

RoundId = NewType("RoundId", str)

Couple = tuple[UserId, UserId]
"""Mentor and mentee; in peer programs the one and the other, in the order of their ids."""


class RoundState(StrEnum):
    WAITING = "waiting"
    """Asked for; nobody works at it yet."""
    WORKING = "working"
    READY = "ready"
    """Worked out: a preview that the admin may adjust."""
    PUBLISHING = "publishing"
    """Decided; the pairs are being made."""
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """A pair of the preview. `factors` are (name, value in 0–1, weight); `score` is their weighted sum."""

    mentor: UserId
    mentee: UserId
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    factors: tuple[tuple[str, float, float], ...] = ()
    locked: bool = False
    """Kept by hand: the next run leaves it as it is."""
    made: bool = False
    """Published: there is a pair of the two."""

    @property
    def couple(self) -> Couple:
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody whom the preview leaves without a pair: why, and what would help."""

    user_id: UserId
    role: Role
    why: Reason
    helps: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingRound:
    """One round of a program. `done` of `total` steps are worked out, by `owner` until `lease_until`; `forbidden` and
    `locked` are set by hand and hold for the next run."""

    id: RoundId
    program_id: ProgramId
    number: int
    created_by: UserId
    created_at: datetime
    run: int = 1
    """How often it was worked out."""
    state: RoundState = RoundState.WAITING
    locked: frozenset[Couple] = field(default_factory=frozenset)
    forbidden: frozenset[Couple] = field(default_factory=frozenset)
    done: int = 0
    total: int = 0
    owner: str = ""
    lease_until: datetime | None = None
    ready_at: datetime | None = None
    published_at: datetime | None = None
    published_by: UserId | None = None

    def but(self, **changes: object) -> "MatchingRound":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def share_done(self) -> float:
        """How far the work is, 0–1."""
        if self.state not in {RoundState.WAITING, RoundState.WORKING}:
            return 1.0
        return self.done / self.total if self.total else 0.0
