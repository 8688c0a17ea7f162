"""The solver against others: scipy's assignment and sparse matching, HiGHS, and networkx for one group."""

import random
from array import array

import networkx as nx
import numpy as np
import pytest
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array, lil_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bot.domain.matching.solving import SolverProblem
from bot.solver import EXACT_PEOPLE, solve

MORE_THAN_ALL_GAIN = 10_000_000


def two_sided(heads: int, tails: int, edges: int, seed: int, *, seats: int = 2, first: bool = False) -> SolverProblem:
    chance = random.Random(seed)
    ends = sorted({(chance.randrange(heads), chance.randrange(tails)) for _ in range(edges)})
    return SolverProblem(
        heads,
        [chance.randint(0, seats) if seats > 1 else 1 for _ in range(tails)],
        array("i", [head for head, _ in ends]),
        array("i", [tail for _, tail in ends]),
        array("q", [chance.randint(0, 10_000) for _ in ends]),
        [chance.choice((0, 0, 40_000)) for _ in range(tails)] if first else (),
    )


def one_group(people: int, degree: int, seed: int) -> SolverProblem:
    chance = random.Random(seed)
    pairs = {(one, other) for one in range(people) for other in chance.sample(range(people), degree) if one != other}
    ends = sorted({(min(pair), max(pair)) for pair in pairs})
    return SolverProblem(
        people,
        [1] * people,
        array("i", [one for one, _ in ends]),
        array("i", [other for _, other in ends]),
        array("q", [chance.randint(0, 10_000) for _ in ends]),
        two_sided=False,
    )


def gained(problem: SolverProblem, chosen: list[int]) -> tuple[int, int]:
    used = {problem.tails[edge] for edge in chosen}
    firsts = sum(problem.first[tail] for tail in used) if problem.first else 0
    return len(chosen), sum(problem.gains[edge] for edge in chosen) + firsts


def assert_possible(problem: SolverProblem, chosen: list[int]) -> None:
    heads = [problem.heads[edge] for edge in chosen]
    tails = [problem.tails[edge] for edge in chosen]
    if problem.two_sided:
        assert len(set(heads)) == len(heads)
        assert all(tails.count(tail) <= problem.room[tail] for tail in set(tails))
    else:
        assert len({*heads, *tails}) == 2 * len(chosen)


def by_assignment(problem: SolverProblem) -> tuple[int, int]:
    """scipy's dense assignment; each seat is a column, what is no edge is worth nothing."""
    columns = [(tail, seat) for tail, seats in enumerate(problem.room) for seat in range(seats)]
    at = {column: number for number, column in enumerate(columns)}
    worth = np.zeros((problem.count, len(columns)))
    for edge, (head, tail) in enumerate(zip(problem.heads, problem.tails, strict=True)):
        for seat in range(problem.room[tail]):
            first = problem.first[tail] if problem.first and seat == 0 else 0
            worth[head, at[tail, seat]] = MORE_THAN_ALL_GAIN + problem.gains[edge] + first
    rows, taken = linear_sum_assignment(worth, maximize=True)
    total = int(worth[rows, taken].sum())
    return total // MORE_THAN_ALL_GAIN, total % MORE_THAN_ALL_GAIN


def by_highs(problem: SolverProblem) -> tuple[int, int]:
    """HiGHS on the same choice as a linear program in whole numbers."""
    edges, others = len(problem.heads), len(problem.room)
    uses = lil_array((problem.count + others, edges))
    for edge in range(edges):
        uses[problem.heads[edge], edge] = uses[problem.count + problem.tails[edge], edge] = 1
    most = np.array([1] * problem.count + list(problem.room))
    worth = np.array(problem.gains) + MORE_THAN_ALL_GAIN
    found = milp(-worth, constraints=LinearConstraint(uses.tocsr(), ub=most), integrality=1, bounds=(0, 1))
    total = round(-found.fun)
    return total // MORE_THAN_ALL_GAIN, total % MORE_THAN_ALL_GAIN


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("first", [False, True])
def test_two_sides_against_scipys_assignment(seed: int, first: bool) -> None:
    problem = two_sided(120, 80, 120 * (seed + 1), seed, first=first)
    chosen = list(solve(problem))
    assert_possible(problem, chosen)
    assert gained(problem, chosen) == by_assignment(problem)


@pytest.mark.parametrize("seed", range(3))
def test_two_sides_against_highs(seed: int) -> None:
    problem = two_sided(60, 50, 400, seed)
    assert gained(problem, list(solve(problem))) == by_highs(problem)


def test_two_sides_against_scipys_sparse_matching() -> None:
    problem = two_sided(1_000, 1_500, 50_000, 1, seats=1)
    costs = 10_001 - np.array(problem.gains)
    graph = csr_array((costs, (np.array(problem.heads), np.array(problem.tails))), shape=(1_000, 1_500))
    rows, columns = min_weight_full_bipartite_matching(graph)
    count, gain = gained(problem, list(solve(problem)))
    assert (count, 10_001 * count - gain) == (1_000, graph[rows, columns].sum())


@pytest.mark.parametrize(("people", "degree"), [(7, 2), (60, 3), (151, 2), (300, 8)])
def test_one_group_against_networkx(people: int, degree: int) -> None:
    problem = one_group(people, degree, people)
    chosen = list(solve(problem))
    assert_possible(problem, chosen)
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(problem.heads, problem.tails, problem.gains, strict=True))
    pairs = nx.max_weight_matching(graph, maxcardinality=True)
    assert gained(problem, chosen) == (len(pairs), sum(graph[one][other]["weight"] for one, other in pairs))


@pytest.mark.parametrize("degree", [5, 20])
def test_a_group_too_large_for_the_exact_method_comes_within_a_thousandth_of_the_bound(degree: int) -> None:
    """The bound: twice over, each person's best partner in an assignment of the group to a copy of itself."""
    problem = one_group(EXACT_PEOPLE + 2, degree, 3)
    chosen = list(solve(problem))
    assert_possible(problem, chosen)
    ends = np.array([*problem.heads, *problem.tails]), np.array([*problem.tails, *problem.heads])
    costs = np.array([*problem.gains, *problem.gains])
    graph = csr_array((10_001 - costs, ends), shape=(problem.count, problem.count))
    rows, columns = min_weight_full_bipartite_matching(graph)
    bound = (10_001 * problem.count - graph[rows, columns].sum()) / 2
    count, gain = gained(problem, chosen)
    assert count == problem.count // 2
    assert 0.999 * bound <= gain <= bound


def test_nothing_to_choose_from() -> None:
    for both in (True, False):
        assert list(solve(SolverProblem(3, [1, 1], array("i"), array("i"), array("q"), two_sided=both))) == []


def test_the_same_question_gets_the_same_answer() -> None:
    for problem in (two_sided(300, 200, 3_000, 5), one_group(200, 6, 5)):
        assert list(solve(problem)) == list(solve(problem))
