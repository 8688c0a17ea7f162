"""How long is remembered what only guards deliveries."""

from datetime import datetime, timedelta

from bot.services.context import Context

DELIVERIES_KEPT = timedelta(days=7)
"""How long a delivery is remembered. Slack repeats one within hours at most."""
WAITS_KEPT = timedelta(days=1)
"""How long a moment that has passed is kept."""


def forget_deliveries(ctx: Context, now: datetime) -> int:
    """Drop what need not be remembered any more; how many."""
    with ctx.store.write() as tx:
        return tx.forget_deliveries(now - DELIVERIES_KEPT) + tx.waits.forget(now - WAITS_KEPT)
