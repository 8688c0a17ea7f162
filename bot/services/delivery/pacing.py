"""Slack's limits, kept by all replicas together: a budget for the workspace, a pace for each channel, Retry-After.

What is spent and until when is in the database. A sender first asks how much there is room for, claims no more than
that, and takes its turn in the transaction right before the request.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.delivery.messages import Priority, address
from bot.domain.delivery.outbox import NoteAction, OutboxItem
from bot.domain.delivery.pace import CHANNEL, EDITS, Pace, believed, budget
from bot.domain.delivery.policy import Later
from bot.ports import LockedOut, RateLimited, Transaction

log = structlog.get_logger(__name__)

POSTS = "posts"
EDITED = "edits"
LOOKS = "looks"
"""Scopes of what is limited over the whole workspace."""
SAID_LATELY = timedelta(minutes=10)
"""A token that is still refused after so long is not said again."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Messages that are claimed together, and what they spend."""

    priorities: tuple[Priority, ...]
    scope: str


LANES = (
    Lane((Priority.ANSWER,), POSTS),
    Lane((Priority.CHANGE,), EDITED),
    Lane((Priority.SOON, Priority.USUAL, Priority.LATER), POSTS),
)
"""In the order in which they are served."""
_SCOPES = (POSTS, EDITED)


def rooms(tx: Transaction, now: datetime, per_minute: int) -> Iterator[tuple[Lane, int]]:
    """The lanes, and how many messages of each may go at `now`; those that are full left out."""
    kept = tx.waits.until([*_SCOPES, *map(held, _SCOPES)])
    for lane in LANES:
        room = _pace(lane.scope, lane.priorities[0], per_minute).room(kept.get(lane.scope), now)
        if room and believed(kept.get(held(lane.scope)), now) <= now:
            yield lane, room


def take_turn(tx: Transaction, item: OutboxItem, now: datetime, per_minute: int) -> Later | None:
    """Take the turn of one message and return None; or say until when it has to wait.

    Locks what all senders share: the last thing a transaction does.
    """
    scope = scope_of(item)
    paces = {scope: _pace(scope, item.priority, per_minute)}
    if scope == POSTS:
        paces[f"to:{address(item.to)}"] = CHANNEL
    kept = tx.waits.until([*paces, held(scope)], lock=scope)
    if paces[scope].room(kept.get(scope), now) == 0 or believed(kept.get(held(scope)), now) > now:
        # It keeps its place among those that wait for the budget.
        return Later(item.due_at, "too many at once")
    free = max(pace.free_at(kept.get(name), now) for name, pace in paces.items())
    if free > now:
        return Later(free, "another one to the same channel")
    tx.waits.keep({name: pace.after_one(kept.get(name), now) for name, pace in paces.items()})
    return None


def hold(tx: Transaction, scope: str, error: RateLimited, now: datetime) -> datetime:
    """Slack asked to wait, or does not let us in: everybody waits; until when. A refused token is said once."""
    until = now + timedelta(seconds=error.retry_after)
    name = held(scope)
    before = tx.waits.until([name], lock=scope).get(name)
    if isinstance(error, LockedOut) and (before is None or before + SAID_LATELY < now):
        log.error("slack refuses the token: nothing is sent until it is renewed", error=error.code, at=scope)
    tx.waits.keep({name: until if before is None else max(believed(before, now), until)}, error.code)
    return until


def held(scope: str) -> str:
    """The name under which a wait for Slack is kept."""
    return f"held:{scope}"


def scope_of(item: OutboxItem) -> str:
    """What a message spends."""
    return EDITED if item.action is NoteAction.EDIT else POSTS


def _pace(scope: str, priority: Priority, per_minute: int) -> Pace:
    if scope == EDITED:
        return EDITS
    posts = budget(per_minute)
    return posts.answers if priority is Priority.ANSWER else posts.others
