"""The outside world: time, the company's directory, and sending."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, Workplace


class Clock(Protocol):
    """Tells the time. Services get `now` passed in; only the edges hold a clock."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class Holidays(Protocol):
    """Public holidays, as a calendar knows them."""

    def __call__(self, zone: str, /) -> frozenset[date]:
        """The days off in a zone (IANA), as local dates; none where the zone or its country is not known."""
        ...


def no_holidays(_zone: str) -> frozenset[date]:
    """Where nobody knows of holidays."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class UnreadPerson:
    """Somebody of whom the directory says something that cannot be read; without an id, nobody knows who."""

    user_id: UserId
    error: Exception


class Directory(Protocol):
    """The company's people, as Slack knows them."""

    def pages(self) -> Iterator[Sequence[Person | UnreadPerson]]:
        """Everybody, page by page, within Slack's limits; never all at once. Workplaces are not filled in. Who cannot
        be read is there all the same.

        Raises `Stopping` where it would have to wait beyond the end of this process.
        """
        ...

    def person(self, user_id: UserId) -> Person:
        """One person, asked for right now."""
        ...

    def workplace(self, user_id: UserId) -> Workplace:
        """Office, department, level and manager from the custom profile fields (one call a person)."""
        ...

    def is_in(self, channel: str) -> bool:
        """Whether Mentor itself is in a public channel, and so can post there."""
        ...

    def channel_members(self, channel: str) -> Sequence[UserId]:
        """Who is in a public channel."""
        ...


class Failures(Protocol):
    """Counts what went wrong with one thing while others went on."""

    def failed(self, work: str, kind: str = "") -> None:
        """`work` is what was done to it, `kind` its kind where there are several."""
        ...


class Uncounted:
    """Where nobody counts."""

    def failed(self, work: str, kind: str = "") -> None:
        """Counts nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message landed."""

    channel: str
    ts: str


class Stopping(Exception):
    """This process was asked to stop: what it has not begun is left to the next one, or to another replica."""


class SendError(Exception):
    """Base of what sending can end in. `code` is Slack's error or the kind of the failure, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(SendError):
    """Slack said no for good (user disabled, channel gone, …): not sent, and trying again is no use."""


class RateLimited(SendError):
    """Not sent; `retry_after` seconds to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class LockedOut(RateLimited):
    """Not sent: the token is revoked or lacks a scope. Nothing is wrong with the message; wait for an admin."""

    def __init__(self, code: str) -> None:
        super().__init__(retry_after=60)
        self.code = code


class NotSent(SendError):
    """A fault of our own before anything was asked of Slack (the cause is what it was raised from): not sent."""


class Unclear(SendError):
    """Connection lost, timeout or 5xx: nobody knows whether it was sent."""


class Files(Protocol):
    """Files that people gave to Mentor in a form."""

    def read(self, file_id: str) -> bytes:
        """The content of a file. Raises `Refused` (`TOO_LARGE`, or Slack does not hand it out), `RateLimited` or
        `Unclear`."""
        ...


TOO_LARGE = "file_too_large"
"""The code with which a file is refused that is larger than Slack takes."""


class NoFiles:
    """Where nobody can give files."""

    def read(self, file_id: str) -> bytes:
        """Refuses every file."""
        raise Refused(f"no_files: {file_id}")


class Messenger(Protocol):
    """Sends notes. Has no retries of its own. `marker` goes into the message metadata (opaque, nothing personal).

    All raise `Refused`, `RateLimited` or `Unclear`.
    """

    def open_group(self, users: Sequence[UserId]) -> str:
        """The channel id of the group DM of the bot with these people; the same people give the same channel."""
        ...

    def post(self, to: str, note: object, marker: str, thread_ts: str = "") -> Sent:
        """Post a note to a user id or a channel id."""
        ...

    def edit(self, where: Sent, note: object) -> None:
        """Replace a message in place; safe to repeat."""
        ...

    def upload(self, channel: str, note: object, marker: str) -> Sent:
        """Upload the file that a note stands for, with its sentence."""
        ...

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        """Look for a message by its marker in the channel's history. Raises `Refused` where we may not look."""
        ...
