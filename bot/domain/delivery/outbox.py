"""What goes out on its own: one row per message, written with the state that caused it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from bot.domain.delivery.messages import About, Message, Priority, To

OutboxId = NewType("OutboxId", str)


class OutboxState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"
    """Could not be written or sent for a fault of Mentor's own, `OUTBOX.tries` times."""


UNFINISHED = frozenset({OutboxState.PENDING, OutboxState.SENDING, OutboxState.UNKNOWN})
"""It has not come to its end."""
NEVER_SENT = frozenset({OutboxState.CANCELLED, OutboxState.EXPIRED, OutboxState.FAILED})
"""It ended, and nobody has it."""


class NoteAction(StrEnum):
    POST = "post"
    EDIT = "edit"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One message to be sent once.

    `key` is unique, and nobody reads a meaning from it: the same intention written twice is one row.
    `edits` is the key of the item whose message is changed in place (action EDIT), or into whose channel
    a FILE or a threaded POST goes. `in_hours_of` is the person whose working hours must hold at sending
    (empty: at once, for replies to a press). `counted_on` is the local date of theirs on which it counts among the
    messages that Mentor begins by itself. `attempts` counts the tries that failed, and the one that is under way.
    """

    id: OutboxId
    key: str
    message: Message[Any]
    to: To
    due_at: datetime
    action: NoteAction = NoteAction.POST
    edits: str = ""
    in_hours_of: str = ""
    expires_at: datetime | None = None
    state: OutboxState = OutboxState.PENDING
    reason: str = ""
    attempts: int = 0
    owner: str = ""
    lease_until: datetime | None = None
    channel: str = ""
    ts: str = ""
    sent_at: datetime | None = None
    created_at: datetime | None = None
    priority: Priority = Priority.USUAL
    counted_on: date | None = None

    @property
    def kind(self) -> str:
        """The name of the message's kind."""
        return self.message.name

    @property
    def about(self) -> About:
        """What the message is about."""
        about: About = self.message.about
        return about
