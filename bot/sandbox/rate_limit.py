"""Slack's rate limits: so many calls of a method a minute, one message a second and channel."""

from collections import defaultdict, deque
from collections.abc import Mapping
from math import ceil

from bot.sandbox.clock import Clock

BURST = 4
"""Messages to one channel above one a second that Slack lets pass in a short burst (its docs give no number)."""


class RateLimits:
    """Counts calls in the workspace's time."""

    def __init__(self, clock: Clock, per_minute: Mapping[str, int | None], on: bool) -> None:
        self.on = on
        self._clock = clock
        self._per_minute = per_minute
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._debts: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, channel: str = "") -> int | None:
        """Counts a call; the seconds to wait when it is one too many, else None."""
        if not self.on:
            return None
        now = self._clock.now().timestamp()
        seconds = self._window(method, now)
        if seconds is None and method == "chat.postMessage":
            seconds = self._channel(channel, now)
        return None if seconds is None else max(1, ceil(seconds))

    def _window(self, method: str, now: float) -> float | None:
        most = self._per_minute.get(method)
        if most is None:
            return None
        calls = self._calls[method]
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= most:
            return calls[0] + 60 - now
        calls.append(now)
        return None

    def _channel(self, channel: str, now: float) -> float | None:
        debt, at = self._debts.get(channel, (0.0, now))
        debt = max(0.0, debt - (now - at))
        if debt >= BURST:
            self._debts[channel] = (debt, now)
            return debt - BURST + 1
        self._debts[channel] = (debt + 1, now)
        return None
