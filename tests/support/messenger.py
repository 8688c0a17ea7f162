"""A messenger that keeps what it is given, and can be told how requests end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.base.ids import UserId
from bot.ports import NotSent, SendError, Sent


@dataclass
class Posted:
    """One message as it stands in its channel. `to` is where the sender addressed it."""

    to: str
    where: Sent
    note: Any
    marker: str
    thread_ts: str = ""
    is_file: bool = False
    edits: list[Any] = field(default_factory=list)


class KeptMessages:
    """The `Messenger` port over lists.

    `ends` holds how the next requests end, first first: None = well; an error; or `Lost(error)`: the message is there,
    but the reply was lost. `cannot_write` says of a receiver and a note with which error writing it fails,
    `cannot_look` of a channel with which error looking fails.
    """

    def __init__(self) -> None:
        self.messages: list[Posted] = []
        self.ends: list[Exception | Lost | None] = []
        self.cannot_write: Callable[[str, Any], Exception | None] = lambda _to, _note: None
        self.cannot_look: Callable[[str], Exception | None] = lambda _channel: None
        self.refuse_to_look: SendError | None = None
        self.looked_for: list[tuple[str, str, datetime]] = []
        self._ts = 0

    def open_group(self, users: Sequence[UserId]) -> str:
        return f"G-{'-'.join(sorted(users))}" if len(users) > 1 else f"D-{users[0]}"

    def post(self, to: str, note: object, marker: str, thread_ts: str = "") -> Sent:
        return self._keep(to, note, marker, thread_ts=thread_ts)

    def edit(self, where: Sent, note: object) -> None:
        self._write(where.channel, note)
        end = self._end()
        if isinstance(end, Exception):
            raise end
        self.at(where).edits.append(note)

    def upload(self, channel: str, note: object, marker: str) -> Sent:
        return self._keep(channel, note, marker, is_file=True)

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        self.looked_for.append((channel, marker, since))
        error = self.refuse_to_look or self.cannot_look(channel)
        if error is not None:
            raise error
        there = (one.where for one in self.messages if one.where.channel == channel and one.marker == marker)
        return next(there, None)

    def to(self, channel: str) -> list[Posted]:
        """What was sent to a person, a channel or a group."""
        return [one for one in self.messages if channel in (one.to, one.where.channel)]

    def notes(self, kind: type[Any], to: str = "") -> list[Any]:
        """The notes of one kind as first posted, optionally to one receiver only."""
        return [one.note for one in self.messages if isinstance(one.note, kind) and (not to or one.to == to)]

    def at(self, where: Sent) -> Posted:
        """The message in a place."""
        return next(one for one in self.messages if one.where == where)

    def _write(self, to: str, note: object) -> None:
        """As a messenger writes a note into blocks before it asks anything of Slack."""
        error = self.cannot_write(to, note)
        if error is not None:
            raise NotSent(type(error).__name__) from error

    def _end(self) -> "Exception | Lost | None":
        return self.ends.pop(0) if self.ends else None

    def _keep(self, to: str, note: object, marker: str, *, thread_ts: str = "", is_file: bool = False) -> Sent:
        self._write(to, note)
        end = self._end()
        if isinstance(end, Exception):
            raise end
        self._ts += 1
        where = Sent(f"D-{to}" if to.startswith("U") else to, f"{self._ts}.0")
        self.messages.append(Posted(to, where, note, marker, thread_ts, is_file))
        if isinstance(end, Lost):
            raise end.error
        return where


@dataclass
class Lost:
    """The request was carried out, and ends in this error for the sender."""

    error: Exception
