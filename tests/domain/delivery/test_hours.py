"""Working hours through clock changes, in many zones."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.errors import InvalidField
from bot.domain.delivery.hours import (
    WorkingHours,
    add_working_days,
    add_working_time,
    checked,
    hours_for,
    is_open,
    next_open,
    windows,
)

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
)
BERLIN = WorkingHours("Europe/Berlin")

_FROM = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: _FROM + timedelta(minutes=minutes))
clocks = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
any_hours = st.builds(
    lambda zone, days, ends: WorkingHours(zone, days, min(ends), max(ends)),
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.tuples(clocks, clocks).filter(lambda ends: ends[0] != ends[1]),
)
durations = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone))  # type: ignore[arg-type,misc]


@given(any_hours, moments)
def test_the_next_opening_is_open_and_nothing_opens_before_it(hours: WorkingHours, moment: datetime) -> None:
    opening = next_open(hours, moment)
    assert opening >= moment
    assert is_open(hours, opening)
    assert next_open(hours, opening) == opening
    if opening > moment:
        assert not is_open(hours, moment)
        assert not is_open(hours, moment + (opening - moment) / 2)


@given(any_hours, moments, durations, durations)
def test_working_time_adds_up_and_ends_inside_the_hours(
    hours: WorkingHours, moment: datetime, one: timedelta, other: timedelta
) -> None:
    after = add_working_time(hours, moment, one)
    assert is_open(hours, after)
    assert after >= moment + one
    assert add_working_time(hours, after, other) == add_working_time(hours, moment, one + other)


@given(any_hours, moments, durations)
def test_working_time_is_what_lies_in_the_windows(hours: WorkingHours, moment: datetime, duration: timedelta) -> None:
    end = add_working_time(hours, moment, duration)
    days = windows(hours, moment.date() - timedelta(days=2), end.date() + timedelta(days=2))
    passed = sum((max(min(b, end) - max(a, moment), timedelta()) for a, b in days), timedelta())
    assert passed == duration


@given(any_hours, moments, st.integers(0, 12))
def test_working_days_end_inside_the_hours(hours: WorkingHours, moment: datetime, days: int) -> None:
    later = add_working_days(hours, moment, days)
    assert is_open(hours, later)
    assert later >= moment
    assert later <= add_working_days(hours, moment, days + 1)


@given(any_hours, moments)
def test_windows_are_in_order_and_show_the_wall_clock(hours: WorkingHours, moment: datetime) -> None:
    days = list(windows(hours, moment.date(), moment.date() + timedelta(days=30)))
    assert all(a[1] <= b[0] for a, b in pairwise(days))
    assert all(start.astimezone(hours.tzinfo).weekday() in hours.days for start, _ in days)
    assert all(start.astimezone(hours.tzinfo).time() >= hours.start for start, _ in days)


def test_the_promised_time_counts_the_hours_of_the_person_asked() -> None:
    friday = at("Europe/Berlin", 2025, 3, 28, 16, 30)
    monday = at("Europe/Berlin", 2025, 3, 31, 10, 0)
    assert add_working_time(BERLIN, friday, timedelta(hours=2)) == monday
    assert (monday - friday) == timedelta(days=2, hours=17, minutes=30)
    assert monday.astimezone(UTC) - friday.astimezone(UTC) == timedelta(days=2, hours=16, minutes=30), "clocks went on"


def test_what_would_fall_on_closing_time_falls_on_the_next_opening() -> None:
    monday = at("Europe/Berlin", 2025, 6, 2, 9)
    assert add_working_time(BERLIN, monday, timedelta(hours=8.5)) == at("Europe/Berlin", 2025, 6, 3, 9)
    assert not is_open(BERLIN, at("Europe/Berlin", 2025, 6, 2, 17, 30))


def test_two_working_days_after_wednesday_is_friday_and_after_friday_night_is_wednesday_morning() -> None:
    wednesday, friday = at("Europe/Berlin", 2025, 6, 4, 15), at("Europe/Berlin", 2025, 6, 6, 22)
    assert add_working_days(BERLIN, wednesday, 2) == at("Europe/Berlin", 2025, 6, 6, 15)
    assert add_working_days(BERLIN, friday, 2) == at("Europe/Berlin", 2025, 6, 11, 9)


def test_a_time_that_the_clock_jumps_over_moves_forward() -> None:
    nights = WorkingHours("Europe/Berlin", frozenset({6}), time(2, 30), time(8))
    sunday = date(2025, 3, 30)
    [(start, end)] = windows(nights, sunday, sunday)
    assert start == at("Europe/Berlin", 2025, 3, 30, 3, 30)
    assert end - start == timedelta(hours=4, minutes=30)


def test_a_time_that_comes_twice_means_the_first() -> None:
    nights = WorkingHours("Europe/Berlin", frozenset({6}), time(1), time(2, 30))
    sunday = date(2025, 10, 26)
    [(start, end)] = windows(nights, sunday, sunday)
    assert end - start == timedelta(hours=1, minutes=30)
    assert is_open(nights, datetime(2025, 10, 26, 0, 15, tzinfo=UTC)), "2:15, the first time"
    assert not is_open(nights, datetime(2025, 10, 26, 1, 15, tzinfo=UTC)), "2:15, the second time"


def test_a_day_that_a_zone_left_out_is_no_working_day() -> None:
    samoa = WorkingHours("Pacific/Apia")
    assert list(windows(samoa, date(2011, 12, 30), date(2011, 12, 30))) == []


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Lisbon", {0, 1, 2, 3, 4}),
        ("Africa/Cairo", {6, 0, 1, 2, 3}),
        ("Asia/Kabul", {5, 6, 0, 1, 2}),
        ("Not/AZone", {0, 1, 2, 3, 4}),
        ("../etc/passwd", {0, 1, 2, 3, 4}),
        ("", {0, 1, 2, 3, 4}),
    ],
)
def test_usual_hours_follow_the_weekend_of_the_place(zone: str, days: set[int]) -> None:
    assert hours_for(zone).days == days


def test_every_zone_has_usual_hours() -> None:
    assert all(checked(hours_for(zone)).zone == zone for zone in ZONES)


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        (WorkingHours("Nowhere/Else"), "zone"),
        (WorkingHours(days=frozenset()), "days"),
        (WorkingHours(days=frozenset({7})), "days"),
        (WorkingHours(start=time(17), end=time(9)), "hours"),
        (WorkingHours(start=time(9), end=time(9)), "hours"),
    ],
)
def test_hours_nobody_can_keep_are_refused(hours: WorkingHours, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        checked(hours)
    assert refused.value.field == field


def test_the_same_moment_is_another_date_elsewhere() -> None:
    late = datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert WorkingHours("Asia/Tokyo").today(late) == date(2026, 11, 21)
    assert WorkingHours("America/New_York").today(late) == date(2026, 11, 20)
