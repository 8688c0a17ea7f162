"""What failed lately in this process. It rests for a while, so that it is neither tried nor logged at every tick."""

from datetime import datetime, timedelta

_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""Until the next try, after the first failure, the second, …; the last of them from then on: a record may be mended."""
_FORGOTTEN_AFTER = timedelta(days=1)
_MOST = 10_000
"""Things remembered before those long past are dropped."""


class Setbacks:
    """Failures by what was done, and to what."""

    def __init__(self) -> None:
        self._failed: dict[tuple[str, str], tuple[int, datetime]] = {}

    def rests(self, work: str, name: str, now: datetime) -> bool:
        """Whether it failed so lately that it is left alone."""
        _, until = self._failed.get((work, name), (0, now))
        # Further off than the longest pause it is only where the clock was wrong.
        return now < until <= now + _PAUSES[-1]

    def failed(self, work: str, name: str, now: datetime) -> None:
        """It failed, once more."""
        times, _ = self._failed.get((work, name), (0, now))
        self._failed[work, name] = (times + 1, now + _PAUSES[min(times, len(_PAUSES) - 1)])
        if len(self._failed) > _MOST:
            kept = [(key, one) for key, one in list(self._failed.items()) if one[1] + _FORGOTTEN_AFTER > now]
            self._failed = dict(kept[-_MOST:])

    def went_well(self, work: str, name: str) -> None:
        """It is well again."""
        self._failed.pop((work, name), None)
