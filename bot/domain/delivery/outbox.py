"""What goes out on its own: one row per message, written with the state that caused it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType

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


class NoteKind(StrEnum):
    """What a message is about. Each kind has a value in `bot.domain.asks.notes` and a file in `bot.blocks`."""

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
    INVITATION = "invitation"
    """To join a program."""
    LEFT_OVER = "left_over"
    """A round was published, and they have no pair in it."""
    LINE_ENDED = "line_ended"
    """A program takes up no new pairs: to who still looked for a partner in it."""
    ROUND = "round"
    """How far a matching round is; changes in place until it is published."""
    ROUND_FILE = "round_file"
    """The preview of a round as a CSV file."""
    PROPOSAL = "proposal"
    """Somebody to form a pair with; also a request to be somebody's mentor."""
    PROPOSAL_REMINDER = "proposal_reminder"
    PROPOSAL_OUTCOME = "proposal_outcome"
    """Edits the proposal's message in place once it is decided."""
    REQUEST_ENDED = "request_ended"
    """A proposal ended without a pair: to the one who had said yes or asked for it."""
    REQUEST_MADE = "request_made"
    """Somebody had room, and was asked for one who waits."""
    PAIR_INTRODUCTION = "pair_introduction"
    PAIR_TIMES = "pair_times"
    """New times to meet, into the group DM."""
    PAIR_CALENDAR = "pair_calendar"
    TOPIC = "topic"
    CHECK_IN = "check_in"
    NUDGE = "nudge"
    SILENCE_OFFER = "silence_offer"
    PULSE = "pulse"
    FIT = "fit"
    LOOK_BACK = "look_back"
    WRAP_UP = "wrap_up"
    PAIR_THANKS = "pair_thanks"
    PAIR_CHANGED = "pair_changed"
    """The pair pauses, goes on, or has another rhythm."""
    PAIR_ENDED = "pair_ended"
    """Also when the partner has left."""
    ASK_STANDING = "ask_standing"
    """Edits a message that offered a choice about an ask, once the choice is made: no dead buttons."""


class NoteAction(StrEnum):
    POST = "post"
    EDIT = "edit"
    FILE = "file"


class Priority(IntEnum):
    """Which messages go first, when not all can go at once."""

    ANSWER = 0
    """To what somebody has just pressed."""
    CHANGE = 1
    """Of a message that is there already."""
    SOON = 2
    """Somebody else waits for what this one says to it."""
    USUAL = 3
    LATER = 4
    """As good tomorrow."""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One message to be sent once.

    `key` is unique: the same intention written twice is one row. `to` is a user id, a channel id,
    or several user ids joined by `,` (a group DM with the bot). `subject` is the id of the offer or ask the
    message is about: everything else is read from the state at sending, so that it is true when read.
    `edits` is the key of the item whose message is changed in place (action EDIT), or into whose channel
    a FILE or a threaded POST goes. `in_hours_of` is the person whose working hours must hold at sending
    (empty: at once, for replies to a press). `counted_on` is the local date of theirs on which it counts among the
    messages that Mentor begins by itself. `attempts` counts the tries that failed, and the one that is under way.
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
    priority: Priority = Priority.USUAL
    counted_on: date | None = None
