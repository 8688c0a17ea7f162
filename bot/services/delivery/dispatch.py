"""Sends what is due, once: claim, look again, send, write down. A fault in one message ends with that message.

`pending → sending (lease, owner) → sent | unknown | expired | cancelled | failed`. All of it may run on every replica
at once; what ends unclear is looked up (`reconcile`), never guessed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import assert_never

from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.messages import ToGroup, address
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.ports import Messenger, NotSent, RateLimited, SendError, Sent
from bot.services.base.faults import attempt
from bot.services.context import Context
from bot.services.delivery.pacing import hold, rooms, scope_of
from bot.services.delivery.results import failed, fault, not_sent, put_away, put_back
from bot.services.delivery.sending import Ready, plan
from bot.services.delivery.settling import finish, settle

SEND_WITHIN = timedelta(seconds=30)
"""What is left of the lease when a request begins: an upload is three requests of at most 10 s."""
_AT_ONCE = 5
"""Messages claimed together: few enough to be sent within their lease, and for an answer to come between."""


def dispatch(ctx: Context, messenger: Messenger, now: datetime, owner: str, limit: int = 50) -> int:
    """Send what is due, at most `limit` messages; how many were handled.

    A few are claimed at a time, answers to a press first: they never stand behind many others. Once nothing new may
    begin, what was claimed is put back.
    """
    handled, present = 0, _present(ctx, now)
    while handled < limit and ctx.may_begin() and (handled or _something_is_due(ctx, now)):
        claimed = _claimed(ctx, present(), owner, min(limit - handled, _AT_ONCE))
        if not claimed:
            break
        for item in claimed:
            error = attempt(partial(_deliver, ctx, messenger, item, present, owner))
            if error is not None:
                # Not even how it ended could be written: it is looked up after its lease.
                fault(ctx, "write down", item, error)
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
            lease = ctx.clock.now() + OUTBOX.held_for
            if wanted and (items := tx.outbox.claim(now, owner, lease, min(limit, room), wanted)):
                return items
    return []


def _deliver(ctx: Context, messenger: Messenger, item: OutboxItem, present: Callable[[], datetime], owner: str) -> None:
    if not ctx.may_begin():
        finish(ctx, put_back(item, item.due_at, item.reason), owner)
        return
    ready = attempt(lambda: _ready(ctx, item, present(), owner))
    if isinstance(ready, Exception):
        finish(ctx, failed(ctx, item, ready, present()), owner)
    elif ready is not None:
        item = replace(item, counted_on=ready.counted_on)
        finish(ctx, _sent(ctx, messenger, item, ready, present), owner)


def _ready(ctx: Context, item: OutboxItem, now: datetime, owner: str) -> Ready | None:
    """What to send; None where it is not to be sent now, which is written down."""
    with ctx.store.write() as tx:
        planned = plan(ctx, tx, item, now)
        if isinstance(planned, Ready):
            return planned
        settle(ctx, tx, put_away(item, planned), now, owner)
    return None


def _sent(
    ctx: Context, messenger: Messenger, item: OutboxItem, ready: Ready, present: Callable[[], datetime]
) -> OutboxItem:
    """Send, and say how it ended."""
    try:
        where = attempt(lambda: _send_in_time(ctx, messenger, item, ready))
    except RateLimited as error:
        with ctx.store.write() as tx:
            later = hold(tx, scope_of(item), error, present())
        return put_back(item, later, error.code)
    if isinstance(where, Exception):
        return not_sent(ctx, item, where, present())
    if where is None:
        return put_back(item, item.due_at, item.reason)
    return replace(item, state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=present(), reason="")


def _send_in_time(ctx: Context, messenger: Messenger, item: OutboxItem, ready: Ready) -> Sent | None:
    """Send it; not, where the lease is nearly over."""
    channel = _channel(messenger, item, ready)
    # The deadline, right before the request: somebody else may look this message up once the lease is over.
    if item.lease_until is None or ctx.clock.now() + SEND_WITHIN > item.lease_until:
        return None
    return _send(messenger, item, ready, channel)


def _channel(messenger: Messenger, item: OutboxItem, ready: Ready) -> str:
    """Where a message goes: a person or a channel as they are; several people to their group DM."""
    if ready.target is not None and item.action is not NoteAction.POST:
        return ready.target.channel
    if ready.channel:
        return ready.channel
    return _opened(messenger, item.to) if isinstance(item.to, ToGroup) else address(item.to)


def _opened(messenger: Messenger, group: ToGroup) -> str:
    try:
        return messenger.open_group(group.user_ids)
    except SendError:
        raise
    except Exception as error:
        raise NotSent(type(error).__name__) from error


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
