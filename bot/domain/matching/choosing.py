"""The best pairs between two sides, or within one group: as many as can be, those left out before first, then the
largest total, then the best worst pair."""

from array import array
from collections.abc import Callable, Sequence

from bot.domain.matching.candidates import BEST, MANY_PEERS, Edges, Pool, among, between
from bot.domain.matching.fairness import FAIR_EDGES, fairest
from bot.domain.matching.index import seeks, shows
from bot.domain.matching.obstacles import is_allowed
from bot.domain.matching.reach import Reach
from bot.domain.matching.scoring import POINTS, Scoring
from bot.domain.matching.solving import Solve, SolverProblem
from bot.domain.matching.traits import Traits
from bot.domain.matching.values import MatchingStage

MOST_LEFT_OUT = 3
"""Being left out more often than this gives no more precedence."""
FURTHER_LOOKS = 2
"""How often those left over in a group of peers are looked at again."""

MOST_AGAIN = 1_000
"""Peers of a large group who choose again among themselves when somebody was left over; where it would be more, all
do."""

Chosen = list[tuple[int, int]]
Tell = Callable[[MatchingStage, int, int], None]


def choose_between(
    mentees: Sequence[Traits],
    mentors: Sequence[Traits],
    room: Sequence[int],
    scoring: Scoring,
    solve: Solve,
    tell: Tell,
) -> Chosen:
    """Pairs (mentee, mentor), each mentee at most once, each mentor at most `room` times (at least 1 each)."""
    edges = between(mentees, mentors, scoring, lambda done: tell(MatchingStage.SCORING, done, len(mentees)))
    tell(MatchingStage.SOLVING, 0, 2)
    chosen = solve(_two_sided(edges, mentees, mentors, room))
    if _widened(edges, chosen, mentees, mentors, room, scoring):
        tell(MatchingStage.SOLVING, 1, 2)
        chosen = solve(_two_sided(edges, mentees, mentors, room))
    chosen = fairest(_two_sided(edges, mentees, mentors, room), edges.points, chosen, solve)
    tell(MatchingStage.SOLVING, 2, 2)
    return [(edges.heads[edge], edges.tails[edge]) for edge in chosen]


def choose_among(peers: Sequence[Traits], scoring: Scoring, solve: Solve, tell: Tell) -> Chosen:
    """Pairs within one group, each at most once."""
    edges = among(peers, scoring, lambda done: tell(MatchingStage.SCORING, done, len(peers)))
    tell(MatchingStage.SOLVING, 0, FURTHER_LOOKS + 1)
    chosen = solve(_one_group(edges, peers))
    for look in range(1, FURTHER_LOOKS + 1):
        tell(MatchingStage.SOLVING, look, FURTHER_LOOKS + 1)
        known = len(edges)
        if not _further(edges, chosen, peers, scoring):
            break
        chosen = _again(edges, chosen, known, peers, solve)
    if len(edges) <= FAIR_EDGES[False]:  # `fairest` looks at no more, and millions take seconds to put to it
        chosen = fairest(_one_group(edges, peers), edges.points, chosen, solve)
    tell(MatchingStage.SOLVING, FURTHER_LOOKS + 1, FURTHER_LOOKS + 1)
    return [(edges.heads[edge], edges.tails[edge]) for edge in chosen]


def _two_sided(
    edges: Edges, mentees: Sequence[Traits], mentors: Sequence[Traits], room: Sequence[int]
) -> SolverProblem:
    """A mentee's being left out before adds to each of their pairs, a mentor's to their first."""
    precedence = POINTS * len(mentees) + 1
    before = [precedence * _left_out(one) for one in mentees]
    gains = array("q", (points + before[head] for head, points in zip(edges.heads, edges.points, strict=True)))
    first = [precedence * _left_out(one) for one in mentors]
    return SolverProblem(len(mentees), room, edges.heads, edges.tails, gains, first if any(first) else ())


