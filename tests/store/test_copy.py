"""Everything moves from one database to another, row for row, or not at all; a backup of a living one restores."""

import sqlite3
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Date, DateTime, Float, Integer, Table, Time, insert, select
from sqlmodel import Session

from store.across.tables import SettingRow
from store.asks.fulltext import best_texts
from store.base.columns import Listing, UtcDateTime
from store.base.engine import new_engine
from store.base.sql import table_of
from store.copy import BATCH, CannotCopy, Copied, CopyObstacle, backup, copy_all
from store.database import SqlStore
from store.migrate import downgrade
from store.people.tables import SearchTextRow
from store.schema import comparison
from tests.support.databases import Databases

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
ROWS = 3
TABLES: list[Table] = comparison()["target_metadata"].sorted_tables


def value(column: Any, number: int) -> Any:
    """A value that shows where a copy is not exact: microseconds, escapes, emoji, quotes, an empty text."""
    kind, words = column.type, ["", 'Zoë\'s 🌱 \\N "x"\n\t', "{}"][number % 3]
    if column.foreign_keys or column.primary_key:
        return number if isinstance(kind, Integer) else f"{number:04d}"
    values: list[tuple[type, Any]] = [
        (UtcDateTime, NOW + timedelta(days=number, microseconds=number)),
        (Listing, [["a", words], ["b"]]),
        (DateTime, NOW),
        (Date, NOW.date()),
        (Time, time(9, 30, number % 60)),
        (Boolean, bool(number % 2)),
        (Integer, number),
        (Float, number / 7),
        (object, words if number <= ROWS else f"{words}{number}"),
    ]
    return next(made for type_, made in values if isinstance(kind, type_))


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A transaction on a database."""
    engine = new_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def fill(url: str, rows: int = ROWS, tables: Sequence[Table] = TABLES) -> None:
    """Rows in every table that there is; in those that refer to others, rows that do."""
    with opened(url) as connection:
        for table in tables:
            made = [{column.name: value(column, number) for column in table.c} for number in range(1, rows + 1)]
            connection.execute(insert(table), made)


def count(copied: list[Copied]) -> dict[str, int]:
    return {one.table: one.rows for one in copied}


def rows_of(url: str) -> dict[str, list[str]]:
    """Everything, as it reads."""
    with opened(url) as connection:
        return {table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table))) for table in TABLES}


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database of its own, migrated and empty."""
    with databases.fresh(request.param) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def other(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A second database, empty and migrated, of each kind."""
    with databases.fresh(request.param) as url:
        yield url


def test_every_table_arrives_row_for_row(database: str, other: str) -> None:
    fill(database)
    copied = copy_all(database, other)
    assert count(copied) == dict.fromkeys([table.name for table in TABLES], ROWS)
    assert rows_of(other) == rows_of(database)


def test_rows_written_later_get_numbers_of_their_own(database: str, other: str) -> None:
    fill(database)
    copy_all(database, other)
    with opened(other) as connection:
        new = insert(table_of(SearchTextRow)).values(source="new", user_id="0001", kind="about", text="new")
        assert connection.execute(new).inserted_primary_key == (ROWS + 1,)


def test_copied_texts_are_found(database: str, other: str) -> None:
    with opened(database) as connection:
        for table in TABLES:
            if table.name in {"person", "profile", "search_text"}:
                told = {"text": "kubernetes", "standing": "member", "paused": False, "user_id": "0001"}
                row = {column.name: told.get(column.name, value(column, 1)) for column in table.c}
                connection.execute(insert(table).values(row))
    copy_all(database, other)
    with opened(other) as connection, Session(connection) as session:
        assert [row.user_id for row in best_texts(session, ["kubernetes"], 5)] == ["0001"]


def test_many_rows_come_in_batches(databases: Databases) -> None:
    with databases.fresh("sqlite") as one, databases.fresh("sqlite") as two:
        fill(one, 2 * BATCH + 1, [table_of(SettingRow)])
        assert count(copy_all(one, two))["setting"] == 2 * BATCH + 1
        assert rows_of(two) == rows_of(one)


def test_a_target_with_rows_is_left_as_it_is(database: str, other: str) -> None:
    fill(database)
    fill(other, 1)
    with pytest.raises(CannotCopy) as caught:
        copy_all(database, other)
    assert caught.value.obstacle is CopyObstacle.NOT_EMPTY
    assert {len(rows) for rows in rows_of(other).values()} == {1}


def test_a_source_behind_its_migrations_is_not_read(database: str, other: str) -> None:
    downgrade(database, "0001")
    with pytest.raises(CannotCopy) as caught:
        copy_all(database, other)
    assert caught.value.obstacle is CopyObstacle.BEHIND


def test_a_file_that_is_not_there_is_not_made(other: str, tmp_path: Path) -> None:
    with pytest.raises(CannotCopy) as caught:
        copy_all(f"sqlite:///{tmp_path / 'none.db'}", other)
    assert caught.value.obstacle is CopyObstacle.NOT_THERE
    assert not list(tmp_path.iterdir())


def test_a_copy_that_does_not_read_back_the_same_is_not_kept(databases: Databases) -> None:
    with databases.fresh("sqlite") as one, databases.fresh("sqlite") as two:
        fill(one)
        with sqlite3.connect(two.removeprefix("sqlite:///")) as spoiled:
            spoiled.execute("CREATE TRIGGER spoil AFTER INSERT ON setting BEGIN UPDATE setting SET value = 'x'; END")
        spoiled.close()
        with pytest.raises(CannotCopy) as caught:
            copy_all(one, two)
        assert (caught.value.obstacle, caught.value.where) == (CopyObstacle.DIFFERENT, "setting")
        assert not any(rows_of(two).values())


def test_a_backup_restores_into_either_kind(database: str, other: str, tmp_path: Path) -> None:
    fill(database)
    file = tmp_path / "backup.db"
    saved = backup(database, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    assert copy_all(f"sqlite:///{file}", other) == saved


def test_a_backup_of_a_database_in_use_is_of_one_moment(databases: Databases, tmp_path: Path) -> None:
    """Two rows are always written together: the backup never has one without the other."""
    with databases.fresh("sqlite") as url:
        store, enough = SqlStore(new_engine(url)), threading.Event()

        def write() -> None:
            for number in range(10_000):
                with store.write() as tx:
                    tx.settings.set(f"left{number}", "x" * 500)
                    tx.settings.set(f"right{number}", "x" * 500)
                if enough.is_set():
                    return

        writing = threading.Thread(target=write)
        writing.start()
        sizes = [count(backup(url, tmp_path / f"{number}.db"))["setting"] for number in range(5)]
        enough.set()
        writing.join()
        store.close()
    assert all(size % 2 == 0 for size in sizes)
    assert sizes[0] < sizes[-1]


def test_a_backup_overwrites_nothing(databases: Databases, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    with databases.fresh("sqlite") as url, pytest.raises(CannotCopy) as caught:
        backup(url, file)
    assert caught.value.obstacle is CopyObstacle.TAKEN
    assert file.read_text() == "mine"
