"""What follows, in the wings above, from what happens in those below: `Consequences` of the context."""

from collections.abc import Callable
from datetime import datetime

from bot.services.across.leaving import left, paused
from bot.services.base.batches import each
from bot.services.context import Context
from bot.services.programs.queue import place_in, proposal_ended, seek_again, sought_by
from bot.services.programs.queue_serving import serve_queues
from bot.services.programs.self_match import serve_waiting

__all__ = ["left", "paused", "place_in", "proposal_ended", "seek_again", "serve", "sought_by"]


def serve(ctx: Context, now: datetime) -> int:
    """Those who wait, in programs and outside of them, are proposed whoever has room; how many were."""
    return sum(each(ctx, "serve", (serve_queues, serve_waiting), lambda one: one(ctx, now), _name))


def _name(one: Callable[[Context, datetime], int]) -> str:
    return one.__name__
