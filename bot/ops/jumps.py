"""Jumps of the system's clock: after sleep, or when it is set. Found by a clock that cannot be set."""

import time
from collections.abc import Callable
from datetime import timedelta

TOLERANCE = timedelta(seconds=2)
"""Drift and slow reading stay far below; whatever is above, somebody would notice in their messages."""


class JumpWatch:
    """Compares the clock on the wall with the one that only ever runs on."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._apart = wall() - steady()

    def jump(self) -> timedelta:
        """By how much the clock has jumped since the last look (back: negative); zero where it has not."""
        apart = self._wall() - self._steady()
        jumped = timedelta(seconds=apart - self._apart)
        self._apart = apart
        return jumped if abs(jumped) > TOLERANCE else timedelta()
