"""Whether a message may go out at this moment, looked at again right before it does."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.hours import next_open
from bot.domain.notes import Note
from bot.domain.outbox import NoteAction, NoteKind, OutboxItem, OutboxState
from bot.domain.people import UserId
from bot.ports import Sent, Transaction
from bot.services.composing import Dropped, Later, compose
from bot.services.context import Context

PAUSE_LOOKED_AT = timedelta(days=1)
"""How often a message to somebody who paused without an end is looked at again."""
EDIT_LOOKED_AT = timedelta(minutes=1)
"""How often an edit looks whether its message has been sent."""
_TO_A_CHANNEL = {NoteKind.HELP_POST, NoteKind.HELP_POST_OUTCOME}


@dataclass(frozen=True, slots=True)
class Ready:
    """To be sent now. `target` is the message that is edited, or whose channel a file goes to."""

    note: Note
    target: Sent | None = None


@dataclass(frozen=True, slots=True)
class Expired:
    """Its time has passed."""


Plan = Ready | Dropped | Later | Expired


def plan(ctx: Context, tx: Transaction, item: OutboxItem, now: datetime) -> Plan:
    """What to do with a claimed message: send it, leave it for later, or drop it with the reason."""
    if item.expires_at is not None and now >= item.expires_at:
        return Expired()
    waits = _no_consent(tx, item) or _not_in_their_day(tx, item, now)
    if waits is not None:
        return waits
    target = _target(tx, item, now) if item.edits else None
    if isinstance(target, Dropped | Later):
        return target
    composed = compose(ctx, tx, item, now)
    return composed if isinstance(composed, Dropped | Later) else Ready(composed, target)


def receivers(item: OutboxItem) -> list[UserId]:
    """The people a message is for; none where it goes to a channel."""
    return [] if item.kind in _TO_A_CHANNEL else [UserId(one) for one in item.to.split(",")]


def _no_consent(tx: Transaction, item: OutboxItem) -> Dropped | None:
    """Nobody is written to who is not signed up, or not in the company. Editing what they have is no message."""
    if item.action is NoteAction.EDIT:
        return None
    people = receivers(item)
    members = tx.profiles.members(people)
    if any(one not in members for one in people):
        return Dropped("not signed up")
    return Dropped("left") if any(not members[one].person.may_take_part for one in people) else None


def _not_in_their_day(tx: Transaction, item: OutboxItem, now: datetime) -> Dropped | Later | None:
    if not item.in_hours_of:
        return None
    profile = tx.profiles.get(UserId(item.in_hours_of))
    if profile is None:
        return Dropped("not signed up")
    if profile.is_paused(now) and item.kind not in {NoteKind.OFFER, NoteKind.OFFER_REMINDER}:
        return Later(profile.paused_until or now + PAUSE_LOOKED_AT, "paused")
    opens = next_open(profile.hours, now)
    return Later(opens, "outside their hours") if opens > now else None


def _target(tx: Transaction, item: OutboxItem, now: datetime) -> Sent | Dropped | Later:
    """Where the message is that this one changes or follows."""
    message = tx.outbox.by_key(item.edits)
    if message is None or message.state in {OutboxState.CANCELLED, OutboxState.EXPIRED}:
        return Dropped("its message was never sent")
    if message.state is OutboxState.SENT:
        return Sent(message.channel, message.ts)
    return Later(max(message.due_at, now + EDIT_LOOKED_AT), "its message is not sent yet")
