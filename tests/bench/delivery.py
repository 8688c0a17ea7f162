"""Delivery: planning by replicas at once, claiming before a long past, sending beside bare calls and Slack's limits."""

import argparse
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import text

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.messages import Priority, ToPerson
from bot.domain.delivery.outbox import OutboxId, OutboxItem
from bot.domain.mentorships.messages import CycleAbout, Nudge
from bot.ops.logs import set_up_logs
from store.base.engine import new_engine
from store.database import SqlStore
from tests.bench import delivery_sending as sending
from tests.bench.table import show
from tests.support.databases import Databases

NEEDS_DATA = False
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPLICAS = 4
AT_ONCE = 1_000
"""Rows written in one transaction when planning."""
CLAIMS = 300

LONG_PAST = """
INSERT INTO outbox (id, key, kind, "to", to_type, about, about_id, due_at, action, edits, in_hours_of, state, reason,
                    attempts, owner, channel, ts, sent_at, created_at, priority)
SELECT 'old' || n, 'old' || n, 'topic', 'U' || (n % 5000), 'person', '{{}}', 'P' || (n % 3000), :at, 'post', '',
       'U' || (n % 5000), 'sent', '', 1, 'one', 'D' || n, '1.0', :at, :at, 3
FROM {numbers}
"""
NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :rows) SELECT n FROM c)",
    "postgres": "generate_series(1, :rows) AS n",
}


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parts: dict[str, Callable[[Databases, str, argparse.Namespace], None]] = {
        "planning": planning,
        "claiming": claiming,
        "sending": lambda databases, kind, given: sending.beside_bare_calls(databases, kind, given.messages),
        "limits": lambda databases, kind, given: sending.under_limits(databases, kind, given.rows),
    }
    parser = argparse.ArgumentParser("delivery", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar=f"{{{','.join(parts)}}}", help="all where none is named")
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--rows", type=int, default=100_000, help="nudges planned; messages under the limits")
    parser.add_argument("--past", type=int, default=1_000_000, help="sent rows behind a claim")
    parser.add_argument("--messages", type=int, default=2_000, help="messages sent beside bare calls")
    given = parser.parse_args(arguments)
    set_up_logs("WARNING")
    # In memory where there is such a place: what is measured is the work, not the disk of one machine.
    shared = Path("/dev/shm")
    with TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder, ExitStack() as last:
        databases = Databases(Path(folder))
        last.callback(databases.close)
        for name in given.parts or parts:
            kinds = ["sqlite"] if name == "limits" else ["sqlite", "postgres"]
            for kind in given.database or kinds:
                parts[name](databases, kind, given)


def nudges(first: int, count: int) -> list[OutboxItem]:
    """Rows as a planner writes them: one person each, due now."""
    return [
        OutboxItem(
            id=OutboxId(f"{number:024x}"),
            key=f"pair:nudge:P{number}:U{number}:2026-11-23",
            message=Nudge(CycleAbout(MentorshipId(f"P{number}"), 2)),
            to=ToPerson(UserId(f"U{number}")),
            due_at=NOW,
            in_hours_of=f"U{number}",
            expires_at=NOW + timedelta(days=1),
            created_at=NOW,
            priority=Priority.USUAL,
        )
        for number in range(first, first + count)
    ]


def plan_all(store: SqlStore, rows: int) -> int:
    """One replica plans everything; how many rows were new."""
    new = 0
    for first in range(0, rows, AT_ONCE):
        with store.write() as tx:
            new += tx.outbox.add_all(nudges(first, min(AT_ONCE, rows - first)))
    return new


def plan_in_process(url: str, rows: int) -> int:
    """The same, in a process of its own."""
    store = SqlStore(new_engine(url))
    new = plan_all(store, rows)
    store.close()
    return new


def at_once(url: str, kind: str, rows: int) -> list[int]:
    """All replicas plan everything at the same time: processes on Postgres, threads of the one process on SQLite."""
    if kind == "postgres":
        with ProcessPoolExecutor(REPLICAS, mp_context=get_context("spawn")) as processes:
            return list(processes.map(plan_in_process, [url] * REPLICAS, [rows] * REPLICAS))
    store = SqlStore(new_engine(url))
    with ThreadPoolExecutor(REPLICAS) as threads:
        new = list(threads.map(plan_all, [store] * REPLICAS, [rows] * REPLICAS))
    store.close()
    return new


def planning(databases: Databases, kind: str, given: argparse.Namespace) -> None:
    """Four replicas plan the same nudges at once."""
    with databases.fresh(kind) as url:
        begun = perf_counter()
        new = at_once(url, kind, given.rows)
        took = perf_counter() - begun
        engine = new_engine(url)
        with engine.connect() as connection:
            there = connection.execute(text("SELECT count(*), count(DISTINCT key) FROM outbox")).one()
        engine.dispose()
    line = [kind, f"{given.rows}", f"{there[0]}", f"{there[1]}", " + ".join(map(str, new)), f"{took:.1f}"]
    head = ["database", "due", "rows", "keys", "new by replica", "s"]
    show(f"Planning {given.rows} due nudges by {REPLICAS} replicas at once", head, [line])


def claiming(databases: Databases, kind: str, given: argparse.Namespace) -> None:
    """A claim of five, with nothing sent before and with a long past."""
    lines = []
    for past in (0, given.past):
        with databases.fresh(kind) as url:
            store = SqlStore(new_engine(url))
            _live_through(store, kind, past)
            with store.write() as tx:
                tx.outbox.add_all(nudges(0, 2 * 5 * CLAIMS))
            took = [_claim(store, number) for number in range(CLAIMS)]
            store.close()
        cuts = quantiles(took, n=100)
        lines.append([f"{kind}, {past} sent", *(f"{cuts[at] * 1000:.2f}" for at in (49, 94, 98))])
    show("Claim of five rows, ms", ["behind it", "p50", "p95", "p99"], lines)


def _live_through(store: SqlStore, kind: str, past: int) -> None:
    with store.engine.begin() as connection:
        if kind == "postgres":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        at = NOW - timedelta(days=30)
        if past:
            values = {"rows": past, "at": at.replace(tzinfo=None).isoformat(" ") if kind == "sqlite" else at}
            connection.execute(text(LONG_PAST.format(numbers=NUMBERS[kind])), values)


def _claim(store: SqlStore, number: int) -> float:
    begun = perf_counter()
    with store.write() as tx:
        claimed = tx.outbox.claim(NOW, f"owner{number}", NOW + timedelta(minutes=1), 5)
    assert len(claimed) == 5
    return perf_counter() - begun
