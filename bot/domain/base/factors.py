"""What scores are made of, and what is told of them: the same for the ranking of helpers and the matching of pairs."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Generic, TypeVar

from bot.domain.base.reasons import Reason

ENOUGH_HOURS = 20.0
"""Working hours in common per week beyond which more make no difference."""
EACH_FURTHER = 0.5
"""What each further skill counts, as a part of the one before it."""
MOST_REASONS = 3
"""Reasons told of one suggestion: more are not read."""

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Factor(Generic[Kind]):
    """One part of a score, and what can be told of it. `weight` is what a value of 1 gives."""

    kind: Kind
    value: float
    weight: float = 1.0
    reason: Reason | None = None

    @property
    def share(self) -> float:
        """What it adds to the score."""
        return self.value * self.weight


def score_of(factors: Iterable[Factor[Kind]]) -> float:
    """The sum of the shares, and nothing else."""
    return fsum(factor.share for factor in factors)


def strongest(factors: Iterable[Factor[Kind]], most: int = MOST_REASONS) -> tuple[Reason, ...]:
    """The reasons of the factors that add most, as far as they can be told; each kind once."""
    told = sorted((one for one in factors if one.reason and one.value > 0), key=lambda one: -one.share)
    by_kind: dict[str, Reason] = {}
    for factor in told:
        if factor.reason:
            by_kind.setdefault(factor.reason.kind, factor.reason)
    return tuple(by_kind.values())[:most]
