"""How good the plans of matching rounds are, and how long they take.

Compared on the same candidates with taking the best pair first (greedy), with stable matching (Gale and Shapley 1962,
mentees propose) and with chance; then within one group that is too large for the exact method, beside that method;
then whole rounds of many people, each in a process of its own. With --data, assignment problems of the OR-Library
(assign500, …, one file each, costs to be made least) go through the solver.
"""

import argparse
import gzip
import random
import resource
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from heapq import heappop, heappush
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from bot.domain.matching.candidates import Edges, among, between
from bot.domain.matching.rounds import match
from bot.domain.matching.scoring import POINTS, Scoring
from bot.domain.matching.solving import SolverProblem
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader
from bot.domain.mentorships.formats import Role
from bot.solver import exactly, solve
from tests.bench.table import show
from tests.support.matching import company

NEEDS_DATA = False
SEED = 1
OPTIMA = {"assign500": 991, "assign600": 1176, "assign700": 1362}

Plans = Callable[[SolverProblem], Sequence[int]]


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("matching", description=__doc__)
    parser.add_argument("--people", type=int, default=2_000, help="size of the round on which plans are compared")
    parser.add_argument("--scale", type=int, nargs="*", default=[10_000], help="sizes of whole rounds, e.g. 100000")
    parser.add_argument("--peers", type=int, nargs="*", default=[2_000], help="the same for peers, e.g. 10000")
    parser.add_argument("--exact", type=int, nargs="*", default=[3_000], help="peers beside the exact method")
    parser.add_argument("--data", type=Path, help="folder with assign*.txt.gz of the OR-Library")
    given = parser.parse_args(arguments)
    _compare(given.people)
    if given.exact:
        _beside_exact(given.exact)
    _scale(given.scale, given.peers)
    if given.data:
        _assign(given.data)


def _compare(people: int) -> None:
    problem, mentors = _problem(people)
    ways: dict[str, Plans] = {"Mentor": solve, "greedy": _greedy, "Gale-Shapley": _stable, "random": _by_chance}
    head = ["", "total score", "of best", "matched", "worst pair", "mentors used", "most per mentor", "s"]
    lines: list[list[str]] = []
    best = 0
    for name, plan in ways.items():
        begun = perf_counter()
        chosen = plan(problem)
        took = perf_counter() - begun
        points = [problem.gains[edge] for edge in chosen]
        best = best or sum(points)
        load = Counter(problem.tails[edge] for edge in chosen)
        shares = [sum(points) / best, len(chosen) / problem.count, min(points) / POINTS, len(load) / mentors]
        lines.append([name, f"{sum(points) / POINTS:.1f}", *(f"{share:.3f}" for share in shares)])
        lines[-1] += [f"{max(load.values())}", f"{took:.2f}"]
    show(f"Matching: {problem.count} mentees, {mentors} mentors, {len(problem.heads)} candidate pairs", head, lines)


def _beside_exact(sizes: Sequence[int]) -> None:
    """Groups beyond `EXACT_PEOPLE`, on the same candidates by both methods."""
    lines = []
    for size in sizes:
        problem = _one_group(size)
        ways: dict[str, Plans] = {"Mentor": solve, "exact": exactly}
        totals, times = [], []
        for plan in ways.values():
            begun = process_time()
            chosen = plan(problem)
            times.append(f"{process_time() - begun:.1f}")
            totals.append((len(chosen), sum(problem.gains[edge] for edge in chosen)))
        (pairs, found), (most, best) = totals
        cells = [
            f"{pairs:,}",
            f"{most:,}",
            f"{found / POINTS:.2f}",
            f"{best / POINTS:.2f}",
            f"{100 * found / best:.4f}",
        ]
        lines.append([f"{size:,}", f"{len(problem.heads):,}", *cells, *times])
    head = ["peers", "candidates", "pairs", "exact", "total score", "exact", "of exact, %", "CPU s", "exact"]
    show("Within one group: beside the exact method", head, lines)


def _one_group(people: int) -> SolverProblem:
    round_ = company(people, SEED, peers=True, skills_known=500)
    terms = Terms.of(round_.program, round_.now)
    reader = Reader(terms)
    edges: Edges = among([reader.traits(side) for side in round_.sides], Scoring(terms), lambda _: None)
    return SolverProblem(people, [1] * people, edges.heads, edges.tails, array("q", edges.points), two_sided=False)


