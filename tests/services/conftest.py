"""A team on each kind of database."""

import pytest
from sqlalchemy import Engine

from store.database import SqlStore
from tests.support.team import Team


@pytest.fixture
def team(engine: Engine) -> Team:
    """An empty company; it is Monday, ten o'clock."""
    return Team(SqlStore(engine))
