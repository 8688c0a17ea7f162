"""A short storm on each database. `make crash` is the long one, with four processes on Postgres."""

from pathlib import Path

import pytest

from tests.crash.storm import Storm, Toll
from tests.support.databases import Databases


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("kind", "processes", "kills"), [("sqlite", 1, 2), ("postgres", 3, 4)])
def test_nothing_is_lost_and_nothing_comes_twice(
    databases: Databases, tmp_path: Path, kind: str, processes: int, kills: int
) -> None:
    toll = Toll(kind, processes, questions=90)
    Storm(tmp_path, databases, toll, seed=1, in_real_time=False).rages(kills)
    assert (toll.lost, toll.twice) == ((), ()), str(toll)
    assert toll.kills == kills