def _one_group(edges: Edges, peers: Sequence[Traits]) -> SolverProblem:
    precedence = POINTS * len(peers) + 1
    before = [precedence * _left_out(one) for one in peers]
    ends = zip(edges.heads, edges.tails, edges.points, strict=True)
    gains = array("q", (points + before[head] + before[tail] for head, tail, points in ends))
    return SolverProblem(len(peers), [1] * len(peers), edges.heads, edges.tails, gains, two_sided=False)


def _left_out(one: Traits) -> int:
    return min(one.side.left_out, MOST_LEFT_OUT)


def _widened(
    edges: Edges,
    chosen: Sequence[int],
    mentees: Sequence[Traits],
    mentors: Sequence[Traits],
    room: Sequence[int],
    scoring: Scoring,
) -> bool:
    """Adds pairs for mentees left over while mentors have room: good ones, and those that let one more be matched."""
    used = [0] * len(mentors)
    for edge in chosen:
        used[edges.tails[edge]] += 1
    having = {edges.heads[edge] for edge in chosen}
    left = [head for head in range(len(mentees)) if head not in having]
    open_mentors = [tail for tail in range(len(mentors)) if used[tail] < room[tail]]
    if not left or not open_mentors:
        return False
    size = len(edges)
    reach = Reach(mentees, mentors, room, scoring.terms)
    for edge in chosen:
        reach.set(edges.heads[edge], edges.tails[edge])
    for head, tail in reach.more():
        edges.add(head, tail, scoring.points(mentors[tail], mentees[head]))
    if len(edges) == size:
        return False
    pool = Pool([mentors[tail] for tail in open_mentors], shows, seeks, scoring, len(left))
    for head in left:
        for at, points in pool.best(mentees[head], head):
            edges.add(head, open_mentors[at], points)
    return True


def _again(edges: Edges, chosen: Sequence[int], known: int, peers: Sequence[Traits], solve: Solve) -> Sequence[int]:
    """The choice with the edges from `known` on: of a large group, only those whom these join, and their partners,
    choose again."""
    joined = {end for ends in (edges.heads[known:], edges.tails[known:]) for end in ends}
    apart = [edge for edge in chosen if joined.isdisjoint((edges.heads[edge], edges.tails[edge]))]
    settled = {end for edge in apart for end in (edges.heads[edge], edges.tails[edge])}
    if len(peers) <= MANY_PEERS or len(peers) - len(settled) > MOST_AGAIN:
        return solve(_one_group(edges, peers))
    open_ = [edge for edge in range(len(edges)) if settled.isdisjoint((edges.heads[edge], edges.tails[edge]))]
    inside = Edges(*(array("i", (each[edge] for edge in open_)) for each in (edges.heads, edges.tails, edges.points)))
    return sorted([*apart, *(open_[edge] for edge in solve(_one_group(inside, peers)))])


def _further(edges: Edges, chosen: Sequence[int], peers: Sequence[Traits], scoring: Scoring) -> bool:
    """Adds pairs for peers left over, with each other and with others all over the group. Whether there were any."""
    having = {end for edge in chosen for end in (edges.heads[edge], edges.tails[edge])}
    left = [one for one in range(len(peers)) if one not in having]
    if len(left) < 2 or len(peers) <= BEST:
        return False
    size, alone = len(edges), frozenset(left)
    known = {ends for ends in zip(edges.heads, edges.tails, strict=True) if not alone.isdisjoint(ends)}
    for one in left:
        others = [*left[:BEST], *range(one % max(1, len(peers) // BEST), len(peers), max(1, len(peers) // BEST))]
        for head, tail in sorted({(min(one, other), max(one, other)) for other in others if other != one} - known):
            if is_allowed(peers[head], peers[tail], scoring.terms):
                edges.add(head, tail, scoring.points(peers[head], peers[tail]))
        known.update(zip(edges.heads[size:], edges.tails[size:], strict=True))
    return len(edges) > size
