"""Lets time pass for Mentor at the moment a test chooses: what its jobs do, in an order in which each finds what the
one before has written."""

from datetime import datetime

from bot.ports import Messenger
from bot.services.asks.routing import advance, expire
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.reconcile import reconcile
from bot.services.mentorships import cycles
from bot.services.people.pause import end_pauses


def plan(ctx: Context, now: datetime) -> None:
    """Let time pass over pauses, asks and mentorships; what becomes due is written as messages."""
    end_pauses(ctx, now)
    advance(ctx, now)
    cycles.plan(ctx, now)


def tick(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """All that is done often, but for programs."""
    plan(ctx, now)
    expire(ctx, now)
    reconcile(ctx, messenger, now)
    dispatch(ctx, messenger, now, owner)
