"""What goes out on its own: one row per message, written with the state that caused it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

OutboxId = NewType("OutboxId", str)


class OutboxState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class NoteKind(StrEnum):
    """What a message is about. Each kind has a value in `bot.domain.notes` and a file in `bot.blocks`."""

    OFFER = "offer"
    OFFER_REMINDER = "offer_reminder"
    OFFER_OUTCOME = "offer_outcome"
    """Edits the offer's message in place once it is decided."""
    INTRODUCTION = "introduction"
    CALENDAR = "calendar"
    """The calendar file of a picked time, into the group DM."""
    NOBODY_YET = "nobody_yet"
    HELP_POST = "help_post"
    """The ask in the help channel, without the asker's name."""
    HELP_POST_OUTCOME = "help_post_outcome"
    DID_IT_HELP = "did_it_help"
    THANKS = "thanks"
    ASK_ENDED = "ask_ended"
    """The ask ended without success: why, and what can be done."""
    PARTNER_LEFT = "partner_left"
    ASK_STANDING = "ask_standing"
    """Edits a message that offered a choice about an ask, once the choice is made: no dead buttons."""


class NoteAction(StrEnum):
    POST = "post"
    EDIT = "edit"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One message to be sent once.

    `key` is unique: the same intention written twice is one row. `to` is a user id, a channel id,
    or several user ids joined by `,` (a group DM with the bot). `subject` is the id of the offer or ask the
    message is about: everything else is read from the state at sending, so that it is true when read.
    `edits` is the key of the item whose message is changed in place (action EDIT), or into whose channel
    a FILE or a threaded POST goes. `in_hours_of` is the person whose working hours must hold at sending
    (empty: at once, for replies to a press).
    """

    id: OutboxId
    key: str
    kind: NoteKind
    to: str
    subject: str
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

    def but(self, **changes: object) -> "OutboxItem":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
