"""What one try at a message came to, as the row it leaves behind."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.domain.delivery.policy import Dropped, Expired, Later
from bot.ports import NotSent, Refused, SendError, Unclear
from bot.services.base.faults import cause_of
from bot.services.context import Context

log = structlog.get_logger(__name__)

GRACE = timedelta(seconds=60)
"""How long after the lease a message can still appear in the history."""


def put_back(item: OutboxItem, due_at: datetime, reason: str) -> OutboxItem:
    """Not tried, for no fault of its own: due again at a moment."""
    return replace(item, state=OutboxState.PENDING, due_at=due_at, reason=reason, attempts=item.attempts - 1)


def put_away(item: OutboxItem, planned: Dropped | Later | Expired) -> OutboxItem:
    """Not to be sent now, or ever."""
    match planned:
        case Later():
            return put_back(item, planned.due_at, planned.reason)
        case Dropped():
            return replace(item, state=OutboxState.CANCELLED, reason=planned.reason)
        case Expired():
            return replace(item, state=OutboxState.EXPIRED, reason="its time has passed")
        case _:
            assert_never(planned)


def failed(ctx: Context, item: OutboxItem, error: Exception, now: datetime) -> OutboxItem:
    """It could not be written, and is surely not sent: tried again after a while, or given up."""
    return again(item, now, fault(ctx, "message", item, error))


def not_sent(ctx: Context, item: OutboxItem, error: Exception, now: datetime) -> OutboxItem:
    """How the request of a message ended badly."""
    match error:
        case Refused():
            return replace(item, state=OutboxState.CANCELLED, reason=error.code)
        case NotSent():
            return failed(ctx, item, error, now)
        case Unclear() if item.action is NoteAction.EDIT:
            return put_back(item, now + GRACE, error.code)
        case Unclear():
            return _unclear(replace(item, attempts=item.attempts - 1), now, error.code)
        case _ if item.action is NoteAction.EDIT:
            # An edit can be repeated; of anything else nobody knows whether it is there.
            return failed(ctx, item, error, now)
        case _:
            return _unclear(item, now, fault(ctx, "message", item, error))


def again(item: OutboxItem, now: datetime, reason: str) -> OutboxItem:
    """What is surely not there: due again after as long a while as it has failed often; or it ends."""
    due_at = OUTBOX.again_at(item.attempts, now)
    if due_at is None:
        log.error("message given up", message=item.id, kind=item.kind, reason=reason)
        return replace(item, state=OutboxState.FAILED, lease_until=None, reason=reason)
    return replace(item, state=OutboxState.PENDING, due_at=due_at, lease_until=None, reason=reason)


def _unclear(item: OutboxItem, now: datetime, reason: str) -> OutboxItem:
    return replace(item, state=OutboxState.UNKNOWN, due_at=now + GRACE, lease_until=now, reason=reason)


def fault(ctx: Context, work: str, item: OutboxItem, error: Exception) -> str:
    """Log and count a fault of ours; a word for it."""
    log.error(f"{work} failed", message=item.id, kind=item.kind, tries=item.attempts, cause=cause_of(error))
    ctx.failures.failed(work, item.kind)
    return f"failed: {error.code if isinstance(error, SendError) else type(error).__name__}"
