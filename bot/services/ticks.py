"""One tick: everything that time does. Safe on every replica at once, and after any gap."""

from datetime import datetime, timedelta

from bot.ports import Messenger
from bot.services.context import Context
from bot.services.dispatch import dispatch, reconcile
from bot.services.routing import advance, expire

DELIVERIES_KEPT = timedelta(days=7)
"""How long a delivery is remembered. Slack repeats one within hours at most."""


def tick(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Let time pass over asks and pauses, then send what is due."""
    end_pauses(ctx, now)
    advance(ctx, now)
    expire(ctx, now)
    reconcile(ctx, messenger, now)
    dispatch(ctx, messenger, now, owner)


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
        return tx.forget_deliveries(now - DELIVERIES_KEPT)
