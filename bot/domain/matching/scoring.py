"""The score of a pair: comparisons times weights, and the three reasons that speak most for it."""

from collections.abc import Sequence

from bot.domain.asks import Reason
from bot.domain.matching.factors import Compare, compares
from bot.domain.matching.reasons import reason_for
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Traits
from bot.domain.matching.values import Factor, FactorKind, Match

POINTS = 10_000
"""Points of a score of 1. Plans are made in whole points, so that sums are exact and equal is equal."""
MOST_REASONS = 3


class Scoring:
    """Scores pairs under one round's terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        all_compares = compares(terms)
        self._parts: list[tuple[FactorKind, float, Compare]] = [
            (kind, weight, all_compares[kind]) for kind, weight in terms.weights().items()
        ]
        self._fast = [(weight * POINTS, compare) for _, weight, compare in self._parts]

    def points(self, mentor: Traits, mentee: Traits) -> int:
        """The score in whole points. What a pair of peers scores does not depend on who is named first."""
        if self.terms.is_peer and mentee.user_id < mentor.user_id:
            mentor, mentee = mentee, mentor
        total = 0.0
        for weight, compare in self._fast:
            total += weight * compare(mentor, mentee)
        return round(total)

    def factors(self, mentor: Traits, mentee: Traits) -> tuple[Factor, ...]:
        """All parts of the score."""
        return tuple(
            Factor(kind, value, weight, reason_for(kind, mentor, mentee, self.terms) if value > 0 else None)
            for kind, weight, compare in self._parts
            for value in [compare(mentor, mentee)]
        )

    def match(self, mentor: Traits, mentee: Traits, *, locked: bool = False) -> Match:
        """The pair with everything that can be told of it."""
        factors = self.factors(mentor, mentee)
        score = self.points(mentor, mentee) / POINTS
        return Match(mentor.user_id, mentee.user_id, score, factors, strongest(factors), locked)


def strongest(factors: Sequence[Factor]) -> tuple[Reason, ...]:
    """The reasons of the factors that add most, at most three."""
    told = sorted((factor for factor in factors if factor.reason), key=lambda factor: -factor.share)
    return tuple(factor.reason for factor in told if factor.reason)[:MOST_REASONS]
