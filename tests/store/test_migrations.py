"""Up, down and beside each other."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from bot.domain.base.errors import StoreDown
from store import migrate
from store.base.engine import new_engine
from store.database import SqlStore
from tests.store.values import PYTHON, profile, with_members
from tests.support.databases import Databases

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    with databases.empty(request.param) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database of its own, since tables change."""
    with databases.fresh(request.param) as url:
        yield url


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def test_up_and_down_and_up_again(empty: str) -> None:
    _, head = migrate.current(empty)
    assert migrate.current(empty) == (None, head)
    migrate.upgrade(empty)
    assert migrate.current(empty) == (head, head)
    made = tables(empty)
    migrate.downgrade(empty, "base")
    assert tables(empty) == {"alembic_version"}
    migrate.upgrade(empty)
    assert tables(empty) == made


def test_the_migrated_tables_are_those_of_the_models(database: str) -> None:
    assert migrate.drift(database) == []


def test_a_difference_is_found(database: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ask DROP COLUMN thanks")
    engine.dispose()
    assert [change[0] for change in migrate.drift(database)] == ["add_column"]  # type: ignore[index]


def test_an_upgrade_of_the_newest_changes_nothing(database: str) -> None:
    store = SqlStore(new_engine(database))
    with_members(store, profile("UADA", PYTHON))
    migrate.upgrade(database)
    with store.read() as tx:
        assert [hit.user_id for hit in tx.search.hits(["python"])] == ["UADA"]
    store.close()


def test_asking_for_the_version_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "mentor.db"
    assert migrate.current(f"sqlite:///{file}")[0] is None
    assert not file.exists()
    migrate.upgrade(f"sqlite:///{file}")
    assert file.exists()


def test_four_replicas_that_start_at_once(empty: str) -> None:
    program = "import sys; from store.migrate import upgrade; sys.stdin.read(1); upgrade(sys.argv[1])"
    command = [sys.executable, "-c", program, empty]
    starts = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    for start in starts:
        assert start.stdin is not None
        start.stdin.write(b"!")
        start.stdin.flush()
    ends = [start.communicate(timeout=60) for start in starts]
    assert [(start.returncode, end[1]) for start, end in zip(starts, ends, strict=True)] == [(0, b"")] * 4
    assert migrate.drift(empty) == []


def test_a_database_that_is_not_there_is_said_to_be_down() -> None:
    for work in (migrate.upgrade, migrate.current):
        with pytest.raises(StoreDown):
            work("postgresql+psycopg://nobody@127.0.0.1:1/mentor")
