"""Copies everything from one database into another, and into a file: moving to Postgres, backing up, restoring."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Table, create_engine, event, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from bot.domain.base.errors import StoreDown
from store.base.engine import MODE, Mode, begin_sqlite, checked, file_of, is_file, prepare_sqlite
from store.migrate import current, upgrade
from store.schema import comparison

BATCH = 1_000
"""Rows read and written together."""
_DIGESTS = 1 << 256


class CopyObstacle(StrEnum):
    """Why nothing was copied."""

    NOT_THERE = "not_there"
    """There is no such file to copy from."""
    BEHIND = "behind"
    """The source is not at the newest migration."""
    NOT_EMPTY = "not_empty"
    """The target has rows already."""
    DIFFERENT = "different"
    """What was written does not read back the same. Nothing was kept."""
    TAKEN = "taken"
    """The file to write exists."""


class CannotCopy(Exception):
    """Nothing was copied; `where` is the table concerned, or empty."""

    def __init__(self, obstacle: CopyObstacle, where: str = "") -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle
        self.where = where


@dataclass(frozen=True, slots=True)
class Copied:
    """One table, the same on both sides: its rows, and a digest of all of them, whatever their order."""

    table: str
    rows: int
    digest: str


def copy_all(source: str, target: str) -> list[Copied]:
    """Copy all rows from one migrated database into another that is empty, in one transaction; what was copied.

    Raises `CannotCopy`, and `StoreDown` where one of them does not answer.
    """
    _must_be_current(source)
    with _connected(checked(source), Mode.READ) as old, _connected(checked(target), Mode.WRITE) as new:
        tables = _tables()
        for table in tables:
            if new.execute(select(table).limit(1)).first() is not None:
                raise CannotCopy(CopyObstacle.NOT_EMPTY, table.name)
        copied = [_copy(old, new, table) for table in tables]
        for table, one in zip(tables, copied, strict=True):
            if _read(new, table) != one:
                raise CannotCopy(CopyObstacle.DIFFERENT, table.name)
            _count_on(new, table)
    return copied


def backup(source: str, file: Path) -> list[Copied]:
    """Write all of a database, in use or not, into a new SQLite file that only its owner can read; what is in it.

    Raises `CannotCopy`, and `StoreDown` where the database does not answer.
    """
    if file.exists():
        raise CannotCopy(CopyObstacle.TAKEN)
    _must_be_current(source)
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        copied = _into(checked(source), part)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)
    return copied


def _into(source: URL, part: Path) -> list[Copied]:
    url = f"sqlite:///{part}"
    if not is_file(source):
        upgrade(url)
        return copy_all(source.render_as_string(hide_password=False), url)
    with closing(sqlite3.connect(file_of(source))) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
        if new.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CannotCopy(CopyObstacle.DIFFERENT)
    with _connected(checked(url), Mode.READ) as connection:
        return [_read(connection, table) for table in _tables()]


def _tables() -> list[Table]:
    """All tables, those first that others refer to."""
    tables: list[Table] = comparison()["target_metadata"].sorted_tables
    return tables


def _must_be_current(url: str) -> None:
    read = checked(url)
    if is_file(read) and not file_of(read).exists():
        raise CannotCopy(CopyObstacle.NOT_THERE)
    present, head = current(url)
    if present != head:
        raise CannotCopy(CopyObstacle.BEHIND)


def _copy(old: Connection, new: Connection, table: Table) -> Copied:
    counted = _Counted()
    for rows in _batches(old, table):
        counted.add(rows)
        new.execute(table.insert(), [dict(row._mapping) for row in rows])
    return counted.of(table)


def _read(connection: Connection, table: Table) -> Copied:
    counted = _Counted()
    for rows in _batches(connection, table):
        counted.add(rows)
    return counted.of(table)


def _batches(connection: Connection, table: Table) -> Iterator[Any]:
    query = select(table).execution_options(yield_per=BATCH)
    return iter(connection.execute(query).partitions())


class _Counted:
    """Counts rows, and adds up their digests, so that the order in which they come does not matter."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, rows: Any) -> None:
        self._rows += len(rows)
        digests = (hashlib.sha256(repr(tuple(row)).encode()).digest() for row in rows)
        self._sum = (self._sum + sum(int.from_bytes(digest) for digest in digests)) % _DIGESTS

    def of(self, table: Table) -> Copied:
        return Copied(table.name, self._rows, f"{self._sum:064x}")


def _count_on(connection: Connection, table: Table) -> None:
    """Let a table that numbers its rows go on after those that came with their numbers. (SQLite does by itself.)"""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None or not isinstance(column.type, Integer):
        return
    highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    connection.execute(select(func.setval(sequence, highest, text("false"))))


@contextmanager
def _connected(url: URL, mode: Mode) -> Iterator[Connection]:
    """A transaction of its own, without the time limits that the bot's have."""
    engine = create_engine(url, poolclass=NullPool)
    options: dict[str, Any] = {MODE: mode}
    if is_file(url):
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
    elif mode is Mode.READ:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with engine.execution_options(**options).begin() as connection:
            yield connection
    except OperationalError as error:
        raise StoreDown(type(error.orig).__name__) from error
    finally:
        engine.dispose()
