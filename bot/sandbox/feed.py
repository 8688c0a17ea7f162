"""Notices of change, for whoever draws the workspace."""

import queue
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self

Notice = dict[str, Any]


class Subscription:
    """One listener's queue of notices; iterate it, or `get` one. Close it when done."""

    def __init__(self, feed: "Feed") -> None:
        self._feed = feed
        self._queue: queue.SimpleQueue[Notice | None] = queue.SimpleQueue()

    def put(self, notice: Notice | None) -> None:
        """Adds a notice; None ends the iteration."""
        self._queue.put(notice)

    def get(self, timeout: float | None = None) -> Notice | None:
        """The next notice, waiting at most `timeout` seconds; None when there was none, or when closed."""
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Ends the subscription and wakes the listener."""
        self._feed.drop(self)
        self.put(None)

    def __iter__(self) -> Iterator[Notice]:
        while (notice := self._queue.get()) is not None:
            yield notice

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Feed:
    """Tells every subscriber `{"kind": …, "users": [ids concerned]}`; no users = everybody.

    Kinds: message, view, home, unread, clock, user; call and connection concern the app only.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Subscription] = []

    def subscribe(self, listener: Subscription | None = None) -> Subscription:
        """A new listener from now on, or the caller's own kind of one."""
        listener = listener or Subscription(self)
        with self._lock:
            self._listeners.append(listener)
        return listener

    def drop(self, listener: Subscription) -> None:
        """Forgets a listener."""
        with self._lock:
            self._listeners = [known for known in self._listeners if known is not listener]

    def tell(self, kind: str, users: Sequence[str]) -> None:
        """Tells all listeners of one change."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener.put({"kind": kind, "users": list(users)})

    def close(self) -> None:
        """Ends every subscription."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener.close()
