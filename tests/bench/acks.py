"""How fast commands are acknowledged at 50 a second: Mentor beside a bare Bolt app that makes one insert, in one run.

Each bot is a process of its own against the same kind of local workspace; SQLite under both.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from bot.app import build_app
from bot.cli.local import populate, start_workspace, tokens_of
from bot.ops.clock import MovableClock
from bot.sandbox.company import Company
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from store.migrate import upgrade
from tests.bench.table import show
from tests.support.running import syncs

NEEDS_DATA = False
COMMANDS = ("", "status", "help", "find kubernetes", "pause until friday", "resume", "ask How do I say no kindly?")
BOTS: Mapping[str, Sequence[str]] = {
    "bare Bolt app, one insert": (sys.executable, "-m", "tests.bench.bare_app"),
    "Mentor": (sys.executable, "-m", "bot", "run"),
}


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("acks", description=__doc__)
    parser.add_argument("--rate", type=int, default=50, help="commands a second")
    parser.add_argument("--seconds", type=int, default=20)
    given = parser.parse_args(arguments)
    figures = {name: _measured(command, given.rate, given.seconds) for name, command in BOTS.items()}
    (_, base), *_ = figures.items()
    lines = [
        [name, *(f"{value * 1000:.0f}" for value in row), f"{row[2] / base[2]:.1f}"] for name, row in figures.items()
    ]
    title = f"Acknowledgement of {given.rate * given.seconds} commands at {given.rate} a second, ms"
    show(title, ["bot", "p50", "p95", "p99", "most", "p99 / bare"], lines)


def _measured(command: Sequence[str], rate: int, seconds: int) -> tuple[float, float, float, float]:
    with TemporaryDirectory() as folder, _workspace(Path(folder)) as (workspace, company, environment):
        bot = subprocess.Popen(command, env=os.environ | environment)
        try:
            workspace.wait_for(lambda: workspace.delivery.connections, timeout=30)
            _drive(workspace, company, rate, seconds=2)
            times = _drive(workspace, company, rate, seconds)
        finally:
            bot.terminate()
            bot.wait()
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[94], cuts[98], max(times)


@contextmanager
def _workspace(folder: Path) -> Iterator[tuple[Workspace, Company, Mapping[str, str]]]:
    """A workspace, and a database in which the seeded company has signed up."""
    clock = MovableClock()
    company, workspace, running = start_workspace(0, clock, ack_seconds=30)
    url = f"sqlite:///{folder / 'mentor.db'}"
    upgrade(url)
    tokens = tokens_of(workspace, running)
    mentor = build_app(Settings(_env_file=None, database_url=url).model_copy(update=tokens), clock=clock)
    syncs(mentor)
    populate(mentor, company)
    environment = {name.upper(): value for name, value in tokens.items()}
    try:
        yield (
            workspace,
            company,
            environment
            | {
                "DATABASE_URL": url,
                "BARE_DATABASE": str(folder / "bare.db"),
                "LOG_LEVEL": "ERROR",
            },
        )
    finally:
        running.stop()


def _drive(workspace: Workspace, company: Company, rate: int, seconds: int) -> list[float]:
    """Everybody types in turn, `rate` commands a second whatever the answers take; the seconds each ack took."""
    people = cycle([workspace.human(signup.user_id) for signup in company.signups])
    words = cycle(COMMANDS)
    begin = monotonic()
    with ThreadPoolExecutor(max_workers=64) as pool:
        waiting = []
        for number in range(rate * seconds):
            sleep(max(0.0, begin + number / rate - monotonic()))
            person, line = next(people), f"/mentor {next(words)}".strip()
            waiting.append(pool.submit(_timed, partial(person.command, line)))
        return [one.result() for one in waiting]


def _timed(act: Callable[[], object]) -> float:
    begin = monotonic()
    act()
    return monotonic() - begin