def _problem(people: int) -> tuple[SolverProblem, int]:
    """The candidates of a made-up program in which room is short: three mentors for ten people."""
    round_ = company(people, SEED, mentors=0.3)
    terms = Terms.of(round_.program, round_.now)
    reader = Reader(terms)
    everybody = [reader.traits(side) for side in round_.sides]
    mentees = [one for one in everybody if one.side.role is Role.MENTEE]
    mentors = [one for one in everybody if one.side.role is Role.MENTOR]
    edges: Edges = between(mentees, mentors, Scoring(terms), lambda _: None)
    room = [one.side.free for one in mentors]
    return SolverProblem(len(mentees), room, edges.heads, edges.tails, array("q", edges.points)), len(mentors)


def _greedy(problem: SolverProblem) -> Sequence[int]:
    return _in_order(problem, sorted(range(len(problem.heads)), key=lambda edge: -problem.gains[edge]))


def _by_chance(problem: SolverProblem) -> Sequence[int]:
    return _in_order(problem, random.Random(SEED).sample(range(len(problem.heads)), len(problem.heads)))


def _in_order(problem: SolverProblem, order: Sequence[int]) -> Sequence[int]:
    """Takes each edge whose ends are still open."""
    left, having, chosen = list(problem.room), set[int](), []
    for edge in order:
        if problem.heads[edge] not in having and left[problem.tails[edge]]:
            left[problem.tails[edge]] -= 1
            having.add(problem.heads[edge])
            chosen.append(edge)
    return chosen


def _stable(problem: SolverProblem) -> Sequence[int]:
    """No two would rather have each other than what they got: mentees propose, mentors keep the best so far."""
    wishes: dict[int, list[int]] = {}
    for edge in sorted(range(len(problem.heads)), key=lambda edge: (problem.gains[edge], edge)):
        wishes.setdefault(problem.heads[edge], []).append(edge)
    kept: dict[int, list[tuple[int, int]]] = {tail: [] for tail in problem.tails}
    waiting = sorted(wishes)
    while waiting:
        if not (left := wishes[waiting.pop()]):
            continue
        edge = left.pop()
        held = kept[problem.tails[edge]]
        heappush(held, (problem.gains[edge], edge))
        if len(held) > problem.room[problem.tails[edge]]:
            waiting.append(problem.heads[heappop(held)[1]])
    return [edge for held in kept.values() for _, edge in held]


def _scale(sizes: Sequence[int], peers: Sequence[int]) -> None:
    head = ["people", "pairs", "total score", "left over", "s", "CPU s", "peak MB", "of it the people"]
    asked = [(size, False) for size in sizes] + [(size, True) for size in peers]
    lines = []
    for size, is_peer in asked:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            lines.append([f"{size:,}{' peers' if is_peer else ''}", *pool.submit(_whole_round, size, is_peer).result()])
    show("Whole rounds: read, score, solve, tell", head, lines)


def _whole_round(people: int, is_peer: bool) -> list[str]:
    round_ = company(people, SEED, peers=is_peer, skills_known=500)
    before, begun, used = _peak(), perf_counter(), process_time()
    plan = match(round_, solve)
    took = [f"{perf_counter() - begun:.1f}", f"{process_time() - used:.1f}", f"{_peak():.0f}", f"{before:.0f}"]
    without = Counter(one.role for one in plan.unmatched)
    left = without[Role.MENTEE] + without[Role.PEER]
    return [f"{len(plan.pairs):,}", f"{plan.total:.1f}", f"{left:,}", *took]


def _peak() -> float:
    """Most memory this process has held, in MB (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _assign(folder: Path) -> None:
    lines = []
    for path in sorted(folder.glob("assign*.txt.gz")):
        name = path.name.removesuffix(".txt.gz")
        size, *costs = map(int, gzip.decompress(path.read_bytes()).split())
        ends = range(size)
        heads, tails = array("i", (at for at in ends for _ in ends)), array("i", [*ends] * size)
        begun = perf_counter()
        chosen = solve(SolverProblem(size, [1] * size, heads, tails, array("q", (-cost for cost in costs))))
        took = perf_counter() - begun
        lines.append([name, str(sum(costs[edge] for edge in chosen)), str(OPTIMA.get(name, "?")), f"{took:.2f}"])
    show("OR-Library: least cost", ["problem", "found", "known optimum", "s"], lines)
