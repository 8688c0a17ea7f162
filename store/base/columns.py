"""Column types: moments that are always aware and UTC, and words that every database takes."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String, TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC. A naive one is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; without its zone for SQLite, which keeps text that sorts as time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """The text without what Postgres cannot hold: NUL is dropped, lone surrogates become `?`."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


class Words(TypeDecorator[str]):
    """What a person typed, of any length, made `storable`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The storable text."""
        return None if value is None else storable(value)


@lru_cache(maxsize=4096)
def _listed(written: str) -> tuple[Any, ...]:
    """What a JSON list says. Remembered: most profiles say the same of formats and languages."""
    return tuple(json.loads(written))


class Listing(TypeDecorator[Sequence[Any]]):
    """A list of strings, or of lists of strings, written as JSON. No query looks into it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[Any] | None, _dialect: Dialect) -> str | None:
        """The list as JSON in plain ASCII: its escapes make every text storable."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Sequence[Any] | None:
        """The list as a tuple."""
        return None if value is None else _listed(value)
