"""Nobody is left over who need not be: pairs beyond the candidates that let one more be matched.

The candidates are a part of all possible pairs, so the most that can be matched among them may fall short. Here the
search goes on among all, by augmenting paths (Berge 1957): from somebody left over to a mentor, from there to one of
the mentor's mentees, who takes another mentor instead, and so on to a mentor with room. People with equal hours and
department stand in one cell, so that whole cells are passed by; mentors in vain searched are not searched again.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from bot.domain.matching.obstacles import NEEDED_QUARTERS, is_allowed
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Traits

Cell = tuple[int, str]


class Reach:
    """The matching so far, and the search for more."""

    def __init__(self, mentees: Sequence[Traits], mentors: Sequence[Traits], room: Sequence[int], terms: Terms) -> None:
        self._mentees, self._mentors, self._terms = mentees, mentors, terms
        self._room = list(room)
        self._mentor_of: dict[int, int] = {}
        self._mentees_of: dict[int, set[int]] = defaultdict(set)
        self._alive: dict[Cell, dict[int, None]] = defaultdict(dict)
        self._free: dict[Cell, dict[int, None]] = defaultdict(dict)
        self._open_cells: dict[Cell, list[Cell]] = {}
        for number, mentor in enumerate(mentors):
            self._alive[_cell(mentor)][number] = None
            if room[number]:
                self._free[_cell(mentor)][number] = None

    def set(self, mentee: int, mentor: int) -> None:
        """A pair of the matching so far."""
        self._join(mentee, mentor)

    def more(self) -> Iterator[tuple[int, int]]:
        """Pairs (mentee, mentor) that, added to the candidates, let as many be matched as can be at all."""
        for mentee in range(len(self._mentees)):
            if not any(self._free.values()):
                return
            if mentee not in self._mentor_of:
                yield from self._search(mentee)

    def _search(self, start: int) -> list[tuple[int, int]]:
        """Breadth first; the pairs that are new along the path found, or none."""
        came_from: dict[int, int] = {}
        waiting = deque([start])
        if (found := self._free_for(start)) is not None:
            return self._turn(start, found, came_from)
        while waiting:
            mentee = waiting.popleft()
            for mentor in self._visit(mentee):
                came_from[mentor] = mentee
                for holder in sorted(self._mentees_of[mentor]):
                    if (found := self._free_for(holder)) is not None:
                        self._revive(came_from)
                        return self._turn(holder, found, came_from)
                    waiting.append(holder)
        return []

    def _turn(self, mentee: int, mentor: int, came_from: dict[int, int]) -> list[tuple[int, int]]:
        """Gives each mentee on the path the next mentor, backwards."""
        new = [(mentee, mentor)]
        while mentee in self._mentor_of:
            left = self._mentor_of[mentee]
            self._leave(mentee, left)
            self._join(mentee, mentor)
            mentee, mentor = came_from[left], left
            new.append((mentee, mentor))
        self._join(mentee, mentor)
        return new

    def _join(self, mentee: int, mentor: int) -> None:
        self._mentor_of[mentee] = mentor
        self._mentees_of[mentor].add(mentee)
        if len(self._mentees_of[mentor]) >= self._room[mentor]:
            self._free[_cell(self._mentors[mentor])].pop(mentor, None)

    def _leave(self, mentee: int, mentor: int) -> None:
        del self._mentor_of[mentee]
        self._mentees_of[mentor].discard(mentee)

    def _visit(self, mentee: int) -> Iterator[int]:
        """Mentors not visited yet whom the mentee may have; from now on they are."""
        for cell in self._cells(mentee):
            alive = self._alive[cell]
            for mentor in list(alive):
                if self._allowed(mentee, mentor):
                    del alive[mentor]
                    yield mentor

    def _revive(self, visited: dict[int, int]) -> None:
        for mentor in visited:
            self._alive[_cell(self._mentors[mentor])][mentor] = None

    def _free_for(self, mentee: int) -> int | None:
        """A mentor with room whom the mentee may have."""
        free = (mentor for cell in self._cells(mentee) for mentor in self._free[cell])
        return next((mentor for mentor in free if self._allowed(mentee, mentor)), None)

    def _cells(self, mentee: int) -> list[Cell]:
        """Cells that hours and teams leave open."""
        own = _cell(self._mentees[mentee])
        if own not in self._open_cells:
            self._open_cells[own] = [cell for cell in self._alive if self._is_open(own, cell)]
        return self._open_cells[own]

    def _is_open(self, own: Cell, cell: Cell) -> bool:
        alike = own[1] and own[1] == cell[1] and not self._terms.rules.same_team
        return not alike and (own[0] & cell[0]).bit_count() >= NEEDED_QUARTERS

    def _allowed(self, mentee: int, mentor: int) -> bool:
        return is_allowed(self._mentees[mentee], self._mentors[mentor], self._terms)


def _cell(one: Traits) -> Cell:
    return one.week, one.department
