"""Sends what is due, once: claim, look again, send, write down. What ends unclear is looked up, never guessed.

`pending → sending (lease, owner) → sent | unknown | expired | cancelled`. All of it may run on every replica at once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.domain import routing
from bot.domain.asks import AskId, AskState, OfferId
from bot.domain.outbox import NoteAction, NoteKind, OutboxItem, OutboxState
from bot.domain.routing import Step
from bot.ports import Messenger, RateLimited, Refused, Sent, Transaction, Unclear
from bot.services import outgoing
from bot.services.composing import Dropped, Later
from bot.services.context import Context
from bot.services.sending import Expired, Ready, plan, receivers

log = structlog.get_logger(__name__)

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
_AT_ONCE = 10
"""Messages claimed together: few enough to be sent within their lease."""


def dispatch(ctx: Context, messenger: Messenger, now: datetime, owner: str, limit: int = 50) -> int:
    """Send what is due, at most `limit` messages; how many were handled."""
    handled = 0
    for item in _claimed(ctx, now, owner, limit):
        _deliver(ctx, messenger, item, now, owner)
        handled += 1
    return handled


def _claimed(ctx: Context, now: datetime, owner: str, limit: int) -> Iterator[OutboxItem]:
    while limit > 0:
        with ctx.store.write() as tx:
            items = tx.outbox.claim(now, owner, ctx.clock.now() + LEASE, min(limit, _AT_ONCE))
        yield from items
        limit -= len(items)
        if len(items) < _AT_ONCE:
            return


def _deliver(ctx: Context, messenger: Messenger, item: OutboxItem, now: datetime, owner: str) -> None:
    with ctx.store.write() as tx:
        planned = plan(ctx, tx, item, now)
        if not isinstance(planned, Ready):
            _put_away(tx, item, planned, now, owner)
            return
    # The deadline, right before the request: somebody else may look this message up once the lease is over.
    if item.lease_until is None or ctx.clock.now() + SEND_WITHIN > item.lease_until:
        _finish(ctx, item.but(state=OutboxState.PENDING), owner)
        return
    _finish(ctx, _sent(messenger, item, planned, now), owner)


def _sent(messenger: Messenger, item: OutboxItem, ready: Ready, now: datetime) -> OutboxItem:
    """Send, and say how it ended."""
    try:
        where = _send(messenger, item, ready)
    except RateLimited as error:
        later = now + timedelta(seconds=error.retry_after)
        return item.but(state=OutboxState.PENDING, due_at=later, reason=error.code)
    except Refused as error:
        return item.but(state=OutboxState.CANCELLED, reason=error.code)
    except Unclear as error:
        # An edit can be repeated; of anything else nobody knows whether it is there.
        state = OutboxState.PENDING if item.action is NoteAction.EDIT else OutboxState.UNKNOWN
        return item.but(state=state, due_at=now + GRACE, lease_until=now, reason=error.code)
    return item.but(state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=now, reason="")


def _send(messenger: Messenger, item: OutboxItem, ready: Ready) -> Sent:
    match item.action:
        case NoteAction.EDIT:
            assert ready.target is not None, "an edit names its message"
            messenger.edit(ready.target, ready.note)
            return ready.target
        case NoteAction.FILE:
            channel = ready.target.channel if ready.target else _channel(messenger, item)
            return messenger.upload(channel, ready.note, item.id)
        case NoteAction.POST:
            thread = ready.target.ts if ready.target else ""
            return messenger.post(_channel(messenger, item), ready.note, item.id, thread)
        case _:
            assert_never(item.action)


def _channel(messenger: Messenger, item: OutboxItem) -> str:
    """Where a message goes: a person or a channel as they are; several people to their group DM."""
    people = receivers(item)
    return messenger.open_group(people) if len(people) > 1 else item.to


def _put_away(tx: Transaction, item: OutboxItem, planned: Dropped | Later | Expired, now: datetime, owner: str) -> None:
    match planned:
        case Later():
            ended = item.but(state=OutboxState.PENDING, due_at=planned.due_at, reason=planned.reason)
        case Dropped():
            ended = item.but(state=OutboxState.CANCELLED, reason=planned.reason)
        case Expired():
            ended = item.but(state=OutboxState.EXPIRED, reason="its time has passed")
        case _:
            assert_never(planned)
    _write(tx, ended, now, owner)


def _finish(ctx: Context, ended: OutboxItem, owner: str) -> None:
    with ctx.store.write() as tx:
        _write(tx, ended, ctx.clock.now(), owner)


def _write(tx: Transaction, ended: OutboxItem, now: datetime, owner: str) -> None:
    """Write how it ended, and what follows from that; nothing where the lease was lost meanwhile."""
    if not tx.outbox.finish(ended.but(owner="" if ended.state is OutboxState.PENDING else ended.owner), owner):
        log.warning("lease lost", message=ended.id, kind=ended.kind)
        return
    log.info("message", message=ended.id, kind=ended.kind, state=ended.state, reason=ended.reason)
    if ended.state is OutboxState.CANCELLED and ended.kind is NoteKind.OFFER:
        _offer_never_came(tx, OfferId(ended.subject), now)
    if ended.state is OutboxState.CANCELLED and ended.kind is NoteKind.HELP_POST:
        _post_never_came(tx, AskId(ended.subject), now)
    if ended.state is OutboxState.SENT and ended.kind is NoteKind.INTRODUCTION:
        _keep_channel(tx, AskId(ended.subject), ended.channel)


def _offer_never_came(tx: Transaction, offer_id: OfferId, now: datetime) -> None:
    """The mentor cannot be reached: routing goes on with the next person."""
    offer = tx.asks.offer(offer_id, lock=True)
    if offer is not None and offer.state.is_live:
        outgoing.settle(tx, routing.stepped(offer, Step.UNREACHABLE, now), now)


def _post_never_came(tx: Transaction, ask_id: AskId, now: datetime) -> None:
    """The channel does not take it: the asker chooses again, without it."""
    ask = tx.asks.get(ask_id, lock=True)
    if ask is not None and ask.state is AskState.POSTED:
        ask = routing.exhausted(ask, now)
        tx.asks.save(ask)
        outgoing.put_nobody_yet(tx, ask, now, at_once=True)


def _keep_channel(tx: Transaction, ask_id: AskId, channel: str) -> None:
    ask = tx.asks.get(ask_id, lock=True)
    if ask is not None and ask.group_channel != channel:
        tx.asks.save(ask.but(group_channel=channel))


def reconcile(ctx: Context, messenger: Messenger, now: datetime, limit: int = 50) -> int:
    """Look up the messages that ended unclear: found → sent, not there → sent again; how many were looked at."""
    looked = 0
    with ctx.store.read() as tx:
        unclear = [item for item in tx.outbox.lease_ended(now, limit) if _grace_is_over(item, now)]
    for item in unclear:
        looker = f"look:{ctx.new_id()}"
        with ctx.store.write() as tx:
            mine = tx.outbox.take_over(item, looker, ctx.clock.now() + LEASE)
        if mine:
            _finish(ctx, _looked_up(messenger, item.but(owner=looker), now), looker)
            looked += 1
    return looked


def _grace_is_over(item: OutboxItem, now: datetime) -> bool:
    return item.lease_until is None or item.lease_until + GRACE <= now


def _looked_up(messenger: Messenger, item: OutboxItem, now: datetime) -> OutboxItem:
    if item.action is NoteAction.EDIT:
        return item.but(state=OutboxState.PENDING, due_at=now)
    try:
        people = receivers(item)
        channel = item.channel or (messenger.open_group(people) if people else item.to)
        where = messenger.find(channel, item.id, (item.created_at or item.due_at) - CLOCKS_DIFFER)
    except Refused as error:
        return item.but(state=OutboxState.UNKNOWN, lease_until=now + LOOK_AGAIN, reason=error.code)
    except RateLimited as error:
        after = now + timedelta(seconds=error.retry_after)
        return item.but(state=OutboxState.UNKNOWN, lease_until=after - GRACE, reason=error.code)
    except Unclear as error:
        return item.but(state=OutboxState.UNKNOWN, lease_until=now, reason=error.code)
    if where is None:
        return item.but(state=OutboxState.PENDING, due_at=now, lease_until=None, reason="not there")
    return item.but(state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=now, reason="")
