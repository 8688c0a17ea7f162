"""The door through which jobs reach Slack: shut once the process was asked to stop.

What a job has begun it finishes; what it meant to begin it puts back, for the next process or another replica.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.asks.notes import Note
from bot.domain.base.ids import UserId
from bot.ops.stopping import Stop
from bot.ports import Messenger, PutBack, Sent

AGAIN_SECONDS = 1
"""A message put back is due again so soon: for others, and not for the round that put it back."""


class Stopping(PutBack):
    """Not sent, because this process stops; nothing is wrong with the message."""

    def __init__(self) -> None:
        super().__init__(AGAIN_SECONDS)
        self.code = "stopping"


class Gate:
    """Lets jobs through until the process is asked to stop."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop

    def check(self) -> None:
        """Raise `Stopping` where nothing new may begin."""
        if self._stop.is_asked:
            raise Stopping

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end: `Stopping` then."""
        self._stop.wait(seconds)
        self.check()


class GatedMessenger:
    """The `Messenger` port behind a gate."""

    def __init__(self, inner: Messenger, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    def open_group(self, users: Sequence[UserId]) -> str:
        """As the port says; `Stopping` once the gate is shut."""
        self._gate.check()
        return self._inner.open_group(users)

    def post(self, to: str, note: Note, marker: str, thread_ts: str = "") -> Sent:
        """As the port says; `Stopping` once the gate is shut."""
        self._gate.check()
        return self._inner.post(to, note, marker, thread_ts)

    def edit(self, where: Sent, note: Note) -> None:
        """As the port says; `Stopping` once the gate is shut."""
        self._gate.check()
        self._inner.edit(where, note)

    def upload(self, channel: str, note: Note, marker: str) -> Sent:
        """As the port says; `Stopping` once the gate is shut."""
        self._gate.check()
        return self._inner.upload(channel, note, marker)

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        """As the port says; `Stopping` once the gate is shut."""
        self._gate.check()
        return self._inner.find(channel, marker, since)
