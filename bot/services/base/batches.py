"""Each of a batch on its own: a bad one is logged, counted and left alone for a while, and the others go on.

Whatever time does to many takes them through here: a fault in one record never holds up its neighbours.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

import structlog

from bot.services.base.faults import attempt, cause_of
from bot.services.context import Context

log = structlog.get_logger(__name__)

T = TypeVar("T")
R = TypeVar("R")


def each(ctx: Context, work: str, batch: Iterable[T], do: Callable[[T], R], name: Callable[[T], str] = str) -> list[R]:
    """Do something with each of a batch; what came of those with which it went well. `work` says for log and metrics
    what is done to what, `name` is the id of a thing. Only what concerns all is raised: `StoreDown`, and what Slack
    answers to everybody (`RateLimited` with `LockedOut`)."""
    done: list[R] = []
    for one in batch:
        if ctx.setbacks.rests(work, name(one), ctx.clock.now()):
            continue
        came = attempt(partial(do, one))
        if isinstance(came, Exception):
            failed(ctx, work, name(one), came)
        else:
            ctx.setbacks.went_well(work, name(one))
            done.append(came)
    return done


def in_portions(ctx: Context, work: str, ids: Sequence[T], size: int, do: Callable[[Sequence[T]], R]) -> list[R]:
    """As `each`, for so many ids at once (in one transaction); where that fails, for each of them alone."""
    done: list[R] = []
    for start in range(0, len(ids), size):
        portion = [one for one in ids[start : start + size] if not ctx.setbacks.rests(work, str(one), ctx.clock.now())]
        came = attempt(partial(do, portion)) if portion else None
        if isinstance(came, Exception):
            done += each(ctx, work, portion, lambda one: do([one]))
        else:
            for one in portion:
                ctx.setbacks.went_well(work, str(one))
            if came is not None:
                done.append(came)
    return done


def failed(ctx: Context, work: str, name: str, error: Exception) -> None:
    """Log and count a fault in one of a batch; it rests for a while."""
    log.error("one of a batch failed", work=work, id=name, cause=cause_of(error))
    ctx.failures.failed(work)
    ctx.setbacks.failed(work, name, ctx.clock.now())
