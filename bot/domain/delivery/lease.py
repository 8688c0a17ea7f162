"""How long work belongs to whoever took it, and what becomes of it where it fails: one rule for messages and rounds.

A try is counted when the work is taken, and given back where it ended without a fault of the work's own (Slack asked to
wait, it is not somebody's hour): what is left counts failures.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Lease:
    """What is taken is its owner's for `held_for` from the last sign of life; `pauses` says how long to wait after the
    first failure, the second, …: with one failure more, it has an end."""

    held_for: timedelta
    pauses: tuple[timedelta, ...]

    @property
    def tries(self) -> int:
        """How often it is tried at most."""
        return len(self.pauses) + 1

    def again_at(self, failures: int, now: datetime) -> datetime | None:
        """When to try again what has failed so often, now for the last time; None where it is given up. At once, where
        nothing has failed."""
        if failures < 1:
            return now
        return now + self.pauses[failures - 1] if failures < self.tries else None


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
OUTBOX = Lease(_MINUTE, (_MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR))
"""How a message is sent: taken for less time than anything else, as several are sent one after the other."""
