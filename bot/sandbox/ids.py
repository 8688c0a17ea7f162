"""Ids and timestamps that look like Slack's."""

import hashlib
import threading
from itertools import count

from bot.sandbox.clock import Clock

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ids:
    """Hands out ids: a letter and ten signs, the same in each run."""

    def __init__(self) -> None:
        self._count = count(1)

    def new(self, prefix: str) -> str:
        """A fresh id such as C0K2F7Q1ZXB for the prefix C."""
        seed = int.from_bytes(hashlib.blake2b(f"{prefix}{next(self._count)}".encode(), digest_size=8).digest())
        return prefix + "0" + _base36(seed)[:9].rjust(9, "0")

    def secret(self, prefix: str) -> str:
        """A long token that no one meets twice in a run."""
        return f"{prefix}{hashlib.blake2b(f'{prefix}{next(self._count)}'.encode(), digest_size=16).hexdigest()}"


class Stamps:
    """Message timestamps: seconds.micros of the clock, strictly increasing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> str:
        """The next timestamp."""
        micros = round(self._clock.now().timestamp() * 1_000_000)
        with self._lock:
            self._last = max(micros, self._last + 1)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def _base36(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, 36)
        signs = _DIGITS[rest] + signs
    return signs or "0"
