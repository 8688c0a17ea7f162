"""One process of Mentor: its clock is a little wrong, and it may stand still or die between any two effects."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.app import KINDS
from bot.domain.base.errors import StoreDown
from bot.ports import Messenger, SendError, Transaction
from bot.services.across import consequences
from bot.services.asks.routing import expire
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.reconcile import reconcile
from bot.services.delivery.results import GRACE
from bot.services.people.directory import sync_directory
from tests.simulation.slack import Line, SimulatedSlack
from tests.simulation.weather import CLOCKS_DIFFER_BY
from tests.simulation.world import Violation, World
from tests.support.ticking import plan

Work = Callable[[Context, Messenger, datetime, str], object]
Jobs = Mapping[str, Work]
"""What time does, by the names that `Memory.due` uses."""
REAL: Jobs = {
    "plan": lambda ctx, _messenger, now, _owner: plan(ctx, now),
    "expire": lambda ctx, _messenger, now, _owner: expire(ctx, now),
    "reconcile": lambda ctx, messenger, now, _owner: reconcile(ctx, messenger, now),
    "dispatch": dispatch,
    "sync": lambda ctx, _messenger, now, _owner: sync_directory(ctx, now),
}
"""The jobs as Mentor ships them."""
_FREEZES = (1, 20, 45, 100, 200, 4_000, 30_000, 200_000)
"""How long a process stands still, in seconds."""
_NONE = timedelta()
_HELD = "SELECT key FROM outbox WHERE state = 'sending' AND owner = ?"
_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)
_IDLE = 0.02
"""The chance that a job runs at a moment at which it has nothing to do."""


class Crash(BaseException):
    """`kill -9`: caught by nobody in the process."""


class Replica:
    """Ticks for ever; after a crash it comes back under another name."""

    def __init__(self, world: World, slack: SimulatedSlack, jobs: Jobs, number: int, asks: "Asked") -> None:
        self._world = world
        self._jobs = jobs
        self._asks = asks
        self._number = number
        self._lives = count(1)
        self._skew = timedelta()
        self._in_transaction = False
        self.owner = ""
        self.is_dead = False
        self.begun: list[int] = []
        """For each transaction of this life, how many had taken effect in the world when it began."""
        self._line = Line(slack, world, self._step, self._freeze, lambda *what: asks(self, *what))
        self._context = Context(
            self,
            self,
            self._line,
            lambda: f"{self.owner}.{next(self._lives)}",
            consequences=consequences,
            kinds=KINDS,
        )

    def run(self) -> None:
        """Live and die."""
        while True:
            self._is_born()
            try:
                self._live()
            except Crash:
                self._world.tell(f"{self.owner} is dead")
                self._world.sleep(self._world.chance.choice((1, 60, 130, 3_000)) * self._world.chance.random())

    def now(self) -> datetime:
        """What this machine's clock says."""
        return self._world.now + self._skew

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction for reading."""
        self._step("reads")
        return self._world.memory.store.read()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction. The database may go away before it takes effect, or after."""
        self._freeze()
        self._step("writes")
        self.begun.append(self._world.commits)
        with self._world.memory.store.write() as tx:
            self._in_transaction = True
            try:
                yield tx
            finally:
                self._in_transaction = False
            if self._world.happens(self._world.weather.store_down):
                raise StoreDown("before the commit")
        self._world.committed()
        self._freeze()
        self._step("wrote")
        if self._world.happens(self._world.weather.store_down):
            raise StoreDown("after the commit")

    def _is_born(self) -> None:
        self.owner = f"r{self._number}.{next(self._lives)}"
        self.is_dead = False
        self.begun.clear()

    def _live(self) -> None:
        world = self._world
        while True:
            self._skew = timedelta(seconds=world.chance.uniform(-1, 1) * (CLOCKS_DIFFER_BY if _harmed(world) else 0))
            due = self._due()
            for name, job in self._jobs.items():
                if due.get(name, _NEVER) <= world.now or world.happens(_IDLE):
                    self._do(job)
            world.nap(self._until_next_tick(self._due()))

    def _do(self, job: Work) -> None:
        """Run a job as the scheduler does: one that fails is run again when its time comes."""
        held = self._held()
        try:
            job(self._context, self._line, self.now(), self.owner)
        except StoreDown as failed:
            self._world.tell(f"{self.owner}: {failed}")
            return
        except SendError as failed:
            self._world.tell(f"{self.owner}: {failed}")
        # Whatever was wrong with one message: a sender that is through has none of the others in its hands.
        for key in self._held() - held:
            raise Violation(f"{key} is held up by {self.owner}")

    def _held(self) -> set[str]:
        return {key for (key,) in self._world.memory.rows(_HELD, self.owner)}

    def _due(self) -> Mapping[str, datetime]:
        """When each job should run; before a grace is over, looking is in vain, but a real replica does."""
        return self._world.memory.due(self._world.chance.choice((_NONE, _NONE, GRACE)))

    def _until_next_tick(self, due: Mapping[str, datetime]) -> float:
        """The first tick after something is due: those before it have nothing to do."""
        world = self._world
        waits = max(0.0, (min(due.values(), default=world.now + _DAY) - world.now).total_seconds())
        return waits + world.chance.random() * world.chance.choice((1.5, 1.5, 30, 2_000))

    def _step(self, what: str) -> None:
        """Between two effects: others have a turn, or the process ends here, for good."""
        self._world.steps += 1
        assert not self._in_transaction, f"{what} within a transaction"
        if self.is_dead or self._world.happens(self._world.weather.crash):
            if not self.is_dead:
                self._world.tell(f"{self.owner} {what}, and dies")
            self.is_dead = True
            raise Crash
        if self._world.happens(0.3):
            self._world.sleep(self._world.chance.random() * 0.2)

    def _freeze(self) -> None:
        """Stand still for a while: stopped, swapped out, or its machine asleep."""
        if self._world.happens(self._world.weather.freeze):
            seconds = self._world.chance.choice(_FREEZES)
            self._world.tell(f"{self.owner} freezes for {seconds} s")
            self._world.sleep(seconds)


Asked = Callable[[Replica, str, object, str], None]
"""Told when a replica asks Slack for a message: the replica, the channel, the note, the marker."""


def _harmed(world: World) -> bool:
    return any(getattr(world.weather, name) for name in ("crash", "freeze", "lands_late"))
