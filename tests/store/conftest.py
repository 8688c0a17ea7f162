"""A store on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from store.database import SqlStore
from tests.support.databases import Databases


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    """A store on a database without rows."""
    return SqlStore(engine)


@pytest.fixture
def postgres(databases: Databases) -> Iterator[str]:
    """The address of a fresh database of the Postgres alone."""
    with databases.fresh("postgres") as url:
        yield url
