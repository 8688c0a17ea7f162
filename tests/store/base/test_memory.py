"""What Mentor remembers for itself, now and across an upgrade."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from store import migrate
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.databases import Databases

BEFORE = "0006"


def test_what_was_never_kept_is_empty(store: SqlStore) -> None:
    with store.read() as tx:
        assert tx.memory.get("audit_watch") == ""


def test_the_newest_is_remembered_beside_the_settings(store: SqlStore) -> None:
    for value in ("1", "2"):
        with store.write() as tx:
            tx.memory.set("help_channel", value)
    with store.read() as tx:
        assert (tx.memory.get("help_channel"), tx.settings.get("help_channel")) == ("2", "")


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database whose memory lies among the settings."""
    with databases.empty(request.param) as url:
        migrate.upgrade(url, BEFORE)
        kept = [("help_channel", "C1"), ("pairs_planned", "at nine"), ("audit_watch", "{}")]
        engine = create_engine(url)
        with engine.begin() as connection:
            for name, value in kept:
                connection.exec_driver_sql(f"INSERT INTO setting (name, value) VALUES ('{name}', '{value}')")
        engine.dispose()
        yield url


def test_what_was_among_the_settings_is_carried_over(old: str) -> None:
    migrate.upgrade(old)
    store = SqlStore(new_engine(old))
    with store.read() as tx:
        assert [tx.memory.get(name) for name in ("pairs_planned", "audit_watch")] == ["at nine", "{}"]
        assert [tx.settings.get(name) for name in ("help_channel", "pairs_planned")] == ["C1", ""]
    store.close()


def test_and_back_again(old: str) -> None:
    migrate.upgrade(old)
    migrate.downgrade(old, BEFORE)
    engine = create_engine(old)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, value FROM setting").all()
    engine.dispose()
    assert {tuple(row) for row in found} == {
        ("help_channel", "C1"),
        ("pairs_planned", "at nine"),
        ("audit_watch", "{}"),
    }
