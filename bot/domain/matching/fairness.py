"""Among equally good choices, the one whose worst pair is best."""

from array import array
from collections.abc import Sequence

from bot.domain.matching.solving import Solve, SolverProblem

FAIR_EDGES = {True: 1_000_000, False: 100_000}
"""Up to so many possible pairs the worst is looked at (between two sides, within one group): it takes one solution
more, several where many totals are equal. Beyond, equal totals do not happen in practice."""


def fairest(problem: SolverProblem, points: Sequence[int], chosen: Sequence[int], solve: Solve) -> Sequence[int]:
    """A choice as large and as good as `chosen` whose lowest points are the highest possible."""
    if not chosen or len(points) > FAIR_EDGES[problem.two_sided]:
        return chosen
    best = _worth(problem, chosen)
    low, high = min(points[edge] for edge in chosen), sum(points[edge] for edge in chosen) // len(chosen)
    step = low + 1  # mostly there is no other choice: ask for a little more before asking for half way
    while low < high:
        kept = [edge for edge in range(len(points)) if points[edge] >= step]
        found = [kept[edge] for edge in solve(_only(problem, kept))]
        if _worth(problem, found) == best:
            chosen, low = found, min(points[edge] for edge in found)
            step = (low + high + 1) // 2
        elif step == low + 1:
            return chosen
        else:
            high = step - 1
            step = max(low + 1, (low + high + 1) // 2)
    return chosen


def _worth(problem: SolverProblem, chosen: Sequence[int]) -> tuple[int, int]:
    """How many, and the whole gain."""
    gain = sum(problem.gains[edge] for edge in chosen)
    firsts = sum(problem.first[tail] for tail in {problem.tails[edge] for edge in chosen}) if problem.first else 0
    return len(chosen), gain + firsts


def _only(problem: SolverProblem, kept: Sequence[int]) -> SolverProblem:
    return SolverProblem(
        problem.count,
        problem.room,
        array("i", (problem.heads[edge] for edge in kept)),
        array("i", (problem.tails[edge] for edge in kept)),
        array("q", (problem.gains[edge] for edge in kept)),
        problem.first,
        problem.two_sided,
    )
