"""An independent check: was everything that is due sent, or did it end with a reason? It mends nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.domain.across.auditing import (
    AuditProblem,
    Finding,
    missing,
    owed_by_ask,
    stuck_ask,
    stuck_pause,
    wrong_message,
)
from bot.domain.across.mentorship_auditing import Trail, lost, stuck
from bot.domain.across.watching import SERVED_WITHIN, watch_of
from bot.domain.mentorships.messages import ProposalMessage
from bot.services.base.batches import failed
from bot.services.base.faults import attempt
from bot.services.context import Context

log = structlog.get_logger(__name__)

LOOKS_BACK = timedelta(days=30)
"""What ended longer ago was looked at often enough."""
AT_ONCE = 500
"""Things read together."""
MOST_WAITING = 50
"""Of those who wait in vain, the first few say all."""
WATCH = "audit_watch"
"""Under which name it remembers what it watches."""
MOST = 1_000
"""Findings kept: whoever has so many has one cause to find."""


def audit(ctx: Context, now: datetime) -> list[Finding]:
    """Look at everything, keep what is wrong, and log what is new; all that is wrong now."""
    found: dict[str, Finding] = {}
    for one in _all(ctx, now):
        found.setdefault(one.id, one)
        if len(found) == MOST:
            break
    with ctx.store.write() as tx:
        new = tx.audit.keep(list(found.values()), now)
    for one in new:
        log.error("audit", problem=one.problem, kind=one.kind, subject=one.subject, detail=one.detail)
    log.info("audited", findings=len(found), new=len(new))
    return list(found.values())


def findings(ctx: Context) -> list[Finding]:
    """What the last audit found."""
    with ctx.store.read() as tx:
        return list(tx.audit.findings())


def _all(ctx: Context, now: datetime) -> Iterator[Finding]:
    with ctx.store.read() as tx:
        began = tx.audit.began() or now - timedelta(hours=1)
    yield from _looked_at(ctx, "messages", lambda: _messages(ctx, began, now))
    yield from _looked_at(ctx, "pauses", lambda: _pauses(ctx, now))
    yield from _looked_at(ctx, "asks", lambda: _asks(ctx, began, now))
    yield from _looked_at(ctx, "mentorships", lambda: _pairs(ctx, began, now))
    yield from _looked_at(ctx, "who waits", lambda: _unserved(ctx, now))


def _looked_at(ctx: Context, what: str, look: Callable[[], Iterable[Finding]]) -> Iterable[Finding]:
    """What a look at something finds; where looking fails, that is found."""
    found = attempt(lambda: list(look()))
    if isinstance(found, Exception):
        failed(ctx, "audit", what, found)
        return [Finding(AuditProblem.STUCK, "audit", what, "cannot be looked at")]
    return found


def _messages(ctx: Context, began: datetime, now: datetime) -> Iterator[Finding]:
    with ctx.store.read() as tx:
        for item in tx.audit.suspicious(now, MOST):
            yield from wrong_message(item, now)
        yield from missing(tx.audit.unwritten(now - LOOKS_BACK), (), began, now)


def _pauses(ctx: Context, now: datetime) -> Iterator[Finding]:
    with ctx.store.read() as tx:
        for profile in tx.audit.pauses():
            yield from stuck_pause(profile, now)


def _asks(ctx: Context, began: datetime, now: datetime) -> Iterator[Finding]:
    last = ""
    while True:
        # A transaction for each part: what is read together must be of one moment, all of it need not.
        with ctx.store.read() as tx:
            part = tx.audit.asks(now - LOOKS_BACK, last, AT_ONCE)
            owed = [one for ask, offers in part for one in owed_by_ask(ask, offers)]
            yield from missing(owed, tx.audit.about({one.subject for one in owed}), began, now)
        for ask, offers in part:
            yield from _looked_at(ctx, f"ask {ask.id}", partial(stuck_ask, ask, offers, now))
        if len(part) < AT_ONCE:
            return
        last = part[-1][0].id


def _pairs(ctx: Context, began: datetime, now: datetime) -> Iterator[Finding]:
    last = ""
    while True:
        with ctx.store.read() as tx:
            part = tx.audit.trails(now - LOOKS_BACK, last, AT_ONCE)
        for trail in part:
            yield from _looked_at(ctx, f"mentorship {trail.mentorship.id}", partial(_of_trail, trail, began, now))
        if len(part) < AT_ONCE:
            return
        last = part[-1].mentorship.id


def _of_trail(trail: Trail, began: datetime, now: datetime) -> Iterator[Finding]:
    yield from stuck(trail, now)
    if trail.mentorship.created_at >= began:
        yield from lost(trail, now)


def _unserved(ctx: Context, now: datetime) -> Iterator[Finding]:
    """Who waits for a mentor, and somebody who fits is not asked: no moment's matter, as people change what they
    offer and when they rest, so it has to last."""
    with ctx.store.write() as tx:
        seen = {" ".join(couple): couple for couple in tx.audit.unserved(now - SERVED_WITHIN, MOST_WAITING)}
        watch = watch_of(tx.memory.get(WATCH), now).again(seen, now)
        tx.memory.set(WATCH, watch.written())
    for one in watch.lasting():
        mentor, mentee = seen[one]
        yield Finding(AuditProblem.MISSING, ProposalMessage.name, mentee, f"waits, and {mentor} is not asked")
