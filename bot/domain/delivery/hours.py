"""Working hours: when somebody may be written to, counted in their own zone through clock changes.

Wall-clock times become moments as RFC 5545 (section 3.3.5) has it: a time that the clock jumps over moves forward
by the jump, one that comes twice means the first. Between opening and closing, hours are counted as they pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.base.errors import InvalidField
from bot.domain.base.fields import Field

DAY = timedelta(days=1)
_CITIES = {
    "Asia": "Aden Amman Baghdad Bahrain Damascus Dhaka Jerusalem Kuwait Muscat Qatar Riyadh Tel_Aviv",
    "Africa": "Algiers Cairo Khartoum Tripoli",
}
_FRIDAY_SATURDAY = frozenset(f"{part}/{city}" for part, cities in _CITIES.items() for city in cities.split())
_THURSDAY_FRIDAY = frozenset({"Asia/Kabul", "Asia/Tehran"})
_SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
_SATURDAY_TO_WEDNESDAY = frozenset({5, 6, 0, 1, 2})

Window = tuple[datetime, datetime]
"""Opening and closing of one day, UTC. The closing moment itself is outside."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours in which somebody may be written to.

    `days` holds weekdays, Monday = 0. `start` < `end` are wall-clock times in `zone` (IANA).
    """

    zone: str = "UTC"
    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(17, 30)
    days_off: frozenset[date] = frozenset()
    """Local dates without work whatever their weekday: public holidays. Found out by the zone, never kept."""

    def works_on(self, day: date) -> bool:
        """Whether a local date is a working day."""
        return day.weekday() in self.days and day not in self.days_off

    def today(self, now: datetime) -> date:
        """The date on their own calendar at a moment."""
        return now.astimezone(self.tzinfo).date()

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone as an object; UTC where this machine does not know it (any more): nobody is lost over it."""
        return _zone(self.zone)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def hours_for(zone: str) -> WorkingHours:
    """Usual hours in a zone: 9:00 to 17:30, weekends as in Unicode CLDR's week data. Unknown zones become UTC."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return WorkingHours()
    if zone in _FRIDAY_SATURDAY:
        return WorkingHours(zone, _SUNDAY_TO_THURSDAY)
    if zone in _THURSDAY_FRIDAY:
        return WorkingHours(zone, _SATURDAY_TO_WEDNESDAY)
    return WorkingHours(zone)


class HoursField(Field):
    """What may be wrong with somebody's hours."""

    ZONE = "zone"
    DAYS = "days"
    HOURS = "hours"


def checked(hours: WorkingHours) -> WorkingHours:
    """The same hours, if they can be kept. Raises `InvalidField`: unknown zone, no day, or the end before the start."""
    try:
        ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise InvalidField(HoursField.ZONE, "unknown_zone", zone=hours.zone) from unknown
    if not hours.days or not hours.days <= frozenset(range(7)):
        raise InvalidField(HoursField.DAYS, "no_days")
    if hours.start >= hours.end:
        raise InvalidField(HoursField.HOURS, "end_before_start", start=f"{hours.start:%H:%M}")
    return hours


def is_open(hours: WorkingHours, moment: datetime) -> bool:
    """Whether the moment lies in somebody's working hours."""
    today = hours.today(moment)
    return any(start <= moment < end for start, end in windows(hours, today - DAY, today + DAY))


def next_open(hours: WorkingHours, moment: datetime) -> datetime:
    """The moment itself where it is in working hours, else the next opening (UTC)."""
    start, _ = next(_windows_from(hours, moment))
    return max(start, moment.astimezone(UTC))


def add_working_time(hours: WorkingHours, start: datetime, duration: timedelta) -> datetime:
    """The moment at which `duration` of working time has passed since `start` (UTC), always in working hours.

    What would fall on closing time falls on the next opening: somebody is there to see it.
    """
    left = duration
    for opening, closing in _windows_from(hours, start):
        begin = max(opening, start.astimezone(UTC))
        if begin + left < closing:
            return begin + left
        left -= closing - begin
    raise AssertionError("windows never end")


def add_working_days(hours: WorkingHours, start: datetime, days: int) -> datetime:
    """The same time of day, `days` working days later, or the next opening where that is outside the hours (UTC)."""
    local = start.astimezone(hours.tzinfo)
    day = local.date()
    for _ in range(days):
        day = next(later for later in _days_after(day) if hours.works_on(later))
    return next_open(hours, moment_at(day, local.time(), hours.tzinfo))


def next_day(hours: WorkingHours, moment: datetime) -> datetime:
    """The opening (UTC) of the first working day after the local day of `moment`."""
    today = hours.today(moment)
    return next(start for start, _ in _windows_from(hours, moment) if hours.today(start) > today)


def windows(hours: WorkingHours, first: date, last: date) -> Iterator[Window]:
    """Opening and closing of each working day from `first` to `last` (local dates), in order, never overlapping."""
    zone = hours.tzinfo
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if hours.works_on(day):
            start, end = moment_at(day, hours.start, zone), moment_at(day, hours.end, zone)
            if start < end and start.astimezone(zone).date() == day:
                yield start, end


@lru_cache(maxsize=4096)
def windows_of_week(hours: WorkingHours, week_start: datetime) -> tuple[Window, ...]:
    """The windows within the seven days from `week_start`, cut at both ends. Cached: many people keep equal hours."""
    end = week_start + 7 * DAY
    inside = windows(hours, hours.today(week_start) - DAY, hours.today(end) + DAY)
    return tuple((max(a, week_start), min(b, end)) for a, b in inside if a < end and b > week_start)


def _windows_from(hours: WorkingHours, moment: datetime) -> Iterator[Window]:
    """All windows not over at `moment`, without end."""
    if not hours.days:
        raise ValueError("no working days")
    first = hours.today(moment) - DAY
    while True:
        yield from (window for window in windows(hours, first, first + 13 * DAY) if window[1] > moment)
        first += 14 * DAY


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        yield day


def moment_at(day: date, wall_clock: time, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone show a time on a date (UTC): later where they jump over it, the first of two.

    `fold=0` is the offset before the change, which is what RFC 5545 asks for in both cases.
    """
    return datetime.combine(day, wall_clock.replace(fold=0), zone).astimezone(UTC)
