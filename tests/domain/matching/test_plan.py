"""The plan of a round is the best there is: against every possible plan, in any order, at any size."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.ids import UserId
from bot.domain.matching.candidates import MANY_PEERS, Edges
from bot.domain.matching.choosing import _again
from bot.domain.matching.obstacles import is_allowed, not_in_program
from bot.domain.matching.reach import Reach
from bot.domain.matching.rounds import match
from bot.domain.matching.scoring import POINTS, Scoring
from bot.domain.matching.solving import SolverProblem
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader, Traits
from bot.domain.matching.values import MatchingStage, Plan, Round, Side
from bot.domain.mentorships.formats import OF_TWO, MentorshipFormat, Role
from bot.domain.programs.program import WorkingValue
from bot.solver import solve
from tests.support.matching import NOW, company, program, round_of, side
from tests.support.volume import by_volume, examples, volume

Pairs = list[tuple[Traits, Traits]]
LARGE = volume(800, 3_000)
NAMES = [f"p{number}" for number in range(7)]


@st.composite
def people(draw: st.DrawFn, role: Role | None = None) -> Round:
    """A small round in which much is alike, so that equal totals are common, and rules often stand in the way."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, 7))]
    roles = st.just(role) if role else st.sampled_from([Role.MENTOR, Role.MENTEE])

    def one(name: str) -> Side:
        return side(
            name,
            draw(roles),
            offers=draw(st.sampled_from([(), ("Rust",), ("Rust", "SQL")])),
            wants=draw(st.sampled_from([("Rust",), ("SQL",)])),
            zone=draw(st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo"])),
            department=draw(st.sampled_from(["", "Sales", "Legal"])),
            joined={
                "left_out": draw(st.sampled_from([0, 0, 0, 1, 2])),
                "values": draw(st.sets(st.sampled_from(WorkingValue), max_size=1)),
            },
            free=draw(st.integers(0, 2)),
            blocked=frozenset(draw(st.sets(st.sampled_from(NAMES).map(UserId), max_size=1))),
            rating=draw(st.sampled_from([None, 1.0])),
        )

    format_ = MentorshipFormat.PEER if role else MentorshipFormat.ONE_TO_ONE
    return round_of(*map(one, names), program=program(format_))


def plans(pairs: Pairs, room: Counter[UserId]) -> Iterator[Pairs]:
    """Every choice of pairs that the room of all allows."""
    if not pairs:
        yield []
        return
    (one, other), rest = pairs[0], pairs[1:]
    yield from plans(rest, room)
    if room[one.user_id] and room[other.user_id]:
        for plan in plans(rest, room - Counter((one.user_id, other.user_id))):
            yield [(one, other), *plan]


def worth(plan: Pairs, scoring: Scoring) -> tuple[int, int, int, int]:
    """How many, how much precedence those matched have, total points, points of the worst."""
    points = [scoring.points(mentor, mentee) for mentor, mentee in plan]
    before = sum(one.side.left_out for one in {one.user_id: one for one in chain(*plan)}.values())
    return len(plan), before, sum(points), min(points, default=0)


def read(round_: Round) -> tuple[dict[UserId, Traits], Scoring]:
    terms = Terms.of(round_.program, round_.now)
    reader = Reader(terms)
    sides = [side for side in round_.sides if not not_in_program(side, round_.program, terms)]
    return {side.user_id: reader.traits(side) for side in sides}, Scoring(terms)


def best_of_all(round_: Round) -> tuple[int, int, int, int]:
    everybody, scoring = read(round_)
    terms = scoring.terms
    peers = terms.is_peer
    possible = [
        (one, other)
        for one in everybody.values()
        for other in everybody.values()
        if (one.user_id < other.user_id if peers else (one.side.role, other.side.role) == (Role.MENTOR, Role.MENTEE))
        if is_allowed(one, other, terms)
    ]
    many = [one for one in everybody.values() if one.side.role is Role.MENTOR]
    room = Counter({one.user_id: min(1, one.side.free) for one in everybody.values()})
    room.update({one.user_id: max(0, one.side.free - 1) for one in many})
    return max(worth(plan, scoring) for plan in plans(possible, room))


def as_pairs(plan: Plan, everybody: dict[UserId, Traits]) -> Pairs:
    return [(everybody[pair.mentor], everybody[pair.mentee]) for pair in plan.pairs]


@examples(50, 500)
@given(round_=people())
def test_no_plan_between_mentors_and_mentees_is_better(round_: Round) -> None:
    everybody, scoring = read(round_)
    assert worth(as_pairs(match(round_, solve), everybody), scoring) == best_of_all(round_)


@examples(50, 500)
@given(round_=people(Role.PEER))
def test_no_plan_among_peers_is_better(round_: Round) -> None:
    everybody, scoring = read(round_)
    assert worth(as_pairs(match(round_, solve), everybody), scoring) == best_of_all(round_)


@examples(25, 300)
@given(round_=st.one_of(people(), people(Role.PEER)), chance=st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(round_: Round, chance: random.Random) -> None:
    shuffled = tuple(chance.sample(round_.sides, len(round_.sides)))
    assert match(replace(round_, sides=shuffled), solve) == match(round_, solve)


def assert_rules_hold(round_: Round, plan: Plan) -> None:
    everybody, scoring = read(round_)
    assert all(is_allowed(one, other, scoring.terms) for one, other in as_pairs(plan, everybody))
    as_mentor, as_mentee = (Counter(ids) for ids in zip(*(pair.ids for pair in plan.pairs), strict=True))
    assert all(times <= everybody[one].side.free for one, times in as_mentor.items())
    assert max(as_mentee.values()) == 1
    assert {*as_mentor, *as_mentee}.isdisjoint(one.user_id for one in plan.unmatched)
    assert len({*as_mentor, *as_mentee}) + len(plan.unmatched) == len(round_.sides)
    assert all(pair.reasons for pair in plan.pairs)


@by_volume
@pytest.mark.parametrize("peers", [False, True])
def test_a_large_round_keeps_all_rules_and_matches_as_many_in_any_order(peers: bool) -> None:
    round_ = company(LARGE, 7, peers=peers)
    plan = match(round_, solve)
    assert_rules_hold(round_, plan)
    shuffled = tuple(random.Random(1).sample(round_.sides, len(round_.sides)))
    assert match(replace(round_, sides=shuffled), solve) == plan
    mentees = sum(side.role is Role.MENTEE for side in round_.sides)
    assert len(plan.pairs) == (LARGE // 2 if peers else mentees)


def test_of_a_large_group_only_those_choose_again_whom_it_concerns() -> None:
    """Two are left over, each with an edge to one of a pair: all four find somebody, and all other pairs stay."""
    everybody, _ = read(company(MANY_PEERS + 2, 1, peers=True))
    peers, asked = list(everybody.values()), list[int]()
    edges, chosen = Edges(), range(MANY_PEERS // 2)
    for number in chosen:
        edges.add(2 * number, 2 * number + 1, 5_000)
    edges.add(0, MANY_PEERS, 1_000)
    edges.add(1, MANY_PEERS + 1, 1_000)

    def counted(problem: SolverProblem) -> Sequence[int]:
        asked.append(len(problem.heads))
        return solve(problem)

    again = _again(edges, chosen, len(chosen), peers, counted)
    assert list(again) == [*chosen[1:], len(chosen), len(chosen) + 1]
    assert asked == [3]


def test_a_star_is_not_everyones_only_hope() -> None:
    """Many want what sixty stars offer, and everybody else offers nothing: all are matched, the stars once each."""
    stars = [side(f"s{number:04}", offers=("Rust",), rating=1.0) for number in range(60)]
    others = [side(f"t{number:04}") for number in range(1_440)]
    mentees = [side(f"m{number:04}", Role.MENTEE, wants=("Rust",)) for number in range(1_500)]
    plan = match(round_of(*stars, *others, *mentees, program=program()), solve)
    assert len(plan.pairs) == 1_500
    assert {pair.mentor for pair in plan.pairs} == {one.user_id for one in [*stars, *others]}


def test_those_left_out_before_come_first() -> None:
    mentees = [side(f"m{number}", Role.MENTEE, wants=("Rust",), joined={"left_out": number}) for number in range(3)]
    better = side("a0", Role.MENTEE, wants=("Rust",), level="Associate", department="Legal")
    plan = match(round_of(side("ada", offers=("Rust",), level="Senior"), better, *mentees, program=program()), solve)
    assert [pair.mentee for pair in plan.pairs] == ["m2"]


def test_progress_is_told_through_all_stages() -> None:
    told: list[tuple[MatchingStage, int, int]] = []
    match(company(200, 1), solve, lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == list(MatchingStage)
    assert all(0 <= done <= of for _, done, of in told)
    for stage in MatchingStage:
        steps = [(done, of) for at, done, of in told if at is stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]


def test_an_empty_round_gives_an_empty_plan() -> None:
    for format_ in OF_TWO:
        assert match(round_of(program=program(format_)), solve) == Plan()


@examples(50, 500)
@given(
    seats=st.lists(st.integers(0, 2), min_size=1, max_size=5),
    barred=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 4))),
    begun=st.data(),
)
def test_the_search_beyond_candidates_matches_as_many_as_can_be(seats: list[int], barred: Any, begun: Any) -> None:
    """From any matching so far, the pairs found make a largest matching possible (networkx tells how large)."""
    reader = Reader(terms := Terms(NOW))
    mentors = [reader.traits(side(f"r{number}", zone=_zone(number))) for number in range(len(seats))]
    mentees = [
        reader.traits(
            side(
                f"e{head}",
                Role.MENTEE,
                zone=_zone(head),
                blocked=frozenset(UserId(f"r{tail}") for other, tail in barred if other == head),
            )
        )
        for head in range(6)
    ]
    allowed = {
        (head, tail)
        for head in range(6)
        for tail in range(len(seats))
        if is_allowed(mentees[head], mentors[tail], terms)
    }
    reach = Reach(mentees, mentors, seats, terms)
    left, pairs = list(seats), set[tuple[int, int]]()
    for head, tail in begun.draw(st.permutations(sorted(allowed))) if allowed else []:
        if left[tail] and head not in {one for one, _ in pairs} and begun.draw(st.booleans()):
            left[tail] -= 1
            pairs.add((head, tail))
            reach.set(head, tail)
    more = set(reach.more())
    assert more <= allowed
    assert _largest(pairs | more, seats) == _largest(allowed, seats)


def _zone(number: int) -> str:
    return ("Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles")[number % 3]


def _largest(pairs: set[tuple[int, int]], seats: list[int]) -> int:
    graph = nx.Graph()
    graph.add_nodes_from(("head", head) for head, _ in pairs)
    graph.add_edges_from((("head", head), (tail, seat)) for head, tail in pairs for seat in range(seats[tail]))
    heads = [node for node in graph if node[0] == "head"]
    return len(nx.bipartite.hopcroft_karp_matching(graph, heads)) // 2


def test_points_are_ten_thousandths() -> None:
    plan = match(company(60, 3), solve)
    assert all(pair.score * POINTS == pytest.approx(round(pair.score * POINTS)) for pair in plan.pairs)
    assert plan.total == pytest.approx(sum(pair.score for pair in plan.pairs))
    assert plan.worst == min(pair.score for pair in plan.pairs)
