"""Finding people worth comparing without comparing all: lists by skill, value, word and department.

Each list is split by dawn, the hour at which its people begin their day, so that those who share most hours are found
first. Whoever looks begins somewhere else in a long list: not all are shown the same few.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.matching.traits import Traits
from bot.domain.programs.program import WorkingValue

ALL_OF = 400
"""Up to so many people, all are compared."""
DRAWN = 60
"""People compared with one who looks, where there are more, at least."""
DRAWN_BY_MANY, MANY = 40, 100_000
"""The same where very many look: it costs 0.02 % of the total score (measured among 10,000 peers)."""
COMPARED = 1_000_000
"""Comparisons made anyhow, a second or two: shared among all who look."""
_SHORT = 30
"""A list up to this length is taken whole."""
_POPULAR_SKILLS = 4
"""Skills with long lists of which people offering two at once are looked for."""
_FROM_BOTH, _FROM_ONE, _FROM_VALUE, _FROM_WORD = 12, 8, 4, 5
_WORDS = 4
_SPREAD = 40_503
"""Beginnings in long lists lie this far apart: Knuth's multiplier for 16 bits, 2^16 / φ."""

_NOBODY = frozenset[int]()

Looking = Callable[[Traits], tuple[Collection[str], Collection[str]]]
"""The skills and the words somebody looks for, or shows."""

_DAWNS = tuple(tuple(sorted(range(24), key=lambda d: (min((d - at) % 24, (at - d) % 24), d))) for at in range(24))


def seeks(mentee: Traits) -> tuple[Collection[str], Collection[str]]:
    """What a mentee looks for."""
    return mentee.wants, mentee.sought


def shows(mentor: Traits) -> tuple[Collection[str], Collection[str]]:
    """What a mentor has."""
    return mentor.offers, mentor.told


@dataclass(slots=True)
class _List:
    """People with something in common, by dawn."""

    by_dawn: dict[int, list[int]] = field(default_factory=dict)
    size: int = 0

    def add(self, number: int, dawn: int) -> None:
        self.by_dawn.setdefault(dawn, []).append(number)
        self.size += 1

    def take(self, found: dict[int, None], most: int, dawn: int, start: int) -> None:
        """Puts up to `most` people into `found`, near dawns first, each list from a place that `start` gives."""
        for near in _DAWNS[dawn]:
            if people := self.by_dawn.get(near):
                begin = start % len(people) if len(people) > most else 0
                chunk = people[begin : begin + most]
                chunk += people[: min(begin, most - len(chunk))]
                found.update(dict.fromkeys(chunk))
                most -= len(chunk)
                if most <= 0:
                    return


class Index:
    """People in lists by what they have."""

    def __init__(self, people: Sequence[Traits], has: Looking, looking: int) -> None:
        """`looking` is how many will look."""
        self._people = people
        self._drawn = max(DRAWN if looking < MANY else DRAWN_BY_MANY, COMPARED // max(1, looking))
        self._times = max(1, self._drawn // DRAWN)
        self._all = len(people) <= max(ALL_OF, self._drawn)
        self._skills: dict[str, _List] = defaultdict(_List)
        self._words: dict[str, _List] = defaultdict(_List)
        self._values: dict[int, _List] = defaultdict(_List)
        self._departments: dict[str, _List] = defaultdict(_List)
        self._both: dict[tuple[str, str], _List] = {}
        self._sets: dict[str, dict[int, frozenset[int]]] = {}
        if not self._all:
            for number, one in enumerate(people):
                self._add(number, one, *has(one))

    def _add(self, number: int, one: Traits, skills: Collection[str], words: Collection[str]) -> None:
        for skill in skills:
            self._skills[skill].add(number, one.dawn)
        for word in words:
            self._words[word].add(number, one.dawn)
        for value in _bits(one.values):
            self._values[value].add(number, one.dawn)
        self._departments[one.department].add(number, one.dawn)

    def draw(self, one: Traits, skills: Iterable[str], words: Iterable[str], number: int) -> Collection[int]:
        """Numbers of people worth comparing with somebody who looks for skills and words, in a fixed order."""
        if self._all:
            return range(len(self._people))
        found: dict[int, None] = {}
        start = number * _SPREAD
        self._by_skills(found, skills, one.dawn, start)
        for value in _bits(one.values):
            self._values[value].take(found, _FROM_VALUE * self._times, one.dawn, start)
        for word in _rarest(self._words, words)[:_WORDS]:
            self._words[word].take(found, _FROM_WORD * self._times, one.dawn, start)
        self._from_elsewhere(found, one, start)
        return found

    def _by_skills(self, found: dict[int, None], skills: Iterable[str], dawn: int, start: int) -> None:
        """All of the short lists; of long ones, people on two of them first."""
        known = _rarest(self._skills, skills)
        popular = [skill for skill in known if self._skills[skill].size > _SHORT][:_POPULAR_SKILLS]
        for skill in known[: len(known) if len(popular) < _POPULAR_SKILLS else None]:
            if self._skills[skill].size <= _SHORT:
                self._skills[skill].take(found, _SHORT, dawn, start)
        for at, skill in enumerate(popular):
            for other in popular[at + 1 :]:
                self._with_both(skill, other).take(found, _FROM_BOTH * self._times, dawn, start)
        for skill in popular:
            self._skills[skill].take(found, _FROM_ONE * self._times, dawn, start)

    def _with_both(self, skill: str, other: str) -> _List:
        pair = (skill, other) if skill < other else (other, skill)
        if pair not in self._both:
            both, others = _List(), self._set_of(other)
            for dawn, people in self._set_of(skill).items():
                if found := people & others.get(dawn, _NOBODY):
                    both.by_dawn[dawn] = sorted(found)
                    both.size += len(found)
            self._both[pair] = both
        return self._both[pair]

    def _set_of(self, skill: str) -> dict[int, frozenset[int]]:
        """The people of a skill by dawn, as sets: that of two skills is asked for over and over."""
        if skill not in self._sets:
            self._sets[skill] = {dawn: frozenset(people) for dawn, people in self._skills[skill].by_dawn.items()}
        return self._sets[skill]

    def _from_elsewhere(self, found: dict[int, None], one: Traits, start: int) -> None:
        """The rest out of all departments but the own, a few of each."""
        names = sorted(name for name in self._departments if not name or name != one.department) or [one.department]
        begin = start % len(names)
        for name in names[begin:] + names[:begin]:
            if len(found) >= self._drawn:
                return
            share = -(-(self._drawn - len(found)) // min(len(names), 4))
            self._departments[name].take(found, share, one.dawn, start)


def _rarest(lists: dict[str, _List], names: Iterable[str]) -> list[str]:
    return sorted((name for name in names if name in lists), key=lambda name: (lists[name].size, name))


def _bits(values: int) -> list[int]:
    return [bit for bit in range(len(WorkingValue)) if values >> bit & 1]
