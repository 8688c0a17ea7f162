"""Who is reading: the same message shows other names, zones and clocks to other people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

# Slack shows a 12 hour clock by default where the language's country uses one.
_TWELVE_HOUR_LOCALES = ("en-US", "en-CA", "en-AU")


@dataclass(frozen=True, slots=True)
class Viewer:
    """The reader of a page. `users` and `channels` map ids to the names this reader sees."""

    user_id: str
    now: datetime
    zone: tzinfo = UTC
    twelve_hours: bool = False
    users: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)

    def local(self, timestamp: float) -> datetime:
        """The moment (seconds since 1970) on this reader's clock."""
        return datetime.fromtimestamp(timestamp, self.zone)

    def today(self) -> datetime:
        """The workspace's now on this reader's clock."""
        return self.now.astimezone(self.zone)


def viewer_for(
    user: Mapping[str, object], now: datetime, users: Mapping[str, str], channels: Mapping[str, str]
) -> Viewer:
    """The viewer behind one raw Slack user object."""
    locale = str(user.get("locale") or "en-GB")
    return Viewer(
        user_id=str(user["id"]),
        now=now,
        zone=ZoneInfo(str(user.get("tz") or "UTC")),
        twelve_hours=locale in _TWELVE_HOUR_LOCALES,
        users=users,
        channels=channels,
    )
