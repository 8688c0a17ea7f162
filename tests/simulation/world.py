"""Time, and who is at work in it: actors take turns at moments, and whatever has a chance is drawn from one seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from greenlet import getcurrent, greenlet

from tests.simulation.memory import Memory, Standing
from tests.simulation.weather import CALM, Weather


class Violation(AssertionError):
    """A promise was broken."""


@dataclass
class World:
    """The present moment, the weather, and what waits for its turn. `trace` tells what has happened."""

    memory: Memory
    chance: Random
    now: datetime
    weather: Weather
    trace: list[str] = field(default_factory=list)
    steps: int = 0
    commits: int = 0
    """Transactions that have taken effect."""
    standings: dict[str, Standing] = field(default_factory=dict)
    out_since: dict[str, int] = field(default_factory=dict)
    """Who is out (or paused), and since which commit."""
    _turns: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _napping: list[Callable[[], None]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self._hub = getcurrent()
        self.standings = self.memory.standings()

    def at(self, moment: datetime, what: Callable[[], object]) -> None:
        """Do something at a moment."""
        heappush(self._turns, (moment, next(self._numbers), what))

    def after(self, seconds: float, what: Callable[[], object]) -> None:
        """Do something after a while."""
        self.at(self.now + timedelta(seconds=seconds), what)

    def sleep(self, seconds: float) -> None:
        """Let others have their turns meanwhile. For actors only."""
        self.after(seconds, getcurrent().switch)
        self._hub.switch()

    def nap(self, seconds: float) -> None:
        """Sleep, but be woken soon after the next press. For actors only."""
        me, woken = getcurrent(), list[bool]()

        def wake() -> None:
            if not woken:
                woken.append(True)
                me.switch()

        self.after(seconds, wake)
        self._napping.append(wake)
        self._hub.switch()

    def wake_all(self) -> None:
        """Something was written: whoever naps may have work, each at their next tick."""
        naps, self._napping = self._napping, []
        for wake in naps:
            self.after(self.chance.random() * 1.5, wake)

    def actor(self, seconds: float, run: Callable[[], object]) -> None:
        """Somebody who may sleep, beginning after a while."""
        self.after(seconds, greenlet(run, parent=self._hub).switch)

    def turn(self) -> None:
        """Let whoever is next have their turn."""
        moment, _, what = heappop(self._turns)
        self.now = max(self.now, moment)
        what()

    def happens(self, chance: float) -> bool:
        """Whether something of this chance happens now."""
        return chance > 0 and self.chance.random() < chance

    def tell(self, line: str) -> None:
        """Write down what happens."""
        self.trace.append(f"{self.now:%a %d %b %H:%M:%S.%f} {line}")

    def calm(self) -> None:
        """Nothing bad happens from now on."""
        self.tell("calm")
        self.weather = CALM

    def committed(self) -> None:
        """A transaction has taken effect: notice who is out since then."""
        self.commits += 1
        present = self.memory.standings()
        if present == self.standings:
            return
        for who, standing in present.items():
            if not standing.is_in or standing.paused:
                self.out_since.setdefault(who, self.commits)
            else:
                self.out_since.pop(who, None)
        self.standings = present
