"""Whether a message may go out at this moment, looked at again right before it does."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import Audience, ToGroup, people_of
from bot.domain.delivery.outbox import NEVER_SENT, NoteAction, OutboxItem, OutboxState
from bot.domain.delivery.policy import (
    Dropped,
    Expired,
    Later,
    Receiver,
    in_their_day,
    is_counted,
    within_the_day,
)
from bot.ports import Sent, Transaction
from bot.services.context import Context
from bot.services.delivery.kinds import Moment
from bot.services.delivery.pacing import take_turn

EDIT_LOOKED_AT = timedelta(minutes=1)
"""How often an edit looks whether its message has been sent."""


@dataclass(frozen=True, slots=True)
class Ready:
    """To be sent now, in its turn.

    `target` is the message that is edited, or whose channel a file goes to; `channel` the one kept for these people,
    if any; `counted_on` the date of the receiver on which it counts.
    """

    note: object
    target: Sent | None = None
    channel: str = ""
    counted_on: date | None = None


Plan = Ready | Dropped | Later | Expired


def plan(ctx: Context, tx: Transaction, item: OutboxItem, now: datetime) -> Plan:
    """What to do with a claimed message: send it, leave it for later, or drop it with the reason."""
    if item.expires_at is not None and now >= item.expires_at:
        return Expired()
    receiver = _receiver(tx, item)
    waits = _no_consent(tx, item) or _not_in_their_day(item, receiver, now)
    if waits is not None:
        return waits
    target = _target(tx, item, now) if item.edits else None
    if isinstance(target, Dropped | Later):
        return target
    composed = ctx.kinds.of(item).compose(Moment(ctx, tx, item, now), item.about)
    if isinstance(composed, Dropped | Later):
        return composed
    ready = Ready(composed, target, tx.channels.get(item.to.user_ids) if isinstance(item.to, ToGroup) else "")
    return _in_turn(ctx, tx, item, ready, receiver, now)


def _receiver(tx: Transaction, item: OutboxItem) -> Receiver | None:
    """In whose hours it is sent. Locked where it counts: only one sender at a time counts somebody's messages."""
    return tx.profiles.get(UserId(item.in_hours_of), lock=is_counted(item)) if item.in_hours_of else None


def _no_consent(tx: Transaction, item: OutboxItem) -> Dropped | None:
    """Nobody is written to who is not signed up, or not in the company. Editing what they have is no message."""
    if item.action is NoteAction.EDIT:
        return None
    people = people_of(item.to)
    if item.message.audience is Audience.ASKED_FOR:
        known = tx.people.many(people)
        return None if all(one in known and known[one].may_take_part for one in people) else Dropped("left")
    members = tx.profiles.members(people)
    if any(one not in members for one in people):
        return Dropped("not signed up")
    return Dropped("left") if any(not members[one].person.may_take_part for one in people) else None


def _not_in_their_day(item: OutboxItem, receiver: Receiver | None, now: datetime) -> Dropped | Later | None:
    if not item.in_hours_of:
        return None
    return Dropped("not signed up") if receiver is None else in_their_day(item, receiver, now)


def _target(tx: Transaction, item: OutboxItem, now: datetime) -> Sent | Dropped | Later:
    """Where the message is that this one changes or follows."""
    message = tx.outbox.by_key(item.edits)
    if message is None or message.state in NEVER_SENT:
        return Dropped("its message was never sent")
    if message.state is OutboxState.SENT:
        return Sent(message.channel, message.ts)
    return Later(max(message.due_at, now + EDIT_LOOKED_AT), "its message is not sent yet")


def _in_turn(
    ctx: Context, tx: Transaction, item: OutboxItem, ready: Ready, receiver: Receiver | None, now: datetime
) -> Ready | Later:
    """Ready, if there is room for it in the receiver's day and in Slack's limits; it is counted then."""
    counts = receiver is not None and is_counted(item)
    day = receiver.hours.today(now) if receiver is not None and counts else None
    if receiver is not None and day is not None:
        counted, ahead = tx.outbox.day_of(item, day, now)
        full = within_the_day(counted, ahead, receiver.hours, now)
        if full is not None:
            return full
    waits = take_turn(tx, item, now, ctx.messages_per_minute)
    if waits is not None:
        return waits
    if day is not None:
        tx.outbox.count_in(item.id, day)
    return Ready(ready.note, ready.target, ready.channel, day)
