"""Where the local workspace's clock begins."""

from datetime import UTC, date, datetime

from bot.cli.local import opening_moment

FRIDAY = datetime(2026, 12, 18, 15, tzinfo=UTC)


def test_it_begins_when_all_offices_are_at_work() -> None:
    assert opening_moment(FRIDAY) == datetime(2026, 12, 21, 14, 30, tzinfo=UTC)
    assert opening_moment(FRIDAY.replace(hour=9)) == datetime(2026, 12, 18, 14, 30, tzinfo=UTC)


def test_it_does_not_begin_on_a_public_holiday_of_one_of_them() -> None:
    christmas = datetime(2026, 12, 25, 8, tzinfo=UTC)
    assert opening_moment(christmas, {date(2026, 12, 25), date(2026, 12, 28)}).date() == date(2026, 12, 29)
