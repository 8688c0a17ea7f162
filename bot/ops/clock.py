"""The clocks behind the `Clock` port."""

import threading
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be moved forward: the machine's time plus what it was advanced by, or, when `start` is
    given, a time that stands still between advances (for tests)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._ahead = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The present moment of this clock, aware, UTC."""
        with self._lock:
            return (self._start or datetime.now(UTC)) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Move forward; never back."""
        if by < timedelta():
            raise ValueError("time moves forward only")
        with self._lock:
            self._ahead += by
