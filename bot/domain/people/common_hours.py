"""When people are all at work: how long in a week, at which part of the day, and times to propose."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.delivery.hours import DAY, Window, WorkingHours, add_working_time, windows, windows_of_week

HALF_HOUR = timedelta(minutes=30)
NOTICE = timedelta(hours=1)
"""Working time each of both has before the first time proposed."""
_NOON = time(12)
_MOST_OF = 0.6
"""Part of a half of somebody's day that must be shared before we say that it is."""
_PLACES = (0.25, 0.75, 0.5)
"""Where in the shared time of a day we look first: one early, one late, one in the middle."""


class DayPart(StrEnum):
    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    ALL_DAY = "all day"


@lru_cache(maxsize=8192)
def hours_in_common(a: WorkingHours, b: WorkingHours, week_start: datetime) -> float:
    """Hours in the seven days from `week_start` in which both are at work."""
    return _length(_shared_week(a, b, week_start)) / timedelta(hours=1)


@lru_cache(maxsize=8192)
def part_in_common(a: WorkingHours, b: WorkingHours, week_start: datetime) -> DayPart | None:
    """The part of A's day in which B is mostly at work too, told by A's clock; None where it is neither half."""
    own, shared = windows_of_week(a, week_start), _shared_week(a, b, week_start)
    parts = [
        all_of and _length(_half(shared, a, morning)) >= _MOST_OF * all_of
        for morning in (True, False)
        for all_of in [_length(_half(own, a, morning))]
    ]
    match parts:
        case [before, after] if before and after:
            return DayPart.ALL_DAY
        case [before, after] if before or after:
            return DayPart.MORNINGS if before else DayPart.AFTERNOONS
    return None


def common_slots(
    everybody: Sequence[WorkingHours], after: datetime, count: int = 3, minutes: int = 30, days: int = 5
) -> tuple[datetime, ...]:
    """Up to `count` times (UTC, in order) for a talk of `minutes`, within the next `days` working days of the first.

    All are at work throughout. They begin on the hour or half hour of the first one's clock, after an hour of working
    time for each, on different days where that is possible. Empty where the hours never meet.
    """
    begin = max(add_working_time(hours, after, NOTICE) for hours in everybody)
    free = [slots for slots in _slots_by_day(everybody, begin, timedelta(minutes=minutes), days) if slots]
    picked: list[datetime] = []
    for number in range(count):
        rest = [[slot for slot in day if _is_apart(slot, picked)] for day in free]
        day = next((slots for slots in rest[number:] + rest[:number] if slots), None) if len(rest) > number else None
        day = day or next((slots for slots in rest if slots), None)
        if day is None:
            break
        picked.append(day[int(len(day) * _PLACES[number % len(_PLACES)])])
    return tuple(sorted(picked))


def _slots_by_day(
    everybody: Sequence[WorkingHours], begin: datetime, length: timedelta, days: int
) -> Iterator[list[datetime]]:
    a, *others = everybody
    first = a.today(begin)
    working = [day for day in (first + n * DAY for n in range(7 * days)) if day.weekday() in a.days][:days]
    for day in working:
        shared = list(windows(a, day, day))
        for one in others:
            shared = _shared(shared, list(windows(one, day - 2 * DAY, day + 2 * DAY)))
        yield [slot for start, end in shared for slot in _starts(a, max(start, begin), end - length)]


def _starts(hours: WorkingHours, first: datetime, last: datetime) -> Iterator[datetime]:
    """Full and half hours of the wall clock between two moments, both included."""
    local = first.astimezone(hours.tzinfo)
    since = timedelta(minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond)
    slot = first.astimezone(UTC) + (HALF_HOUR - since if since else timedelta())
    while slot <= last:
        yield slot
        slot += HALF_HOUR


def _is_apart(slot: datetime, picked: Sequence[datetime]) -> bool:
    return all(abs(slot - other) >= timedelta(hours=1) for other in picked)


@lru_cache(maxsize=8192)
def _shared_week(a: WorkingHours, b: WorkingHours, week_start: datetime) -> tuple[Window, ...]:
    return tuple(_shared(windows_of_week(a, week_start), windows_of_week(b, week_start)))


def _shared(ours: Sequence[Window], theirs: Sequence[Window]) -> list[Window]:
    both = [(max(a, c), min(b, d)) for a, b in ours for c, d in theirs]
    return [(start, end) for start, end in both if start < end]


def _half(parts: Sequence[Window], hours: WorkingHours, morning: bool) -> list[Window]:
    """The parts before, or from, noon of the day by the person's clock."""
    halves = []
    for start, end in parts:
        noon = datetime.combine(hours.today(start), _NOON, hours.tzinfo).astimezone(UTC)
        halves.append((start, min(end, noon)) if morning else (max(start, noon), end))
    return [(start, end) for start, end in halves if start < end]


def _length(parts: Sequence[Window]) -> timedelta:
    return sum((end - start for start, end in parts), timedelta())
