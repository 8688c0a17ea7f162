"""The language that somebody reads: its words, and its grammar by CLDR as Babel knows it.

What is rendered is read by one person, so the language holds for one rendering: `with reading(language): render(note)`.
It stands in a context variable and not in the arguments, because between a surface and its words lie five calls of
functions that have nothing to do with languages, several hundred times; a rendering is one call from a value to blocks,
without a thread or a pause in it, and outside of `reading` nothing but English holds.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

Entry = str | Mapping[str, str]
"""A sentence; or one for each plural category of CLDR (`one`, `few`, `many`, `other` …), and `none` for nothing."""
Catalogue = Mapping[str, Entry]
"""The words of a language under their keys: `file.name`."""
Unit = Literal["minute", "hour", "day", "week", "month"]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language as Mentor writes it. What its catalogue lacks is read in English."""

    locale: Locale
    words: Catalogue

    def entry(self, key: str, n: object = None) -> str:
        """The words under a key; where there are several, those for the number `n`. Raises `KeyError`."""
        found = self.words.get(key)
        if found is None:
            return english().entry(key, n) if self is not english() else _missing(key)
        return found if isinstance(found, str) else found[self._form(found, n)]

    def _form(self, forms: Mapping[str, str], n: object) -> str:
        if not isinstance(n, int):
            raise TypeError("words with plural forms need a number `n`")
        if n == 0 and "none" in forms:
            return "none"
        form = self.locale.plural_form(n)
        return form if form in forms else "other"


def _missing(key: str) -> str:
    raise KeyError(key)


def read_catalogue(folder: Traversable) -> Catalogue:
    """The words of all `<wing>/*.toml` in a folder. File names are unique over all wings."""
    found = [file for wing in folder.iterdir() if wing.is_dir() for file in wing.iterdir()]
    tables = {PurePath(file.name).stem: file for file in found if file.name.endswith(".toml")}
    read = {surface: tomllib.loads(file.read_text("utf-8")) for surface, file in tables.items()}
    return {f"{surface}.{name}": entry for surface, table in read.items() for name, entry in table.items()}


@cache
def english() -> Language:
    """English with the dates and lists of Britain; its catalogue is the one that all others are translated from."""
    return Language(Locale("en", "GB"), read_catalogue(files("prompts.words")))


_READ: ContextVar[Language | None] = ContextVar("language", default=None)


def language() -> Language:
    """The language of what is being rendered."""
    return _READ.get() or english()


@contextmanager
def reading(read: Language) -> Iterator[None]:
    """Inside, all words are those of somebody who reads this language."""
    before = _READ.set(read)
    try:
        yield
    finally:
        _READ.reset(before)


def number(n: int) -> str:
    """A number with its thousands set apart."""
    return format_decimal(n, locale=language().locale)


def percent(share: float) -> str:
    """A share (0–1) in whole per cent; where the catalogue has a pattern for it, by that."""
    its = language()
    pattern = its.words.get("language.percent")
    return format_percent(share, pattern if isinstance(pattern, str) else None, its.locale)


def lasting(n: int, unit: Unit) -> str:
    """A length of time: "25 minutes", "1 week"."""
    return format_unit(n, f"duration-{unit}", locale=language().locale)


def enumerated(items: Sequence[str]) -> str:
    """All of them in a sentence: "a, b and c"."""
    return format_list(items, locale=language().locale)


def long_day(day: date) -> str:
    """A day with its month in words: "24 November 2026"."""
    return format_date(day, "long", language().locale)


def month(day: date, *, short: bool = False, year: bool = True) -> str:
    """The month of a day, with its year or alone."""
    its = language().locale
    if not year:
        return format_date(day, "LLL" if short else "LLLL", its)
    return format_skeleton("yMMM" if short else "yMMMM", _at_noon(day), locale=its)


def weekday(number: int) -> str:
    """The name of a day of the week; Monday is 0."""
    return str(language().locale.days["stand-alone"]["wide"][number])


def spelled(moment: datetime, token: str) -> str:
    """One token of Slack's dates as text, for readers that do not know them (docs: date formatting)."""
    its = language().locale
    if token == "time":
        return f"{format_time(moment, 'short', locale=its)} {moment.tzname()}"
    if token.startswith("date_long"):
        return format_date(moment, "full", its)
    return format_skeleton("yMMMd", moment, locale=its)


def _at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  a day has no zone
