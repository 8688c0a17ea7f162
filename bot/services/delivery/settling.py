"""How a message ended, written down; and what follows from that."""

from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.delivery.messages import Unreadable, people_of
from bot.domain.delivery.outbox import NEVER_SENT, NoteAction, OutboxItem, OutboxState
from bot.ports import Transaction
from bot.services.base.faults import attempt
from bot.services.context import Context
from bot.services.delivery.kinds import Moment, NobodyIsTold
from bot.services.delivery.results import fault

log = structlog.get_logger(__name__)

_NOT_THERE = NEVER_SENT | {OutboxState.PENDING}


def finish(ctx: Context, ended: OutboxItem, owner: str) -> None:
    """Write how a message ended, in a transaction of its own; also where what follows from that cannot be done: it
    would be looked up for ever."""
    error = attempt(lambda: _settle(ctx, ended, owner))
    if error is not None:
        fault(ctx, "what follows", ended, error)
        with ctx.store.write() as tx:
            _written(tx, ended, owner)


def _settle(ctx: Context, ended: OutboxItem, owner: str) -> None:
    with ctx.store.write() as tx:
        settle(ctx, tx, ended, ctx.clock.now(), owner)


def settle(ctx: Context, tx: Transaction, ended: OutboxItem, now: datetime, owner: str) -> None:
    """Write how it ended, and what follows from that; nothing where the lease was lost meanwhile, and nothing from an
    edit: its message is there."""
    if not _written(tx, ended, owner) or ended.action is NoteAction.EDIT or isinstance(ended.message, Unreadable):
        return
    if ended.state in NEVER_SENT:
        _never_came(Moment(ctx, tx, ended, now))
    if ended.state is OutboxState.SENT:
        _came(Moment(ctx, tx, ended, now))


def _written(tx: Transaction, ended: OutboxItem, owner: str) -> bool:
    if ended.state in _NOT_THERE:
        ended = replace(ended, counted_on=None)
    if not tx.outbox.finish(replace(ended, owner="" if ended.state is OutboxState.PENDING else ended.owner), owner):
        log.warning("lease lost", message=ended.id, kind=ended.kind)
        return False
    log.info("message", message=ended.id, kind=ended.kind, state=ended.state, reason=ended.reason)
    return True


def _never_came(at: Moment) -> None:
    follows = at.ctx.kinds.of(at.item).never_sent
    if not isinstance(follows, NobodyIsTold):
        follows(at, at.item.about)


def _came(at: Moment) -> None:
    people = people_of(at.item.to)
    if people and at.item.channel not in people:
        at.tx.channels.keep(people, at.item.channel)
    follows = at.ctx.kinds.of(at.item).sent
    if follows is not None:
        follows(at, at.item.about)
