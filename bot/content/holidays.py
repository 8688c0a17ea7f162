"""Public holidays by time zone: tzdata's own tables tell the country, the `holidays` package its days.

Only what the whole country has off; holidays of its parts are unknown to a time zone.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import holidays

from bot.ports import Clock

YEARS_AHEAD = 3
"""A promised time or a pair's end lies within."""


class PublicHolidays:
    """Tells the days off in a zone, of last year and the years to come."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, zone: str) -> frozenset[date]:
        """Local dates; none where the zone belongs to no one country or the country is not known."""
        country = country_of(zone)
        return days_off(country, self._clock.now().year) if country else frozenset()


@lru_cache(maxsize=512)
def days_off(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166 code) around a year."""
    if country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=range(year - 1, year + YEARS_AHEAD + 1)))


@cache
def country_of(zone: str) -> str:
    """The one country in which people set their clocks to this zone, or empty."""
    return _countries().get(zone) or _countries().get(_links().get(zone, ""), "")


@cache
def _countries() -> dict[str, str]:
    """Zone → country. In `zone.tab` every zone has one country, and is named after a place in it."""
    return {fields[2]: fields[0] for fields in _lines("zone.tab", "\t") if not fields[0].startswith("#")}


@cache
def _links() -> dict[str, str]:
    """Other names of a zone, mostly older ones → its name."""
    return {fields[2]: fields[1] for fields in _lines("tzdata.zi", " ") if fields[0] == "L"}


def _lines(table: str, between: str) -> Iterator[list[str]]:
    text = (resources.files("tzdata") / "zoneinfo" / table).read_text("utf-8")
    return (line.split(between) for line in text.splitlines())
