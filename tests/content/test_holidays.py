"""Which days are off in a zone: its country by tzdata's tables, that country's days by `holidays`."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.content.holidays import PublicHolidays, country_of
from bot.ops.clock import MovableClock
from store.base.engine import new_engine
from store.database import SqlStore
from store.migrate import upgrade
from tests.store.values import profile, with_members

HOLIDAYS = PublicHolidays(MovableClock(datetime(2026, 11, 23, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("Europe/Lisbon", "PT"),
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Oslo", "NO"),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
        ("Nowhere/At_All", ""),
    ],
)
def test_the_country_of_a_zone(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_days_off_by_country() -> None:
    assert date(2026, 12, 25) in HOLIDAYS("Europe/Berlin")
    assert date(2026, 10, 3) in HOLIDAYS("Europe/Berlin")
    assert date(2026, 11, 26) in HOLIDAYS("America/Los_Angeles")
    assert date(2026, 11, 26) not in HOLIDAYS("Europe/Berlin")
    assert date(2029, 12, 25) in HOLIDAYS("Europe/Berlin"), "years ahead, for what is promised"
    assert HOLIDAYS("UTC") == HOLIDAYS("Nowhere/At_All") == frozenset()


def test_every_zone_has_an_answer_and_keeps_nearly_all_its_days() -> None:
    for zone in available_timezones():
        assert len(HOLIDAYS(zone)) < 5 * 60, zone


def test_profiles_come_with_the_days_off_of_their_zone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mentor.db'}"
    upgrade(url)
    store = SqlStore(new_engine(url), HOLIDAYS)
    with_members(store, profile("UADA"))
    with store.read() as tx:
        found = tx.profiles.members(["UADA"])["UADA"].profile  # type: ignore[list-item, index]
        assert found == tx.profiles.get(found.user_id)
    store.close()
    assert found.hours.days_off == HOLIDAYS("Europe/Berlin")
