"""The workspace's time, which a person may move forward."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from: aware, UTC."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def advance(self, by: timedelta) -> None:
        """Moves the present forward; never back."""
        ...


class ShiftableClock:
    """The machine's clock plus what was added by hand; with `start` it stands still there until it is advanced."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._shift = timedelta()

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return (self._start or datetime.now(UTC)) + self._shift

    def advance(self, by: timedelta) -> None:
        """Adds to the time; ValueError for a step back, which would break the order of messages."""
        if by < timedelta():
            raise ValueError("time only moves forward")
        self._shift += by
