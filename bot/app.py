"""The only wiring: settings in, a Mentor that is ready to connect out."""

import os
import socket
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from slack_bolt import App

from bot.content.holidays import PublicHolidays
from bot.content.starters import load_starters
from bot.content.topics import load_topics
from bot.ops.clock import SystemClock
from bot.ops.jobs import Job
from bot.ops.metrics import Metrics
from bot.ops.schedule import schedule
from bot.ops.stopping import Stop
from bot.ports import Clock, Directory, Messenger, Store
from bot.services.across import consequences
from bot.services.asks import messages as ask_messages
from bot.services.context import Context
from bot.services.delivery.kinds import kinds_in
from bot.services.mentorships import messages as mentorship_messages
from bot.services.people import messages as people_messages
from bot.services.programs import messages as program_messages
from bot.settings import Settings, embedded_database
from bot.slack.calls import SlackCalls, WatchedClient, give_to_listeners
from bot.slack.directory import SlackDirectory
from bot.slack.files import SlackFiles
from bot.slack.http_mode import HttpMode
from bot.slack.messenger import SlackMessenger
from bot.slack.socket_mode import SocketMode
from bot.solver import solve
from handlers import register_all
from store.base.engine import new_engine
from store.database import SqlStore

KINDS = kinds_in(people_messages, ask_messages, mentorship_messages, program_messages)
"""All kinds of messages that Mentor sends."""
LISTENERS = 32
"""Threads for listeners. Bolt's default of five stalls acknowledgements when five are slow."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """The wired bot: the Bolt app, what its services are given, and its way out."""

    settings: Settings
    app: App
    context: Context
    messenger: Messenger
    owner: str
    """Names this process in the leases it takes."""
    stop: Stop
    metrics: Metrics
    calls: SlackCalls

    def jobs(self) -> list[Job]:
        """What runs by itself."""
        return schedule(self.context, self.messenger, solve, self.owner)

    def socket_mode(self) -> SocketMode:
        """The Socket Mode connection, not yet opened."""
        return SocketMode(self.app, self.settings.slack_app_token, self.metrics.answered)

    def http_mode(self) -> HttpMode:
        """The door for Slack's own requests, not yet opened."""
        given = self.settings
        door = (given.mentor_http_host, given.mentor_http_port)
        return HttpMode(self.app, given.slack_signing_secret, *door, self.metrics.answered)


def database_url(settings: Settings) -> str:
    """Where the data is kept: as set, or the embedded file."""
    return settings.database_url or embedded_database()


def build_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    store: Store | None = None,
    directory: Directory | None = None,
    new_id: Callable[[], str] | None = None,
    stop: Stop | None = None,
) -> Mentor:
    """Wire all rooms. Makes one call to Slack (auth.test); raises `SlackApiError` when the token is refused."""
    metrics, stop = Metrics(), stop or Stop()
    calls = SlackCalls(metrics.called)
    client = WatchedClient(settings.slack_bot_token, settings.slack_api_url, calls)
    app = App(
        client=client,
        signing_secret=settings.slack_signing_secret or None,
        listener_executor=ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener"),
    )
    give_to_listeners(app, client)
    clock = clock or SystemClock()
    context = Context(
        store=store or SqlStore(new_engine(database_url(settings)), PublicHolidays(clock)),
        clock=clock,
        directory=directory or SlackDirectory(client, stop.wait),
        new_id=new_id or (lambda: uuid.uuid4().hex),
        consequences=consequences,
        may_begin=lambda: not stop.is_asked,
        admins=settings.mentor_admins,
        messages_per_minute=settings.mentor_messages_per_minute,
        starters=load_starters(),
        topics=load_topics(),
        files=SlackFiles(client),
        failures=metrics,
        kinds=KINDS,
    )
    register_all(app, context)
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
    return Mentor(settings, app, context, SlackMessenger(client), owner, stop, metrics, calls)
