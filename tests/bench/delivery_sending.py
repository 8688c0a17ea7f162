"""Sending as the dispatcher does: beside bare calls, and in simulated time under Slack's limits."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from time import perf_counter
from typing import Any

from slack_sdk import WebClient
from sqlalchemy import insert

from bot.app import KINDS
from bot.blocks.base.rendering import render
from bot.domain.asks.ask import Ask, AskId, AskState
from bot.domain.asks.messages import AskAbout, AskEnded
from bot.domain.asks.notes import AskEndedNote
from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import Priority, ToPerson
from bot.domain.delivery.outbox import NoteAction, OutboxId, OutboxItem, OutboxState
from bot.ops.clock import MovableClock
from bot.ports import Clock, Directory, Messenger, RateLimited, Sent
from bot.sandbox.seed import SeedUser
from bot.sandbox.server import start
from bot.services.across import consequences
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch
from bot.slack.client import new_client
from bot.slack.messenger import SlackMessenger
from store.base.engine import new_engine
from store.base.sql import table_of
from store.database import SqlStore
from store.people.tables import PersonRow, ProfileRow
from tests.bench.table import show
from tests.support.databases import Databases
from tests.support.workspace import small_workspace

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PER_MINUTE = 300
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ASK = Ask(AskId("A1"), UserId("U0"), "How do I learn to juggle?", NOW, state=AskState.EXPIRED)


def beside_bare_calls(databases: Databases, kind: str, count: int) -> None:
    """The same number of messages, one after the other: bare `chat.postMessage`, and through the outbox."""
    people = [f"U{number:010d}" for number in range(count)]
    workspace = small_workspace(*(SeedUser(one, one.lower(), one) for one in people))
    running = start(workspace)
    client = new_client(workspace.bot_token, running.api_url)
    with _store(databases, kind, people) as store:
        ctx = _context(store, MovableClock(NOW), per_minute=1_000_000)
        _bare(client, people[:100])
        figures = {"bare calls": _timed(lambda: _bare(client, people))}
        figures["through the outbox"] = _timed(lambda: _send_all(ctx, SlackMessenger(client), count))
        _assert_all_sent(store, count)
    running.stop()
    base = figures["bare calls"]
    lines = [
        [f"{kind}, {name}", f"{count / took:.0f}", f"{took / count * 1000:.1f}", f"{base / took:.2f}"]
        for name, took in figures.items()
    ]
    show(f"Sending {count} messages to a workspace without limits", ["way", "a second", "ms each", "of bare"], lines)


def under_limits(databases: Databases, kind: str, count: int) -> None:
    """Simulated time until everybody has their message, of one replica that looks every second."""
    people = [f"U{number:010d}" for number in range(count)]
    with _store(databases, kind, people) as store:
        clock = MovableClock(NOW)
        slack = Limited(clock)
        messenger: Messenger = slack
        ctx = _context(store, clock, PER_MINUTE)
        begun = perf_counter()
        while slack.taken < count:
            dispatch(ctx, messenger, clock.now(), "me")
            clock.advance(SECOND)
        took = perf_counter() - begun
        _assert_all_sent(store, count)
    needed, bound = clock.now() - NOW, count / PER_MINUTE * MINUTE
    lines = [
        ["the limits allow", f"{bound / MINUTE:.1f}", "1.00", "", "", ""],
        [
            "Mentor",
            f"{needed / MINUTE:.1f}",
            f"{bound / needed:.2f}",
            f"{slack.most}",
            f"{slack.refused}",
            f"{took:.0f}",
        ],
    ]
    title = f"{count} direct messages at {PER_MINUTE} a minute, one a second and channel ({kind})"
    show(title, ["", "simulated min", "of bound", "most in a minute", "429s", "real s"], lines)


class Limited:
    """A `Messenger` that keeps Slack's limits by the simulated clock, and counts."""

    def __init__(self, clock: Clock) -> None:
        self.taken = self.refused = self.most = 0
        self._clock = clock
        self._lately: deque[datetime] = deque()
        self._channels: dict[str, datetime] = {}

    def post(self, to: str, _note: object, _marker: str, _thread_ts: str = "") -> Sent:
        """Take it, or refuse as Slack would."""
        now = self._clock.now()
        while self._lately and self._lately[0] <= now - MINUTE:
            self._lately.popleft()
        if len(self._lately) >= PER_MINUTE or self._channels.get(to, NOW - MINUTE) > now - SECOND:
            self.refused += 1
            raise RateLimited(1)
        self._lately.append(now)
        self._channels[to] = now
        self.taken += 1
        self.most = max(self.most, len(self._lately))
        return Sent(f"D{to}", f"{self.taken}.0")

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"nothing else is called here: {name}")


def _bare(client: WebClient, people: Sequence[str]) -> None:
    message = render(AskEndedNote(ASK.id, ASK.question, 14))
    for one in people:
        client.chat_postMessage(channel=one, text=message.text, blocks=list(message.blocks))


def _send_all(ctx: Context, messenger: Messenger, count: int) -> None:
    sent = 0
    while sent < count:
        sent += dispatch(ctx, messenger, NOW, "me", limit=count)


def _assert_all_sent(store: SqlStore, count: int) -> None:
    with store.read() as tx:
        counts = tx.outbox.counts()
    assert counts[OutboxState.SENT] == count == sum(counts.values()), counts


def _timed(work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _context(store: SqlStore, clock: Clock, per_minute: int) -> Context:
    nobody: Directory = None  # type: ignore[assignment]
    return Context(
        store, clock, nobody, lambda: "id", consequences=consequences, messages_per_minute=per_minute, kinds=KINDS
    )


@contextmanager
def _store(databases: Databases, kind: str, people: Sequence[str]) -> Iterator[SqlStore]:
    """A database in which all of them are members with one message due each."""
    with databases.fresh(kind) as url:
        store = SqlStore(new_engine(url))
        with store.engine.begin() as connection:
            connection.execute(insert(table_of(PersonRow)), [_person(one) for one in people])
            connection.execute(insert(table_of(ProfileRow)), [_profile(one) for one in people])
        with store.write() as tx:
            tx.asks.save(ASK)
        for first in range(0, len(people), 1_000):
            with store.write() as tx:
                tx.outbox.add_all([_item(one) for one in people[first : first + 1_000]])
        yield store
        store.close()


def _person(user_id: str) -> dict[str, Any]:
    words = dict.fromkeys(("title", "office", "department", "level"), "")
    rest = {"zone": "UTC", "standing": "member", "is_admin": False, "manager": None, "seen_at": NOW}
    return {"user_id": user_id, "name": user_id} | words | rest


def _profile(user_id: str) -> dict[str, Any]:
    lists = dict.fromkeys(("offers", "wants", "languages", "not_areas"), ()) | {"formats": ("flash",)}
    hours = {"hours_zone": "UTC", "hours_days": "0123456", "hours_start": time(0), "hours_end": time(23, 59, 59)}
    limits = {"most_open_asks": 2, "most_pairs": 2, "paused": False, "paused_until": None}
    return {"user_id": user_id, "about": "", "signed_up_at": NOW} | lists | hours | limits


def _item(user_id: str) -> OutboxItem:
    return OutboxItem(
        id=OutboxId(f"m{user_id}"),
        key=f"ask_ended:{user_id}",
        message=AskEnded(AskAbout(ASK.id)),
        to=ToPerson(UserId(user_id)),
        due_at=NOW,
        action=NoteAction.POST,
        in_hours_of=user_id,
        created_at=NOW,
        priority=Priority.LATER,
    )
