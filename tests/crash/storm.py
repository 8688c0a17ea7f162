"""A storm: questions come in, and while their messages are on the way, processes and connections end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from bot.app import build_app
from bot.cli.local import tokens_of
from bot.settings import Settings
from store.base.engine import new_engine
from store.database import SqlStore
from tests.crash.bots import Bot
from tests.crash.office import Office, clock_ahead
from tests.support.databases import Databases
from tests.support.running import ticks

UP_WITHIN = 60.0
"""Seconds in which a process is up and sends, on a busy machine."""
SETTLED_WITHIN = 300.0
"""Seconds after the last kill until all is known: a lease, a grace, and some."""

DELAY = 0.5
"""Seconds that Slack takes to carry out a request whose sender is killed meanwhile."""


@dataclass
class Toll:
    """What was done to the bot, and what came of it."""

    kind: str
    processes: int
    questions: int
    kills: int = 0
    freezes: int = 0
    cuts: int = 0
    database_restarts: int = 0
    lost: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    seconds: float = 0.0

    def __str__(self) -> str:
        harm = f"{self.kills} kills, {self.freezes} freezes, {self.cuts} calls cut or failed"
        harm += f", {self.database_restarts} restarts of the database"
        came = f"{len(self.lost)} lost, {len(self.twice)} twice"
        size = f"{self.kind}, {self.processes} process(es): {self.questions:,} messages"
        return f"{size}; {harm}: {came} ({self.seconds:.0f} s)"


class Storm:
    """One run. `in_real_time`: wait for lease and grace by the clock; else the last replica's clock is ahead."""

    def __init__(self, folder: Path, databases: Databases, toll: Toll, *, seed: int, in_real_time: bool) -> None:
        self._folder = folder
        self._databases = databases
        self._toll = toll
        self._chance = Random(seed)
        self._in_real_time = in_real_time

    def rages(self, kills: int) -> Toll:
        """Kill so many processes, then let all come to rest; what came of it."""
        began = time.monotonic()
        with self._databases.fresh(self._toll.kind) as url:
            if self._toll.kind == "postgres":
                _durable(url)
            office = Office(url, self._toll.questions)
            with office.open() as running:
                settings = _settings(url, tokens_of(office.workspace, running))
                with self._bots(settings) as bots:
                    self._kill_all_the_time(office, bots, kills)
                    if self._in_real_time:
                        self._wait(office, lambda: self._settled(office, bots), SETTLED_WITHIN)
                self._last_replica(office, _last(settings))
                self._toll.lost, self._toll.twice = office.lost(), office.twice()
        self._toll.seconds = time.monotonic() - began
        return self._toll

    @contextmanager
    def _bots(self, settings: dict[str, str]) -> Iterator[list[Bot]]:
        bots = [Bot(self._folder / f"bot{number}", settings) for number in range(self._toll.processes)]
        try:
            yield bots
        finally:
            for bot in bots:
                bot.thaw()
                bot.kill()

    def _kill_all_the_time(self, office: Office, bots: list[Bot], kills: int) -> None:
        batch = -(-self._toll.questions // kills)
        while self._toll.kills < kills:
            # Whatever waits for a grace of earlier kills: half of the new ones can arrive at once.
            enough = office.arrived() + self._chance.randrange(1, max(2, batch // 2))
            office.ask(batch)
            enough = min(enough, office.asked)
            self._wait(office, lambda least=enough: _up(bots) and office.arrived() >= least, UP_WITHIN)  # type: ignore[misc]
            self._kill_one_at_work(office, bots)
        office.ask(self._toll.questions)

    def _kill_one_at_work(self, office: Office, bots: list[Bot]) -> None:
        """The next harm, and the kill."""
        faults, chance = office.workspace.faults, self._chance
        victim = chance.choice(bots)
        match chance.randrange(6):
            case 0:
                office.workspace.faults.lose_reply("chat.postMessage", chance.randrange(1, 4))
                self._toll.cuts += 1
            case 1:
                faults.fail_after("chat.postMessage", times=chance.randrange(1, 4))
                self._toll.cuts += 1
            case 2:
                faults.lose_call("*", chance.randrange(1, 4))
                office.workspace.delivery.cut()
                self._toll.cuts += 1
            case 3:
                victim.freeze()
                time.sleep(chance.random())
                victim.thaw()
                self._toll.freezes += 1
            case 4 if self._toll.kind == "postgres":
                self._restart_database()
            case _:
                # The kill meets a request that Slack is still carrying out.
                fault = faults.delay("chat.postMessage", DELAY)
                self._wait(office, lambda: fault.hits > 0 or not office.waiting(), UP_WITHIN)
        self._toll.kills += victim.kill()

    def _restart_database(self) -> None:
        self._databases.crash()
        self._toll.database_restarts += 1

    def _settled(self, office: Office, bots: list[Bot]) -> bool:
        return _up(bots) and office.unsettled() == 0

    def _last_replica(self, office: Office, settings: Settings) -> None:
        """A replica that comes when every lease and grace is over."""
        office.workspace.faults.clear()
        # Its clock says that every grace is over, so the requests of those who are dead must have come to their end.
        time.sleep(2 * DELAY)
        store = SqlStore(new_engine(settings.database_url))
        mentor = build_app(settings, clock=clock_ahead(), store=store)
        try:
            for _ in range(self._toll.questions):
                ticks(mentor)
                if office.unsettled() == 0:
                    return
            raise AssertionError(f"{office.unsettled()} messages do not come to an end")
        finally:
            store.close()

    def _wait(self, office: Office, until: Callable[[], bool], seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < limit, f"waited {seconds:.0f} s in vain; {office.standing()}"
            time.sleep(0.01)


def _up(bots: list[Bot]) -> bool:
    """Start whoever has ended. (One that finds no Slack at its start ends with a sentence.)"""
    for bot in bots:
        bot.keep_running()
    return True


def _settings(url: str, tokens: dict[str, str]) -> dict[str, str]:
    return {name.upper(): value for name, value in tokens.items()} | {
        "DATABASE_URL": url,
        "MENTOR_HEALTH_PORT": "0",
        "MENTOR_MESSAGES_PER_MINUTE": "100000",
        "LOG_LEVEL": "WARNING",
    }


def _last(environment: dict[str, str]) -> Settings:
    given: dict[str, Any] = {name.lower(): value for name, value in environment.items()}
    return Settings(**given, _env_file=None)


def _durable(url: str) -> None:
    """What the test's Postgres leaves out to be fast: a commit outlives the server."""
    engine = new_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {engine.url.database} SET synchronous_commit = on"))
    engine.dispose()
