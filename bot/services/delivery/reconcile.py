"""Looks up the messages that ended unclear: found → sent; not there → sent again; else they stay unknown."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.messages import address, people_of
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.domain.delivery.pace import believed
from bot.ports import Messenger, RateLimited, Refused, Sent, Unclear
from bot.services.base.batches import each
from bot.services.base.faults import attempt
from bot.services.context import Context
from bot.services.delivery.pacing import LOOKS, held, hold
from bot.services.delivery.results import GRACE, again, fault
from bot.services.delivery.settling import finish

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far before a message was written we look for it: Slack's clock is not ours."""
LOOK_AGAIN = timedelta(hours=1)
"""How often a message is looked up that we may not look for."""


def reconcile(ctx: Context, messenger: Messenger, now: datetime, limit: int = 50) -> int:
    """Look up the messages that ended unclear; how many were looked at."""
    with ctx.store.read() as tx:
        waits = believed(tx.waits.until([held(LOOKS)]).get(held(LOOKS)), now) > now
        unclear = [] if waits else [item for item in tx.outbox.lease_ended(now, limit) if _grace_is_over(item, now)]
    begun = takewhile(lambda _: ctx.may_begin(), unclear)
    return sum(each(ctx, "look-up", begun, lambda item: _looked_after(ctx, messenger, item, now), lambda item: item.id))


def _grace_is_over(item: OutboxItem, now: datetime) -> bool:
    return item.lease_until is None or item.lease_until + GRACE <= now


def _looked_after(ctx: Context, messenger: Messenger, item: OutboxItem, now: datetime) -> bool:
    """Take one of them over and look it up; False where somebody else is at it."""
    looker = f"look:{ctx.new_id()}"
    with ctx.store.write() as tx:
        mine = tx.outbox.take_over(item, looker, ctx.clock.now() + OUTBOX.held_for)
        kept = item.channel or tx.channels.get(people_of(item.to))
    if mine:
        # A sender that died had no fault to find in its message: its try does not count.
        tries = item.attempts - (item.state is OutboxState.SENDING)
        finish(ctx, _looked_up(ctx, messenger, replace(item, owner=looker, attempts=max(tries, 0)), kept, now), looker)
    return mine


def _looked_up(ctx: Context, messenger: Messenger, item: OutboxItem, kept: str, now: datetime) -> OutboxItem:
    if item.action is NoteAction.EDIT:
        return again(item, now, item.reason)
    try:
        where = attempt(lambda: _found(messenger, item, kept))
    except RateLimited as error:
        with ctx.store.write() as tx:
            after = hold(tx, LOOKS, error, now)
        return _still_unknown(item, after - GRACE, error.code)
    match where:
        case Sent():
            return replace(item, state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=now, reason="")
        case None:
            return again(item, now, item.reason if item.attempts else "not there")
        case Unclear():
            return _still_unknown(item, now, where.code)
        case Refused():
            return _still_unknown(item, now + LOOK_AGAIN, where.code)
        case _:
            return _still_unknown(item, now + LOOK_AGAIN, fault(ctx, "look-up", item, where))


def _found(messenger: Messenger, item: OutboxItem, kept: str) -> Sent | None:
    people = people_of(item.to)
    channel = kept or (messenger.open_group(people) if people else address(item.to))
    return messenger.find(channel, item.id, (item.created_at or item.due_at) - CLOCKS_DIFFER)


def _still_unknown(item: OutboxItem, lease_until: datetime, reason: str) -> OutboxItem:
    return replace(item, state=OutboxState.UNKNOWN, lease_until=lease_until, reason=reason)
