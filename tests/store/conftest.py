"""A store on each database."""

from collections.abc import Iterator

import pytest

from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.databases import Databases


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """A store on a fresh database."""
    opened = SqlStore(new_engine(database))
    yield opened
    opened.close()


@pytest.fixture
def postgres(databases: Databases) -> Iterator[str]:
    """The address of a fresh database of the Postgres alone."""
    with databases.fresh("postgres") as url:
        yield url
