"""Engines for the two databases, and how a transaction begins on each."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

BUSY_TIMEOUT_MS = 5_000
"""How long a SQLite connection waits for another one's write to end."""

SQLITE_MAPPED_BYTES = 1 << 30
"""How much of the file is read through the system's own cache, which all connections share."""

STATEMENT_TIMEOUT_MS = 10_000
"""No statement of the bot takes this long; one that does is given up."""

LOCK_TIMEOUT_MS = 5_000
"""How long a statement waits for somebody else's row lock on Postgres."""

POOL_SIZE = 10
POOL_OVERFLOW = 20
POOL_WAIT = 5.0
"""Seconds to wait for a free connection."""


class Mode(StrEnum):
    """What a transaction is for. Kept in the connection's execution options under `MODE`."""

    READ = "read"
    WRITE = "write"


MODE = "mentor_mode"


class UnsupportedDatabase(ValueError):
    """The address names a database that Mentor does not run on."""


def is_file(url: URL) -> bool:
    """Whether this is the embedded database."""
    return url.get_backend_name() == "sqlite"


def file_of(url: URL) -> Path:
    """The file of an embedded database."""
    return Path(url.database or "")


def checked(url: str) -> URL:
    """The address, read; raises `UnsupportedDatabase` unless it is sqlite:///file or postgresql+psycopg://…"""
    read = make_url(url)
    if is_file(read) and read.database and read.database != ":memory:":
        return read
    if read.drivername == "postgresql+psycopg":
        return read
    raise UnsupportedDatabase("expected sqlite:///path/to/file.db or postgresql+psycopg://user@host/database")


def new_engine(url: str) -> Engine:
    """An engine for `sqlite:///file` or `postgresql+psycopg://…`; connects only when first used."""
    read = checked(url)
    return _sqlite(read) if is_file(read) else _postgres(read)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_timeout=POOL_WAIT, hide_parameters=True
    )
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """Set a fresh SQLite connection up: waiting, write-ahead log, foreign keys, transactions begun by us alone."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA mmap_size = {SQLITE_MAPPED_BYTES}")


def begin_sqlite(connection: Connection) -> None:
    """Begin for writing at once: a deferred transaction that turns into a writer later fails as locked."""
    reading = connection.get_execution_options().get(MODE) == Mode.READ
    if connection.info.get(MODE) != reading:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
        connection.info[MODE] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgres(url: URL) -> Engine:
    options = {
        "timezone": "UTC",
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "lock_timeout": LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": STATEMENT_TIMEOUT_MS,
    }
    return create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_WAIT,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "tcp_user_timeout": STATEMENT_TIMEOUT_MS,
            # Plans for the very values: a generic plan cannot know how common a searched word is.
            "prepare_threshold": None,
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        },
    )
