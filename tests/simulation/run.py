"""One run: a company, some replicas, some days of bad weather, then calm until nothing waits any more."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bot.domain.asks.ask import AskId
from bot.domain.base.ids import UserId
from tests.simulation import promises
from tests.simulation.memory import COMPANIES, Memory
from tests.simulation.people import People
from tests.simulation.promises import Promises
from tests.simulation.replica import REAL, Jobs, Replica
from tests.simulation.slack import Message, SimulatedSlack
from tests.simulation.weather import Weather
from tests.simulation.world import Violation, World

FIRST_DAY = datetime(2026, 11, 23, tzinfo=UTC)
MOST_STEPS = 5_000
"""A run that has not come to rest by then never will."""
LINES = 80
"""Of what happened, the last lines are told with a failure."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run has seen."""

    steps: int
    messages: int
    days: int


class Simulation:
    """A seed is a run; the same seed is the same run."""

    def __init__(self, memory: Memory, seed: int, jobs: Jobs = REAL, weather: Weather | None = None) -> None:
        chance = Random(seed)
        memory.found(chance.randrange(COMPANIES))
        self._begin = FIRST_DAY + timedelta(minutes=chance.randrange(365 * 24 * 60))
        self.seed = seed
        self.world = World(memory, chance, self._begin, weather or Weather.drawn(chance))
        self.slack = SimulatedSlack(self.world, self._landed)
        self.people = People(self.world, self.slack, self._accepted)
        self.promises = Promises(self.world, self.people)
        for number in range(chance.choice((2, 2, 2, 2, 3, 4))):
            replica = Replica(self.world, self.slack, jobs, number, self.promises.asked)
            self.world.actor(chance.random(), replica.run)
        days = chance.choice((1, 1, 5, 15))
        self.people.plan(days)
        self._calm_from = self._begin + timedelta(days=days)

    def run(self) -> Ran:
        """Run to the end. Raises `Violation`, with how to see it again."""
        try:
            return self._run()
        except Violation as broken:
            told = "\n".join(self.world.trace[-LINES:])
            raise Violation(f"seed {self.seed}: {broken}\n{told}\n\nAgain: {again(self.seed)}") from None

    def _run(self) -> Ran:
        world = self.world
        world.at(self._calm_from, self._calm)
        while not (world.now > self._calm_from and self._is_at_rest()):
            world.turn()
            if world.steps > MOST_STEPS:
                raise Violation("does not come to rest")
        promises.at_the_end(world.memory, self.slack.messages, self.slack.faults)
        return Ran(world.steps, len(self.slack.messages), (world.now - self._begin).days)

    def _calm(self) -> None:
        self.world.calm()
        self.people.all_resume()

    def _is_at_rest(self) -> bool:
        return not self.world.memory.due()

    def _landed(self, message: Message) -> None:
        self.promises.landed(message)
        self.people.read(message)

    def _accepted(self, ask_id: AskId, mentor: UserId) -> None:
        self.promises.accepted(ask_id, mentor)


def again(seed: int) -> str:
    """The command that runs a seed again."""
    return f".venv/bin/python -m tests.simulation --seed {seed}"
