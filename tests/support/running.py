"""A running Mentor in a local workspace, for tests that enter where the user does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Engine

from bot.app import Mentor, build_app
from bot.cli.doctor import MANIFEST
from bot.cli.local import tokens_of
from bot.ops.clock import MovableClock
from bot.sandbox.human import Human
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.services.people.directory import sync_directory
from bot.services.programs.round_work import tend_programs
from bot.settings import Settings
from bot.slack.socket_mode import SocketMode
from bot.solver import solve
from store.database import SqlStore
from tests.support.team import next_second
from tests.support.ticking import tick
from tests.support.workspace import PATIENCE_SECONDS

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""When tests begin: a Monday morning, ten o'clock in Berlin."""
EVERY_HOUR_FOR = timedelta(days=3)
"""A tick takes 10 ms of CPU, and there is nothing new to see in the hundreds of a fortnight."""


def ticks(mentor: Mentor) -> None:
    """One tick of a wired Mentor."""
    tick(mentor.context, mentor.messenger, mentor.context.clock.now(), mentor.owner)


def tends_programs(mentor: Mentor) -> None:
    """A wired Mentor does what waits for programs."""
    tend_programs(mentor.context, solve, mentor.context.clock.now(), mentor.owner)


def syncs(mentor: Mentor) -> None:
    """A wired Mentor reads everybody from the directory."""
    sync_directory(mentor.context, mentor.context.clock.now())


@dataclass
class RunningMentor:
    """The bot, the workspace it lives in, and the clock both share."""

    workspace: Workspace
    server: RunningSandbox
    mentor: Mentor
    connection: SocketMode
    clock: MovableClock
    store: SqlStore

    def human(self, user_id: str) -> Human:
        """Somebody of the workspace."""
        return self.workspace.human(user_id)

    def tick(self) -> None:
        """Let Mentor do what is due now."""
        tends_programs(self.mentor)
        ticks(self.mentor)
        while next_second(self.store, self.clock):
            ticks(self.mentor)

    def later(self, **by: float) -> None:
        """Let time pass (`hours=…`, `days=…`), ticking every hour as the running bot would; after some days of that,
        like a bot that is up now and then."""
        left = timedelta(**by)
        often = left - EVERY_HOUR_FOR
        while left > timedelta():
            step = min(left, timedelta(hours=1 if left > often else 6))
            self.clock.advance(step)
            self.tick()
            left -= step

    def stop(self) -> None:
        """Disconnect the bot, let it finish what it began, then stop the workspace."""
        self.connection.close()
        self.mentor.app.listener_runner.listener_executor.shutdown(wait=True)
        self.store.close()
        self.server.stop()


@cache
def manifest() -> Manifest:
    """What the app may do, read once."""
    return Manifest.read(MANIFEST)


def start_mentor(
    engine: Engine,
    users: Sequence[SeedUser],
    channels: Sequence[SeedChannel] = (),
    *,
    at: datetime = MONDAY,
    admins: Sequence[str] = (),
) -> RunningMentor:
    """Start a workspace with these people and a bot on this (migrated) database, connected by Socket Mode."""
    clock = MovableClock(at)
    workspace = Workspace(users, channels, manifest(), clock, ack_seconds=PATIENCE_SECONDS)
    server = start(workspace)
    database_url = engine.url.render_as_string(hide_password=False)
    given: dict[str, Any] = {"database_url": database_url, "mentor_admins": frozenset(admins)}
    settings = Settings(**given | tokens_of(workspace, server), _env_file=None)
    store = SqlStore(engine)
    mentor = build_app(settings, clock=clock, store=store)
    syncs(mentor)
    connection = mentor.socket_mode()
    connection.connect()
    workspace.wait_for_connection()
    return RunningMentor(workspace, server, mentor, connection, clock, store)
