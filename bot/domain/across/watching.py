"""What is wrong only where it lasts: remembered from one look of the audit to the next."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SERVED_WITHIN = timedelta(hours=3)
"""Who waits is looked at once an hour."""
BROKEN_OFF = timedelta(hours=2)
"""After so long between two looks nobody knows what was in between."""


@dataclass(frozen=True, slots=True)
class Watch:
    """When was last looked, and since when each thing is seen without a break."""

    looked_at: datetime
    since: dict[str, datetime] = field(default_factory=dict)

    def again(self, seen: Collection[str], now: datetime) -> "Watch":
        """The same after another look."""
        known = {} if now - self.looked_at > BROKEN_OFF else self.since
        return Watch(now, {one: known.get(one, now) for one in seen})

    def lasting(self) -> list[str]:
        """What is seen for too long."""
        return [one for one, since in self.since.items() if self.looked_at - since > SERVED_WITHIN]

    def written(self) -> str:
        """As text, to be kept."""
        since = {one: at.isoformat() for one, at in self.since.items()}
        return json.dumps({"looked_at": self.looked_at.isoformat(), "since": since})


def watch_of(written: str, now: datetime) -> Watch:
    """What was kept; before the first look, nothing."""
    if not written:
        return Watch(now)
    kept = json.loads(written)
    since = {one: datetime.fromisoformat(at) for one, at in kept["since"].items()}
    return Watch(datetime.fromisoformat(kept["looked_at"]), since)
