"""The solver behind matching: OR-Tools' min-cost flow between two sides, rustworkx' matching within one group.

Both are exact for the edges they are given, and give the same answer to the same question. The exception: within one
group of more than `EXACT_PEOPLE`, the best fractional matching is found first (a flow between two copies of the group:
an upper bound); it falls apart into pairs and rings, rings of even length are pairs, and the people of the others are
matched exactly among themselves and with the people of the weakest pairs. That is a good matching, not proven to be
the best. Measured (`make bench ARGS=matching`): of 3,000 to 5,000 people as many are matched as by the exact method,
with 99.99 % of its total; for 5,000 the exact method takes twelve times as long, and its time grows with the cube.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt
import rustworkx
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from bot.domain.matching.solving import SolverProblem

EXACT_PEOPLE = 2_000
"""People of one group matched exactly: about a second, and the fairest of equals takes several such solutions."""

Ints = npt.NDArray[np.int64]


def solve(problem: SolverProblem) -> Sequence[int]:
    """The chosen edges' numbers, in order. See `SolverProblem` for what is best."""
    if not len(problem.heads):
        return []
    if problem.two_sided:
        return _flow(problem)
    people = len(np.union1d(_ints(problem.heads), _ints(problem.tails)))
    return exactly(problem) if people <= EXACT_PEOPLE else _within_many(problem)


def exactly(problem: SolverProblem) -> Sequence[int]:
    """The best choice within one group, of whatever size; `solve` takes it for groups that are not too large."""
    return _within(problem, range(len(problem.heads)))


def _flow(problem: SolverProblem) -> list[int]:
    """Source → head → tail → sink. A tail's first use has an arc of its own, cheaper than those that follow."""
    people, others, edges = problem.count, len(problem.room), len(problem.heads)
    source, sink = people + others, people + others + 1
    room = np.asarray(problem.room, np.int64)
    first = np.asarray(problem.first or [0] * others, np.int64)
    nodes = np.arange(people + others, dtype=np.int64)
    tails = [np.full(people, source), _ints(problem.heads), nodes[people:], nodes[people:]]
    heads = [nodes[:people], people + _ints(problem.tails), np.full(others, sink), np.full(others, sink)]
    room_once = np.minimum(room, 1)
    capacities = [np.ones(people + edges, np.int64), room_once, room - room_once]
    costs = [np.zeros(people, np.int64), -_ints(problem.gains), -first, np.zeros(others, np.int64)]
    network = SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate(tails).astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        np.concatenate(capacities),
        np.concatenate(costs),
    )
    network.set_node_supply(source, people)
    network.set_node_supply(sink, -people)
    status = network.solve_max_flow_with_min_cost()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise RuntimeError(f"no flow found: {status}")
    flows = network.flows(np.asarray(arcs)[people : people + edges])
    return [int(edge) for edge in np.flatnonzero(flows)]


def _within(problem: SolverProblem, edges: Iterable[int]) -> list[int]:
    """Maximum weight among the matchings of maximum size, on some of the edges of a group."""
    chosen_from = list(edges)
    numbers: dict[int, int] = {}
    ends = [
        (numbers.setdefault(problem.heads[edge], len(numbers)), numbers.setdefault(problem.tails[edge], len(numbers)))
        for edge in chosen_from
    ]
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(numbers)))
    graph.add_edges_from([(a, b, edge) for (a, b), edge in zip(ends, chosen_from, strict=True)])
    pairs = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=problem.gains.__getitem__)
    return sorted(graph.get_edge_data(a, b) for a, b in pairs)


def _within_many(problem: SolverProblem) -> list[int]:
    """A matching of a large group: fractional first, then exact where that leaves rings of odd length."""
    pairs, loose = _taken_apart(problem, _fractional(problem))
    heads, tails = _ints(problem.heads), _ints(problem.tails)
    again = _marked(problem, loose)
    beside = _marked(problem, [*heads[again[tails]], *tails[again[heads]]])
    room = max(0, EXACT_PEOPLE - len(loose)) // 2
    opened = sorted(pairs, key=lambda edge: (not beside[list(_ends(problem, edge))].any(), problem.gains[edge], edge))
    opened = opened[:room]
    again[[end for edge in opened for end in _ends(problem, edge)]] = True
    inside = np.flatnonzero(again[heads] & again[tails])
    return sorted([*set(pairs).difference(opened), *_within(problem, map(int, inside))])


def _fractional(problem: SolverProblem) -> dict[int, int]:
    """Each person's edge in the best assignment of the group to a copy of itself: its gain is at least twice that of
    any matching."""
    both = SolverProblem(
        count=problem.count,
        room=[1] * problem.count,
        heads=problem.heads + problem.tails,
        tails=problem.tails + problem.heads,
        gains=problem.gains + problem.gains,
    )
    edges = len(problem.heads)
    return {both.heads[edge]: edge % edges for edge in _flow(both)}


def _taken_apart(problem: SolverProblem, edge_of: dict[int, int]) -> tuple[list[int], set[int]]:
    """The chains of the assignment cut into pairs, every second link, and the people of those that leave one over."""
    pairs: list[int] = []
    loose: set[int] = set()
    for links in _chains(problem, edge_of):
        cuts = max((links[::2], links[1::2]), key=lambda cut: (len(cut), sum(problem.gains[edge] for edge in cut)))
        people = set().union(*(_ends(problem, edge) for edge in links))
        if 2 * len(set(cuts)) == len(people):
            pairs += set(cuts)
        else:
            loose |= people
    return pairs, loose


def _chains(problem: SolverProblem, edge_of: dict[int, int]) -> Iterable[list[int]]:
    """Person → mate → mate's mate …, as edges; rings end where they began, others where somebody has no mate."""
    mate_of = {one: sum(_ends(problem, edge)) - one for one, edge in edge_of.items()}
    begins = sorted(edge_of.keys() - set(mate_of.values()))
    seen: set[int] = set()
    for begin in [*begins, *sorted(edge_of)]:
        links, one = [], begin
        while one in edge_of and one not in seen:
            seen.add(one)
            links.append(edge_of[one])
            one = mate_of[one]
        if links:
            yield links


def _marked(problem: SolverProblem, people: Collection[int]) -> npt.NDArray[np.bool_]:
    """Whether each of the group is among these."""
    marks = np.zeros(problem.count, np.bool_)
    marks[list(people)] = True
    return marks


def _ends(problem: SolverProblem, edge: int) -> tuple[int, int]:
    return problem.heads[edge], problem.tails[edge]


def _ints(numbers: "array[int]") -> Ints:
    return np.asarray(numbers).astype(np.int64)
