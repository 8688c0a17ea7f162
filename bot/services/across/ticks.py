"""What time does, each as a function of `now`. All are safe on every replica at once, and after any gap."""

from datetime import datetime, timedelta

from bot.ports import Messenger
from bot.services.asks.routing import advance, expire
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch, reconcile
from bot.services.mentorships.cycles import plan as plan_pairs

DELIVERIES_KEPT = timedelta(days=7)
"""How long a delivery is remembered. Slack repeats one within hours at most."""
WAITS_KEPT = timedelta(days=1)
"""How long a moment that has passed is kept."""


def tick(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """All that is done often, in an order in which each finds what the one before has written."""
    plan(ctx, now)
    expire(ctx, now)
    reconcile(ctx, messenger, now)
    dispatch(ctx, messenger, now, owner)


def plan(ctx: Context, now: datetime) -> None:
    """Let time pass over pauses and asks; what becomes due is written as messages."""
    end_pauses(ctx, now)
    advance(ctx, now)
    plan_pairs(ctx, now)


def end_pauses(ctx: Context, now: datetime) -> int:
    """People whose pause is over are back in; how many."""
    with ctx.store.read() as tx:
        ended = tx.profiles.pauses_ended(now)
    for one in ended:
        with ctx.store.write() as tx:
            profile = tx.profiles.get(one.user_id, lock=True)
            if profile is not None and profile.paused and not profile.is_paused(now):
                tx.profiles.save(profile.resume())
    return len(ended)


def forget_deliveries(ctx: Context, now: datetime) -> int:
    """Drop what need not be remembered any more; how many."""
    with ctx.store.write() as tx:
        return tx.forget_deliveries(now - DELIVERIES_KEPT) + tx.waits.forget(now - WAITS_KEPT)
