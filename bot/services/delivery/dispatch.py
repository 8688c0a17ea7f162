"""Sends what is due, once: claim, look again, send, write down. What ends unclear is looked up, never guessed.

`pending → sending (lease, owner) → sent | unknown | expired | cancelled`. All of it may run on every replica at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.domain.delivery.pace import believed
from bot.domain.delivery.policy import Expired, Later
from bot.ports import Messenger, RateLimited, Refused, Sent, Unclear
from bot.services.asks.composing import Dropped
from bot.services.context import Context
from bot.services.delivery.pacing import LOOKS, held, hold, rooms, scope_of
from bot.services.delivery.sending import Ready, plan, receivers
from bot.services.delivery.settling import finish, people_of, settle

LEASE = timedelta(seconds=60)
"""How long a claimed message belongs to its sender."""
SEND_WITHIN = timedelta(seconds=30)
"""What is left of the lease when a request begins: an upload is three requests of at most 10 s."""
GRACE = timedelta(seconds=60)
"""How long after the lease a message can still appear in the history."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""How far before a message was written we look for it: Slack's clock is not ours."""
LOOK_AGAIN = timedelta(hours=1)
"""How often a message is looked up that we may not look for."""
_AT_ONCE = 5
"""Messages claimed together: few enough to be sent within their lease, and for an answer to come between."""


def dispatch(ctx: Context, messenger: Messenger, now: datetime, owner: str, limit: int = 50) -> int:
    """Send what is due, at most `limit` messages; how many were handled.

    A few are claimed at a time, answers to a press first: they never stand behind many others.
    """
    handled, present = 0, _present(ctx, now)
    while handled < limit and (handled or _something_is_due(ctx, now)):
        claimed = _claimed(ctx, present(), owner, min(limit - handled, _AT_ONCE))
        if not claimed:
            break
        for item in claimed:
            _deliver(ctx, messenger, item, present, owner)
        handled += len(claimed)
    return handled


def _something_is_due(ctx: Context, now: datetime) -> bool:
    """Asked first, every second on every replica: where nothing is, nobody is kept from writing."""
    with ctx.store.read() as tx:
        return bool(tx.outbox.due(now))


def _present(ctx: Context, now: datetime) -> Callable[[], datetime]:
    """What has become of `now`: requests take their time, and a machine may sleep between two of them."""
    began = ctx.clock.now()
    return lambda: now + (ctx.clock.now() - began)


def _claimed(ctx: Context, now: datetime, owner: str, limit: int) -> Sequence[OutboxItem]:
    """Messages of the first lane that has some and room for them."""
    with ctx.store.write() as tx:
        due = tx.outbox.due(now)
        for lane, room in rooms(tx, now, ctx.messages_per_minute):
            wanted = [one for one in lane.priorities if one in due]
            lease = ctx.clock.now() + LEASE
            if wanted and (items := tx.outbox.claim(now, owner, lease, min(limit, room), wanted)):
                return items
    return []


def _deliver(ctx: Context, messenger: Messenger, item: OutboxItem, present: Callable[[], datetime], owner: str) -> None:
    with ctx.store.write() as tx:
        planned = plan(ctx, tx, item, present())
        if not isinstance(planned, Ready):
            settle(tx, _put_away(item, planned), present(), owner)
            return
    item = replace(item, counted_on=planned.counted_on)
    finish(ctx, _sent(ctx, messenger, item, planned, present), owner)


def _sent(
    ctx: Context, messenger: Messenger, item: OutboxItem, ready: Ready, present: Callable[[], datetime]
) -> OutboxItem:
    """Send, and say how it ended."""
    try:
        channel = _channel(messenger, item, ready)
        # The deadline, right before the request: somebody else may look this message up once the lease is over.
        if item.lease_until is None or ctx.clock.now() + SEND_WITHIN > item.lease_until:
            return replace(item, state=OutboxState.PENDING)
        where = _send(messenger, item, ready, channel)
    except RateLimited as error:
        with ctx.store.write() as tx:
            later = hold(tx, scope_of(item), error, present())
        return replace(item, state=OutboxState.PENDING, due_at=later, reason=error.code)
    except Refused as error:
        return replace(item, state=OutboxState.CANCELLED, reason=error.code)
    except Unclear as error:
        # An edit can be repeated; of anything else nobody knows whether it is there.
        state = OutboxState.PENDING if item.action is NoteAction.EDIT else OutboxState.UNKNOWN
        return replace(item, state=state, due_at=present() + GRACE, lease_until=present(), reason=error.code)
    return replace(item, state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=present(), reason="")


