"""How a message ended, written down; and what follows from that."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.asks import routing
from bot.domain.asks.ask import AskId, AskState, OfferId
from bot.domain.asks.routing import Step
from bot.domain.base.ids import MentorshipId
from bot.domain.delivery.outbox import NEVER_SENT, NoteAction, NoteKind, OutboxItem, OutboxState
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.base.faults import attempt
from bot.services.context import Context
from bot.services.delivery.results import fault

log = structlog.get_logger(__name__)

JUST_NOW = timedelta(minutes=10)
"""So long after a press its answer need not wait for somebody's hours."""
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
        settle(tx, ended, ctx.clock.now(), owner)


def settle(tx: Transaction, ended: OutboxItem, now: datetime, owner: str) -> None:
    """Write how it ended, and what follows from that; nothing where the lease was lost meanwhile."""
    if not _written(tx, ended, owner):
        return
    if ended.state in {OutboxState.CANCELLED, OutboxState.FAILED}:
        _never_came(tx, ended, now)
    if ended.state is OutboxState.SENT and ended.action is not NoteAction.EDIT:
        _came(tx, ended)


def _written(tx: Transaction, ended: OutboxItem, owner: str) -> bool:
    if ended.state in _NOT_THERE:
        ended = replace(ended, counted_on=None)
    if not tx.outbox.finish(replace(ended, owner="" if ended.state is OutboxState.PENDING else ended.owner), owner):
        log.warning("lease lost", message=ended.id, kind=ended.kind)
        return False
    log.info("message", message=ended.id, kind=ended.kind, state=ended.state, reason=ended.reason)
    return True


def people_of(to: str) -> str:
    """Several people, named so that the same ones are always the same."""
    return ",".join(sorted(to.split(",")))


def _never_came(tx: Transaction, ended: OutboxItem, now: datetime) -> None:
    if ended.kind is NoteKind.OFFER:
        _offer_never_came(tx, OfferId(ended.subject), now)
    if ended.kind is NoteKind.HELP_POST:
        _post_never_came(tx, AskId(ended.subject), now)


def _came(tx: Transaction, ended: OutboxItem) -> None:
    if ended.channel != ended.to:
        tx.channels.keep(people_of(ended.to), ended.channel)
    if ended.kind is NoteKind.INTRODUCTION:
        _keep_group(tx, AskId(ended.subject), ended.channel)
    if ended.kind is NoteKind.PAIR_INTRODUCTION:
        _keep_group_of_pair(tx, MentorshipId(ended.subject), ended.channel)


def _offer_never_came(tx: Transaction, offer_id: OfferId, now: datetime) -> None:
    """The mentor cannot be reached: routing goes on with the next person."""
    offer = tx.asks.offer(offer_id, lock=True)
    if offer is not None and offer.state.is_live:
        outgoing.settle(tx, routing.stepped(offer, Step.UNREACHABLE, now), now)


def _post_never_came(tx: Transaction, ask_id: AskId, now: datetime) -> None:
    """The channel does not take it: the asker chooses again, without it."""
    ask = tx.asks.get(ask_id, lock=True)
    if ask is not None and ask.state is AskState.POSTED:
        asked_for_it_now = now - (ask.touched_at or ask.created_at) < JUST_NOW
        ask = routing.exhausted(ask, now)
        tx.asks.save(ask)
        outgoing.put_nobody_yet(tx, ask, now, at_once=asked_for_it_now)


def _keep_group(tx: Transaction, ask_id: AskId, channel: str) -> None:
    ask = tx.asks.get(ask_id, lock=True)
    if ask is not None and ask.group_channel != channel:
        tx.asks.save(replace(ask, group_channel=channel))


def _keep_group_of_pair(tx: Transaction, mentorship_id: MentorshipId, channel: str) -> None:
    pair = tx.mentorships.get(mentorship_id, lock=True)
    if pair is not None and pair.group_channel != channel:
        tx.mentorships.save(replace(pair, group_channel=channel))
