"""What holds of a transaction: all or nothing, one moment, one winner, and a plain word when nobody answers."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, ProgrammingError, StatementError

from bot.domain.asks.ask import AskState
from bot.domain.base.errors import StoreDown
from bot.domain.delivery.outbox import OutboxState
from store.base.engine import UnsupportedDatabase, new_engine
from store.database import SqlStore
from tests.store.values import HOUR, NOW, ask, message, profile, uid, with_members

ROUNDS = 10
REPLICAS = 4
NOBODY_LISTENS = "postgresql+psycopg://nobody@127.0.0.1:1/mentor"


def on_replicas(database: str, work: Callable[[SqlStore, int], object]) -> list[object]:
    """Let several replicas, each with connections of its own, do the same at the same instant."""
    stores = [SqlStore(new_engine(database)) for _ in range(REPLICAS)]
    start = threading.Barrier(REPLICAS)

    def run(number: int) -> object:
        start.wait()
        return work(stores[number], number)

    with ThreadPoolExecutor(REPLICAS) as pool:
        results = list(pool.map(run, range(REPLICAS)))
    for store in stores:
        store.close()
    return results


def accept(store: SqlStore, number: int) -> bool:
    """Take the ask, if it can still be taken: read under a lock, decide, write."""
    with store.write() as tx:
        kept = tx.asks.get(ask("A1").id, lock=True)
        assert kept is not None
        if not kept.state.is_open:
            return False
        tx.asks.save(replace(kept, state=AskState.ACCEPTED, mentor=uid(f"U{number}")))
        return True


def test_an_error_takes_everything_back(store: SqlStore) -> None:
    def begin_and_fail() -> None:
        with store.write() as tx:
            tx.asks.save(ask("A1"))
            tx.outbox.add(message("M1"))
            raise LookupError

    with pytest.raises(LookupError):
        begin_and_fail()
    with store.read() as tx:
        assert (tx.asks.get(ask("A1").id), tx.outbox.due(NOW)) == (None, frozenset())


def test_nothing_can_be_written_while_reading(store: SqlStore) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), store.read() as tx:
        tx.settings.set("help_channel", "C1")
    with store.write() as tx:
        tx.settings.set("help_channel", "C2")


def test_all_of_a_reading_sees_the_same_moment(store: SqlStore) -> None:
    with store.read() as before:
        assert before.settings.get("help_channel") == ""
        with store.write() as tx:
            tx.settings.set("help_channel", "C1")
        assert before.settings.get("help_channel") == ""


def test_of_those_who_accept_at_once_one_wins(store: SqlStore, database: str) -> None:
    for _ in range(ROUNDS):
        with store.write() as tx:
            tx.asks.save(ask("A1"))
        accepted = on_replicas(database, accept)
        assert sorted(map(bool, accepted)) == [False] * (REPLICAS - 1) + [True]
        with store.read() as tx:
            kept = tx.asks.get(ask("A1").id)
        assert kept is not None
        assert kept.mentor == f"U{accepted.index(True)}"


def test_a_locked_profile_is_changed_by_one_after_the_other(store: SqlStore, database: str) -> None:
    def note(store: SqlStore, number: int) -> None:
        for turn in range(ROUNDS):
            with store.write() as tx:
                kept = tx.profiles.get(uid("UADA"), lock=True)
                assert kept is not None
                tx.profiles.save(profile("UADA", not_areas=kept.not_areas | {f"{number}.{turn}"}))

    with_members(store, profile("UADA"))
    on_replicas(database, note)
    with store.read() as tx:
        kept = tx.profiles.get(uid("UADA"))
    assert kept is not None
    assert len(kept.not_areas) == REPLICAS * ROUNDS


def test_four_senders_claim_each_message_once(store: SqlStore, database: str) -> None:
    def claim_all(store: SqlStore, number: int) -> list[str]:
        mine: list[str] = []
        while True:
            with store.write() as tx:
                items = tx.outbox.claim(NOW, f"sender {number}", NOW + HOUR, 7)
            if not items:
                return mine
            mine += [item.id for item in items]

    names = [f"M{number:03}" for number in range(200)]
    with store.write() as tx:
        for name in names:
            tx.outbox.add(message(name))
    claimed: list[str] = []
    for share in on_replicas(database, claim_all):
        assert isinstance(share, list)
        claimed += share
    assert sorted(claimed) == names
    with store.read() as tx:
        assert tx.outbox.counts()[OutboxState.SENDING] == len(names)


def test_four_replicas_that_plan_the_same_make_one_row_each(store: SqlStore, database: str) -> None:
    def plan(store: SqlStore, number: int) -> int:
        with store.write() as tx:
            return sum(tx.outbox.add(message(f"M{number}-{each}", key=f"k{each}")) for each in range(50))

    made = on_replicas(database, plan)
    assert sum(int(str(one)) for one in made) == 50
    with store.read() as tx:
        assert tx.outbox.counts()[OutboxState.PENDING] == 50


def test_one_delivery_on_four_replicas_is_new_to_one(database: str) -> None:
    def deliver(store: SqlStore, _number: int) -> int:
        times = 0
        for each in range(ROUNDS):
            with store.write() as tx:
                times += tx.first_time(f"Ev{each}", NOW)
        return times

    assert sum(int(str(one)) for one in on_replicas(database, deliver)) == ROUNDS


@pytest.mark.parametrize("way", ["read", "write"])
@pytest.mark.parametrize("url", [NOBODY_LISTENS, "sqlite:////nowhere/at/all.db"])
def test_a_database_that_is_not_there_is_said_to_be_down(url: str, way: str) -> None:
    store = SqlStore(new_engine(url))
    with pytest.raises(StoreDown), getattr(store, way)() as tx:
        tx.settings.get("help_channel")


def test_a_database_that_comes_back_is_used_again(postgres: str) -> None:
    store, other = SqlStore(new_engine(postgres)), SqlStore(new_engine(postgres))

    def lose_the_connection() -> None:
        with store.write() as tx:
            tx.settings.set("help_channel", "C1")
            _hang_up_all_others(other)
            tx.settings.get("help_channel")

    with pytest.raises(StoreDown):
        lose_the_connection()
    with store.write() as tx:
        assert tx.settings.get("help_channel") == ""
    store.close()
    other.close()


def _hang_up_all_others(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
        )


def test_a_file_that_is_no_database_is_said_to_be_down(tmp_path: Path) -> None:
    file = tmp_path / "mentor.db"
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreDown), SqlStore(new_engine(f"sqlite:///{file}")).read() as tx:
        tx.settings.get("help_channel")


def test_a_mistake_of_ours_is_not_called_a_database_that_is_down(store: SqlStore) -> None:
    with pytest.raises(DBAPIError) as caught, store.read() as tx:
        tx.settings._session.connection().exec_driver_sql("SELECT nothing FROM nowhere")
    assert isinstance(caught.value, ProgrammingError) or isinstance(caught.value.orig, sqlite3.OperationalError)


def test_what_people_wrote_is_not_in_an_error(store: SqlStore) -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001
    with pytest.raises(StatementError) as caught, store.write() as tx:
        tx.asks.save(ask("A1", question="Why me?", created_at=naive))
    assert "Why me?" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x", "postgresql://localhost/x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(UnsupportedDatabase):
        new_engine(url)
