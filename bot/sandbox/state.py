"""The state of one Slack team on this machine, behind one lock."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.sandbox.clock import Clock
from bot.sandbox.conversations import Conversation, Conversations
from bot.sandbox.delivery import ACK_SECONDS, RETRY_DELAYS, Delivery
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.finish import finished
from bot.sandbox.ids import Ids, Stamps
from bot.sandbox.manifest import Manifest
from bot.sandbox.people import SLACKBOT, People
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.seen import Json
from bot.sandbox.tickets import Tickets
from bot.sandbox.uploads import Uploads
from bot.sandbox.views import Views

T = TypeVar("T")
WAIT_SECONDS = 30.0
"""How long a test waits at most for what it expects to see: the machine may be busy with others."""
GLANCE_SECONDS = 0.1
"""How often whoever waits looks again where nothing seemed to change."""
LOG_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A call of the Web API as it came in, and what was answered (also where the answer was lost on the way)."""

    method: str
    args: Json
    response: Json
    at: datetime


class State:
    """What is: people, conversations, views, connections.

    Thread-safe: take `lock` to change something, and call `changed` after it.
    """

    team_id = "T0LOCAL0001"
    team_domain = "local"
    app_id = "A0LOCAL0001"
    bot_id = "B0LOCAL0001"
    bot_user_id = "U0LOCALBOT1"
    signing_secret = "0123456789abcdef0123456789abcdef"
    bot_token = "xoxb-local-bot"
    app_token = "xapp-local-app"

    def __init__(
        self,
        users: Sequence[SeedUser],
        channels: Sequence[SeedChannel],
        manifest: Manifest,
        clock: Clock,
        *,
        team_name: str = "Local",
        faults: Faults | None = None,
        ack_seconds: float = ACK_SECONDS,
        retry_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        self.team_name = team_name
        self.manifest = manifest
        self.clock = clock
        self.faults = faults or Faults()
        self.lock = threading.RLock()
        self.changes = Feed()
        self.calls: list[ApiCall] = []
        self.base_url = ""
        """Where the server listens, without a slash at the end; set when it starts."""
        self.installed = True
        self.ids = Ids()
        self.stamps = Stamps(clock)
        self.people_store = People(self.team_id, clock)
        self.rooms = Conversations(self.ids)
        self.tickets = Tickets(self.ids, clock)
        self.uploads = Uploads(self.ids)
        facts = {"team_id": self.team_id, "app_id": self.app_id, "bot_id": self.bot_id}
        self.views = Views(self.ids, facts | {"app_installed_team_id": self.team_id}, self.finish_blocks)
        self.delivery = Delivery(self.ids, self.app_id, ack_seconds, retry_delays)
        self._wake = threading.Condition(self.lock)
        self._settle(users, channels)

    def _settle(self, users: Sequence[SeedUser], channels: Sequence[SeedChannel]) -> None:
        self.people_store.put(SeedUser(SLACKBOT, "slackbot", "Slackbot", "Slackbot"))
        name = self.manifest.bot_name
        self.people_store.put(SeedUser(self.bot_user_id, name.lower(), name, is_bot=True, tz="America/Los_Angeles"))
        for user in users:
            self.people_store.put(user)
        for channel in channels:
            self.rooms.add_channel(channel, self.seconds())

    def seconds(self) -> int:
        """The present in whole seconds of Unix time."""
        return int(self.clock.now().timestamp())

    def changed(self, kind: str, users: Iterable[str] = ()) -> None:
        """Says that something changed for these users (none named: for all), waking whoever waits for it."""
        with self._wake:
            self._wake.notify_all()
        self.changes.tell(kind, list(users))

    def advance(self, by: timedelta) -> None:
        """Moves the clock and tells everybody."""
        self.clock.advance(by)
        self.changed("clock")

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = WAIT_SECONDS) -> T:
        """The predicate's first true value; AssertionError with what is visible.

        It is looked at after every change here, and now and then for what the app keeps to itself. It runs under the
        lock: it may look, but not act.
        """
        until = time.monotonic() + timeout
        with self._wake:
            while not (value := predicate()):
                left = until - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"waited {timeout} s in vain; visible is:\n{self.dump()}")
                self._wake.wait(min(left, GLANCE_SECONDS))
            return value

    def wait_for_connection(self, timeout: float = WAIT_SECONDS) -> None:
        """Returns when the app has connected."""
        self.wait_for(lambda: self.delivery.connections, timeout)

    def dump(self) -> str:
        """All messages and modals in short, for the reader of a failed test."""
        with self.lock:
            lines = [line for room in self.rooms for line in _room_lines(room)]
            for user in self.people_store:
                lines += [f"modal of {user}: {view.raw['title']['text']}" for view in self.views.stack(user)]
            lines += [f"call {call.method} -> {call.response.get('error', 'ok')}" for call in self.calls[-10:]]
        return "\n".join(lines)

    def record(self, method: str, args: Json, response: Json) -> None:
        """Adds a call to the log."""
        with self.lock:
            self.calls.append(ApiCall(method, args, response, self.clock.now()))
            del self.calls[:-LOG_KEPT]
        self.changed("call", [self.bot_user_id])

    def new_block_id(self) -> str:
        """A block id such as Slack makes up where the app gave none."""
        return self.ids.new("b")[2:7]

    def finish_blocks(self, blocks: Sequence[Json]) -> list[Json]:
        """The blocks as Slack stores them: each with a block id, each element with an action id."""
        return finished(blocks, self.new_block_id)

    def dm_with_bot(self, user_id: str) -> Conversation:
        """The app's DM with a person."""
        return self.open_direct([self.bot_user_id, user_id])

    def open_direct(self, users: Sequence[str]) -> Conversation:
        """The DM or group DM of these people."""
        names = [self.people_store.get(user).name for user in users]
        return self.rooms.open(users, names, self.seconds())

    def allows(self, scope: str) -> bool:
        """True when the app holds this scope."""
        return scope in self.manifest.scopes

    def event(self, name: str, event: Json) -> Future[bool] | None:
        """Tells the app of an event, if it subscribed to that name; the future of the first attempt, or None."""
        if name not in self.manifest.events or not self.installed:
            return None
        auth = {"team_id": self.team_id, "user_id": self.bot_user_id, "is_bot": True, "enterprise_id": None}
        payload = {
            "token": "local",
            "team_id": self.team_id,
            "api_app_id": self.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self.ids.new("Ev"),
            "event_time": self.seconds(),
            "authorizations": [auth | {"is_enterprise_install": False}],
            "is_ext_shared_channel": False,
        }
        return self.delivery.event(payload)


def _room_lines(room: Conversation) -> list[str]:
    head = f"#{room.name}" if room.name else f"{room.kind} {'+'.join(room.members)}"
    return [
        f"{head} | {message.author}{' (only for ' + message.only_for + ')' if message.only_for else ''}: "
        f"{message.raw.get('text', '')[:200]}"
        for message in room.messages.values()
    ]
