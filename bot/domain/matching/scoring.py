"""The score of a pair: comparisons times weights, and the three reasons that speak most for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.base.factors import Factor, strongest
from bot.domain.matching.factors import OF_FRAMES, Compare, compares
from bot.domain.matching.obstacles import OF_FRAME_RULES
from bot.domain.matching.reasons import reason_for
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import HEEDABLE, Traits
from bot.domain.matching.values import Match
from bot.domain.mentorships.fit import MatchingFactor

POINTS = 10_000
"""Points of a score of 1. Plans are made in whole points, so that sums are exact and equal is equal."""

Part = tuple[MatchingFactor, float, Compare]

_MOST_KNOWN = 1_000_000
"""Pairs of frames whose part of the score is remembered, about 100 MB."""
_CLOSED = -1.0
"""Stands for points where hours or team rule a pair out."""


class Scoring:
    """Scores pairs under one round's terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        by_heeds = [_parts(terms, heeds) for heeds in range(1 << len(HEEDABLE))]
        self._parts = by_heeds
        self._of_frames = [_weighted(parts, of_frames=True) for parts in by_heeds]
        self._of_people = [_weighted(parts, of_frames=False) for parts in by_heeds]
        self._known: dict[tuple[bool, int], dict[int, float]] = {}
        self._count = 0

    def points(self, mentor: Traits, mentee: Traits) -> int:
        """The score in whole points. What a pair of peers scores does not depend on who is named first."""
        total = self._frames_points(mentor, mentee)
        for weight, compare in self._of_people[mentor.heeds | mentee.heeds]:
            total += weight * compare(mentor, mentee)
        return int(total + 0.5)

    def row(
        self, one: Traits, people: Sequence[Traits], numbers: Iterable[int], *, as_mentor: bool
    ) -> list[tuple[int, int]]:
        """(points, number) of one person with many others, without those whom hours or team rule out."""
        known, of_people = self._known_of(one, as_mentor), self._of_people
        found = []
        for number in numbers:
            other = people[number]
            mentor, mentee = (one, other) if as_mentor else (other, one)
            if (total := known.get(other.frame)) is None:
                total = known[other.frame] = self._open_points(mentor, mentee)
                if self.terms.is_peer:
                    # The same the other way round: level is near or far, and so is all that frames tell.
                    self._known_of(other, as_mentor)[one.frame] = total
                self._count += 1
            if total >= 0:
                for weight, compare in of_people[one.heeds | other.heeds]:
                    total += weight * compare(mentor, mentee)
                found.append((int(total + 0.5), number))
        return found

    def _known_of(self, one: Traits, as_mentor: bool) -> dict[int, float]:
        """What is known of somebody's frame with others: points, or `_CLOSED`."""
        if self._count > _MOST_KNOWN:
            self._known.clear()
            self._count = 0
        return self._known.setdefault((as_mentor, one.frame), {})

    def _open_points(self, mentor: Traits, mentee: Traits) -> float:
        for rule in OF_FRAME_RULES:
            if rule(mentor, mentee, self.terms):
                return _CLOSED
        return self._frames_points(mentor, mentee)

    def _frames_points(self, mentor: Traits, mentee: Traits) -> float:
        total = 0.0
        for weight, compare in self._of_frames[mentor.heeds | mentee.heeds]:
            total += weight * compare(mentor, mentee)
        return total

    def factors(self, mentor: Traits, mentee: Traits) -> tuple[Factor[MatchingFactor], ...]:
        """All parts of the score."""
        return tuple(
            Factor(kind, value, weight, reason_for(kind, mentor, mentee, self.terms) if value > 0 else None)
            for kind, weight, compare in self._parts[mentor.heeds | mentee.heeds]
            for value in [compare(mentor, mentee)]
        )

    def match(self, mentor: Traits, mentee: Traits, *, locked: bool = False) -> Match:
        """The pair with everything that can be told of it."""
        factors = self.factors(mentor, mentee)
        score = self.points(mentor, mentee) / POINTS
        found = Match(mentor.user_id, mentee.user_id, score, factors, strongest(factors), locked)
        if mentor.open is None and mentee.open is None:
            return found
        both = mentor.open or mentor, mentee.open or mentee
        return replace(found, open_score=self.points(*both) / POINTS, open_factors=self.factors(*both))


def _parts(terms: Terms, heeds: int) -> list[Part]:
    """Every comparison with its weight, in pairs of people who together heed these."""
    all_compares = compares(terms)
    heeded = [kind for bit, kind in enumerate(HEEDABLE) if heeds >> bit & 1]
    return [(kind, weight, all_compares[kind]) for kind, weight in terms.weights(heeded).items()]


def _weighted(parts: Sequence[Part], *, of_frames: bool) -> list[tuple[float, Compare]]:
    return [(weight * POINTS, compare) for kind, weight, compare in parts if (kind in OF_FRAMES) is of_frames]
