"""A daily message for two years, in many zones of the world, and in `make prove` in all: on each local day once,
whenever somebody looks."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from bot.domain.delivery.hours import DAY, WorkingHours, moment_at, next_open, windows
from tests.support.volume import by_volume, examples, volume

DAYS = 730
ODD = {
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Scoresbysund",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
}
"""Clocks that jump by half an hour or two, often, at midnight, or the other way round."""
ZONES = sorted(ODD.union(sorted(available_timezones() - {"localtime"})[:: volume(12, 1)]))
STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
CLOCKS = st.times().map(lambda at: at.replace(microsecond=0))
FEW = (Phase.explicit, Phase.generate)
"""Each example is every zone for two years; there is nothing to shrink."""


@cache
def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def daily(zone: ZoneInfo, at: time, first: date) -> list[datetime]:
    return [moment_at(first + number * DAY, at, zone) for number in range(DAYS)]


@examples(3, 6, phases=FEW)
@given(STARTS, CLOCKS)
def test_every_local_day_has_its_moment(first: date, at: time) -> None:
    """In order, never two for a day; at that time by the wall, or later by what the clock jumps over."""
    for name in ZONES:
        zone = zone_of(name)
        moments = daily(zone, at, first)
        assert all(a < b for a, b in pairwise(moments)), name
        local = [moment.astimezone(zone) for moment in moments]
        late = [b for number, b in enumerate(local) if b.date() != first + number * DAY or b.time() != at]
        assert len(late) <= 8, f"{name}: clocks jump seldom"
        for one in late:
            before = (one.astimezone(UTC) - timedelta(hours=3)).astimezone(zone)
            assert one.utcoffset() != before.utcoffset(), f"{name}: {one} without a jump of the clock"


@examples(2, 6, phases=FEW)
@given(STARTS, CLOCKS, st.integers(1, 10**6))
def test_one_who_looks_now_and_then_sends_each_day_once(first: date, at: time, seed: int) -> None:
    """Looks between a minute and two days apart, by an unlucky pattern: none is missed, none comes twice."""
    gaps = [timedelta(minutes=1 + (seed * (number + 1) * 7919) % 2880) for number in range(31)]
    for name in ZONES:
        zone = zone_of(name)
        moments = daily(zone, at, first)
        written: list[date] = []
        day, now, number = first, moments[0] - DAY, 0
        while len(written) < DAYS:
            now, number = now + gaps[number % len(gaps)], number + 1
            while (day - first).days < DAYS and moments[(day - first).days] <= now:
                written.append(day)
                day += DAY
        assert written == [first + number * DAY for number in range(DAYS)], name


@by_volume
@pytest.mark.parametrize("start", [time(0), time(2, 30), time(9)])
def test_every_working_day_opens_once_in_every_zone(start: time) -> None:
    first = date(2026, 1, 1)
    for name in ZONES:
        hours = WorkingHours(name, frozenset(range(7)), start, time(17, 30))
        opened = [opening.astimezone(zone_of(name)).date() for opening, _ in windows(hours, first, first + DAYS * DAY)]
        assert opened == [first + number * DAY for number in range(DAYS + 1)], name


def test_a_time_that_does_not_exist_moves_forward_and_one_that_comes_twice_is_the_first() -> None:
    berlin = zone_of("Europe/Berlin")
    assert moment_at(date(2026, 3, 29), time(2, 30), berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment_at(date(2026, 10, 25), time(2, 30), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    night = WorkingHours("Europe/Berlin", frozenset(range(7)), time(2, 30), time(10))
    assert next_open(night, datetime(2026, 3, 29, 0, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
