"""Brings a database to the newest version of the tables, safely when several replicas start at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from bot.domain.base.errors import StoreDown
from store.base.engine import begin_sqlite, checked, file_of, is_file, prepare_sqlite

_LOCK = 5_871_204_113
"""Key of the advisory lock on Postgres: any number, the same in all replicas."""

_WAIT_MS = 60_000
"""How long to wait for another replica's migration on SQLite."""


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to a version; makes the file (and its folder) of an embedded one. Raises `StoreDown`."""
    read = checked(url)
    if is_file(read):
        file_of(read).parent.mkdir(parents=True, exist_ok=True)
    with _alone(read) as connection:
        command.upgrade(_config(connection), to)


def downgrade(url: str, to: str) -> None:
    """Take the database back to a version (`base` is nothing at all). Raises `StoreDown`."""
    with _alone(checked(url)) as connection:
        command.downgrade(_config(connection), to)


def current(url: str) -> tuple[str | None, str]:
    """The version the database is at (None: never migrated), and the newest one. Raises `StoreDown`."""
    head = ScriptDirectory.from_config(_config(None)).get_current_head() or ""
    read = checked(url)
    if is_file(read) and not file_of(read).exists():
        return None, head
    with _connected(read) as connection:
        return MigrationContext.configure(connection).get_current_revision(), head


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(url: URL) -> Iterator[Connection]:
    """A transaction that no other migration runs beside."""
    with _connected(url) as connection:
        if not is_file(url):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection
        if is_file(url) and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"rows without what they refer to: {broken}")


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    # On SQLite begun for writing at once, so that a second replica waits and then finds the work done.
    engine = create_engine(url, poolclass=NullPool)
    if is_file(url):
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "connect", _patient)
        event.listen(engine, "begin", begin_sqlite)
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise StoreDown(type(error.orig).__name__) from error
    finally:
        engine.dispose()


def _patient(connection: object, _record: object) -> None:
    """Wait long; and leave references be, because a table is changed by dropping its old copy."""
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")  # type: ignore[attr-defined]
    connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]
