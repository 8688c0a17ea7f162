"""Dates as people write them: "until Monday", "2 weeks", "24 Dec". The only file that knows `dateparser`."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dateparser

from bot.domain.base.errors import DateInThePast, InvalidField, UnreadableDate

TYPED_LIMIT = 60
"""Characters of a date. Longer words are no date, and a parser of many patterns is not asked about them."""
FURTHEST = timedelta(days=366)
_LEADING = re.compile(r"^(?:(?:until|till?|up to|for|by|back|off|away|on|from)\s+)+", re.IGNORECASE)
_NUMBERS = re.compile(r"^(\d{1,2})[./-](\d{1,2})\.?$")
_SHORT_AMOUNT = re.compile(r"^(\d{1,3}) ?(wks?|w|d)$", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(hours?|hrs?|h|minutes?|mins?|days?|weeks?|fortnights?|months?|years?)\b", re.IGNORECASE)
_PERIOD = re.compile(r"^(?P<which>next|(?:the )?end of (?:the |this )?)\s*(?P<unit>week|month|year)$", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    r"^(?:US/.*|America/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Indiana/.*|Kentucky/.*)"
    r"|Pacific/Honolulu)$"
)
"""Zones where 12/24 is Christmas Eve. Everywhere else the day comes first."""


def read_date(typed: str, now: datetime, zone: str) -> datetime:
    """The moment meant by typed words, in somebody's zone, as UTC. A day means its beginning, "2 weeks" in two weeks.

    Raises `UnreadableDate`, `DateInThePast`, and `InvalidField` ("too_far") beyond a year.
    """
    place = ZoneInfo(zone)
    local = now.astimezone(place).replace(tzinfo=None)
    words = _LEADING.sub("", " ".join(typed.split())).rstrip(" .!")
    if not words or len(words) > TYPED_LIMIT or words.isdigit():
        raise UnreadableDate(typed[:TYPED_LIMIT])
    read = _period(words, local) or _parsed(words, local, _MONTH_FIRST.match(zone) is not None)
    if read is None:
        raise UnreadableDate(typed)
    moment = (read if read.tzinfo else read.replace(tzinfo=place)).astimezone(UTC)
    if moment <= now:
        raise DateInThePast(typed, moment)
    if moment > now + FURTHEST:
        raise InvalidField(None, "too_far", latest=now + FURTHEST, read_as=moment)
    return moment


def warm_up() -> None:
    """Let the parser load its languages now: it takes up to a second or two, for which nobody should wait later."""
    read_date("tomorrow", datetime(2000, 1, 1, tzinfo=UTC), "UTC")


def _period(words: str, local: datetime) -> datetime | None:
    """The beginning of the week, month or year after this one: that is also when this one ends."""
    found = _PERIOD.match(words)
    if found is None:
        return None
    today = _midnight(local)
    match found["unit"].lower():
        case "week":
            return today + timedelta(days=7 - today.weekday())
        case "month":
            return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        case _:
            return today.replace(year=today.year + 1, month=1, day=1)


def _parsed(words: str, local: datetime, month_first: bool) -> datetime | None:
    words = _SHORT_AMOUNT.sub(lambda found: f"{found[1]} {'days' if found[2] in 'dD' else 'weeks'}", words)
    numbers = _NUMBERS.match(words)
    if numbers is not None:
        words = f"{numbers[1]}/{numbers[2]}/{local.year}"
    is_amount = _AMOUNT.search(words) is not None and "tomorrow" not in words.lower()
    try:
        read = _asked_of_the_parser(words, local, is_amount, month_first)
        if read is not None and numbers is not None and read.date() < local.date():
            read = read.replace(year=read.year + 1)
    except (OverflowError, ValueError):  # amounts beyond the calendar, 29 February of a year that has none
        return None
    says_now = read is not None and read.time() == local.time()
    return _midnight(read) if read and says_now and not is_amount else read


def _asked_of_the_parser(words: str, local: datetime, is_amount: bool, month_first: bool) -> datetime | None:
    return dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": local,
            "PREFER_DATES_FROM": "future",
            # "January" is its first day, but "1 month" stays a month.
            "PREFER_DAY_OF_MONTH": "current" if is_amount else "first",
            "DATE_ORDER": "MDY" if month_first else "DMY",
        },
    )


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