def _channel(messenger: Messenger, item: OutboxItem, ready: Ready) -> str:
    """Where a message goes: a person or a channel as they are; several people to their group DM."""
    if ready.target is not None and item.action is not NoteAction.POST:
        return ready.target.channel
    people = receivers(item)
    return ready.channel or messenger.open_group(people) if len(people) > 1 else item.to


def _send(messenger: Messenger, item: OutboxItem, ready: Ready, channel: str) -> Sent:
    match item.action:
        case NoteAction.EDIT:
            assert ready.target is not None, "an edit names its message"
            messenger.edit(ready.target, ready.note)
            return ready.target
        case NoteAction.FILE:
            return messenger.upload(channel, ready.note, item.id)
        case NoteAction.POST:
            return messenger.post(channel, ready.note, item.id, ready.target.ts if ready.target else "")
        case _:
            assert_never(item.action)


def _put_away(item: OutboxItem, planned: Dropped | Later | Expired) -> OutboxItem:
    match planned:
        case Later():
            return replace(item, state=OutboxState.PENDING, due_at=planned.due_at, reason=planned.reason)
        case Dropped():
            return replace(item, state=OutboxState.CANCELLED, reason=planned.reason)
        case Expired():
            return replace(item, state=OutboxState.EXPIRED, reason="its time has passed")
        case _:
            assert_never(planned)


def reconcile(ctx: Context, messenger: Messenger, now: datetime, limit: int = 50) -> int:
    """Look up the messages that ended unclear: found → sent, not there → sent again; how many were looked at."""
    looked = 0
    with ctx.store.read() as tx:
        waits = believed(tx.waits.until([held(LOOKS)]).get(held(LOOKS)), now) > now
        unclear = [] if waits else [item for item in tx.outbox.lease_ended(now, limit) if _grace_is_over(item, now)]
    for item in unclear:
        looker = f"look:{ctx.new_id()}"
        with ctx.store.write() as tx:
            mine = tx.outbox.take_over(item, looker, ctx.clock.now() + LEASE)
            kept = item.channel or tx.channels.get(people_of(item.to))
        if mine:
            finish(ctx, _looked_up(ctx, messenger, replace(item, owner=looker), kept, now), looker)
            looked += 1
    return looked


def _grace_is_over(item: OutboxItem, now: datetime) -> bool:
    return item.lease_until is None or item.lease_until + GRACE <= now


def _looked_up(ctx: Context, messenger: Messenger, item: OutboxItem, kept: str, now: datetime) -> OutboxItem:
    if item.action is NoteAction.EDIT:
        return replace(item, state=OutboxState.PENDING, due_at=now)
    try:
        people = receivers(item)
        channel = kept or (messenger.open_group(people) if people else item.to)
        where = messenger.find(channel, item.id, (item.created_at or item.due_at) - CLOCKS_DIFFER)
    except Refused as error:
        return replace(item, state=OutboxState.UNKNOWN, lease_until=now + LOOK_AGAIN, reason=error.code)
    except RateLimited as error:
        with ctx.store.write() as tx:
            after = hold(tx, LOOKS, error, now)
        return replace(item, state=OutboxState.UNKNOWN, lease_until=after - GRACE, reason=error.code)
    except Unclear as error:
        return replace(item, state=OutboxState.UNKNOWN, lease_until=now, reason=error.code)
    if where is None:
        return replace(item, state=OutboxState.PENDING, due_at=now, lease_until=None, reason="not there")
    return replace(item, state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=now, reason="")
