"""Lists of work leave out what cannot be read: one bad row holds up nobody else's."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import structlog

from store.base.sql import Rowlike

log = structlog.get_logger(__name__)

T = TypeVar("T")
_SAID_AGAIN_SECONDS = 3_600
_said: dict[str, float] = {}
"""When each bad row was last told of by this process: work is asked for every second."""


def readable(
    found: Iterable[Rowlike], of: Callable[[Rowlike], T], bad: Callable[[Rowlike], object] = lambda _: None
) -> Iterator[T]:
    """What rows stand for. Those that cannot be read are logged, and given to `bad`. The first column names a row."""
    for row in found:
        try:
            yield of(row)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            _tell(str(row[0]), of.__name__, error)
            bad(row)


def _tell(row: str, what: str, error: Exception) -> None:
    name, now = f"{what} {row}", time.monotonic()
    if _said.get(name, -_SAID_AGAIN_SECONDS) + _SAID_AGAIN_SECONDS <= now:
        _said[name] = now
        log.error("unreadable row", row=row, read_by=what, cause=type(error).__name__)
