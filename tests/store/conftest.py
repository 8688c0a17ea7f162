"""A store on each database."""

from collections.abc import Iterator

import pytest

from store.database import SqlStore
from store.engine import new_engine


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """A store on a fresh database."""
    opened = SqlStore(new_engine(database))
    yield opened
    opened.close()
