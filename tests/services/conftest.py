"""A team on each kind of database."""

from collections.abc import Iterator

import pytest

from tests.support.team import Team, team_on


@pytest.fixture
def team(database: str) -> Iterator[Team]:
    """An empty company; it is Monday, ten o'clock."""
    with team_on(database) as made:
        yield made
