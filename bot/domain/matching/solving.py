"""The question a solver is asked, without a word of mentoring in it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SolverProblem:
    """Which edges to choose: as many as possible, and of all such choices one with the largest total gain.

    Between two sides (`two_sided`): edge i joins `heads[i]` of one side, used once, with `tails[i]` of the other, used
    up to `room` times; using a tail at all adds `first` of it. Otherwise both ends are people of one group, each used
    once, and `room` only says how many there are. Edges are unique; gains are whole numbers.
    """

    count: int
    """How many heads there are."""
    room: Sequence[int]
    heads: "array[int]"
    tails: "array[int]"
    gains: "array[int]"
    first: Sequence[int] = field(default=())
    two_sided: bool = True


class Solve(Protocol):
    def __call__(self, problem: SolverProblem) -> Sequence[int]:
        """The chosen edges' numbers, in order."""
        ...
