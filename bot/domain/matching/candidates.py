"""The best candidates of each person: who could be a pair, and how good it would be."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.matching.index import Index, Looking, seeks, shows
from bot.domain.matching.obstacles import is_free_between
from bot.domain.matching.scoring import Scoring
from bot.domain.matching.traits import Traits

BEST = 50
"""Candidates kept for each person."""
BEST_OF_PEERS = 30
"""The same for peers: who is among the best of others has those as candidates too, so that it comes to about fifty."""
BEST_OF_MANY_PEERS, MANY_PEERS = 12, 5_000
"""The same in a larger group, where that is enough: of 10,000, they give 99.99 % of the total score that thirty give,
in half the memory (measured)."""
BEST_OF_OVERLOOKED = 10
"""Somebody who is among the best of fewer people than this gets as many candidates of their own."""
TELL_EVERY = 500
"""People between two words of progress."""

Tick = Callable[[int], None]


@dataclass(slots=True)
class Edges:
    """Possible pairs: (head, tail) with points. Of two sides, heads are mentees and tails mentors."""

    heads: "array[int]" = field(default_factory=lambda: array("i"))
    tails: "array[int]" = field(default_factory=lambda: array("i"))
    points: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, head: int, tail: int, points: int) -> None:
        self.heads.append(head)
        self.tails.append(tail)
        self.points.append(points)

    def __len__(self) -> int:
        return len(self.heads)


class Pool:
    """People among whom the best for somebody are found. `looks` says what the one who looks seeks."""

    def __init__(self, people: Sequence[Traits], has: Looking, looks: Looking, scoring: Scoring, looking: int) -> None:
        self._people = people
        self._index = Index(people, has, looking)
        self._looks = looks
        self._scoring = scoring
        self._as_mentor = looks is shows

    def best(self, one: Traits, number: int, most: int = BEST) -> Iterator[tuple[int, int]]:
        """(number, points) of the best allowed, best first; equals in an order of each one's own."""
        skills, words = self._looks(one)
        size = len(self._people)
        drawn = self._index.draw(one, skills, words, number)
        row = self._scoring.row(one, self._people, drawn, as_mentor=self._as_mentor)
        kept = 0
        for points, _, at in sorted([(points, (number - at) % size, at) for points, at in row], reverse=True):
            if is_free_between(one, self._people[at], self._scoring.terms):
                yield at, points
                kept += 1
                if kept == most:
                    return


def between(mentees: Sequence[Traits], mentors: Sequence[Traits], scoring: Scoring, tick: Tick) -> Edges:
    """Each mentee's best mentors; and for mentors whom few would choose, their best mentees."""
    edges = Edges()
    pool = Pool(mentors, shows, seeks, scoring, len(mentees))
    for number, mentee in enumerate(mentees):
        for at, points in pool.best(mentee, number):
            edges.add(number, at, points)
        if number % TELL_EVERY == 0:
            tick(number)
    _add_overlooked(edges, mentees, mentors, scoring)
    tick(len(mentees))
    return edges


def _add_overlooked(edges: Edges, mentees: Sequence[Traits], mentors: Sequence[Traits], scoring: Scoring) -> None:
    chosen_by: list[int] = [0] * len(mentors)
    for tail in edges.tails:
        chosen_by[tail] += 1
    overlooked = {tail: set[int]() for tail, times in enumerate(chosen_by) if times < BEST_OF_OVERLOOKED}
    if not overlooked:
        return
    for head, tail in zip(edges.heads, edges.tails, strict=True):
        if tail in overlooked:
            overlooked[tail].add(head)
    pool = Pool(mentees, seeks, shows, scoring, len(overlooked))
    for tail, known in overlooked.items():
        for at, points in pool.best(mentors[tail], tail, BEST_OF_OVERLOOKED):
            if at not in known:
                edges.add(at, tail, points)


def among(peers: Sequence[Traits], scoring: Scoring, tick: Tick) -> Edges:
    """Each peer's best partners, every pair once."""
    edges = Edges()
    pool = Pool(peers, shows, seeks, scoring, 2 * len(peers))
    most = BEST_OF_PEERS if len(peers) <= MANY_PEERS else BEST_OF_MANY_PEERS
    best_of: list[array[int]] = []
    for number, peer in enumerate(peers):
        found = list(pool.best(peer, number, most))
        for at, points in found:
            if at > number or number not in best_of[at]:
                edges.add(min(number, at), max(number, at), points)
        best_of.append(array("i", (at for at, _ in found)))
        if number % TELL_EVERY == 0:
            tick(number)
    tick(len(peers))
    return edges
