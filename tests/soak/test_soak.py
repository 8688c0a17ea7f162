"""A small company over seven weeks; `make soak` lives through half a year with thousands."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.soak.promises import broken
from tests.soak.run import Soak

PEOPLE, DAYS = 30, 46
LATER = datetime(2026, 12, 5, 9, tzinfo=UTC)


def test_every_promise_holds_over_months(tmp_path: Path) -> None:
    soaked = Soak(tmp_path, PEOPLE, seed=1).run(DAYS)
    assert soaked.broken == ()
    assert {"completed", "silent"} <= set(soaked.pairs)
    assert soaked.messages > 5 * PEOPLE
    assert soaked.gone


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a company after ten days."""
    folder = tmp_path_factory.mktemp("soak")
    assert Soak(folder, PEOPLE, seed=2).run(10).broken == ()
    return folder / "soak.db"


OF_TWO = "FROM membership AS mentor JOIN membership AS mentee USING (mentorship_id) WHERE mentor.seat > mentee.seat"


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE profile SET most_pairs = 0", "pairs of 0"),
        (
            f"UPDATE person SET manager = (SELECT mentor.person {OF_TWO} AND mentee.person = user_id)",
            "is in the line of",
        ),
        ("UPDATE person SET standing = 'deactivated'", "is gone"),
        (
            f"INSERT OR IGNORE INTO block SELECT mentor.person, mentee.person, '2026-01-01 00:00:00' {OF_TWO}",
            "did not want",
        ),
        ("UPDATE mentorship SET next_cycle_on = '2026-11-01' WHERE state = 'active'", "without a next step"),
        ("UPDATE mentorship SET state = 'ended', end_reason = NULL", "without a next step or a reason"),
        ("DELETE FROM unmatched; DELETE FROM mentorship", "does not know for what"),
        ("UPDATE outbox SET counted_on = '2026-11-24', in_hours_of = 'U000001', state = 'sent'", "messages on"),
        ("UPDATE outbox SET state = 'cancelled', reason = ''", "does not say why"),
    ],
)
def test_a_broken_promise_is_found(begun: Path, tmp_path: Path, harm: str, found: str) -> None:
    copy = tmp_path / "harmed.db"
    shutil.copyfile(begun, copy)
    with sqlite3.connect(copy) as database:
        database.executescript(harm)
    assert any(found in line for line in broken(str(copy), LATER))
