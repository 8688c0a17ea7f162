"""What ticks when: every piece of work that time does, and how often."""

from datetime import timedelta

from bot.domain.matching.solving import Solve
from bot.ops.jobs import Daily, Job
from bot.ports import Messenger
from bot.services.across.audit import audit
from bot.services.asks.routing import advance, expire
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.reconcile import reconcile
from bot.services.delivery.retention import forget_deliveries
from bot.services.mentorships.cycles import plan
from bot.services.people.directory import sync_directory
from bot.services.people.pause import end_pauses
from bot.services.programs.round_work import tend_programs

OFTEN = timedelta(seconds=1)
"""What people wait for: answers to a press, the next person to be asked."""
SECONDS_LATER = timedelta(seconds=5)
MINUTELY = timedelta(minutes=1)
HALF_HOURLY = timedelta(minutes=30)
"""The audit reads every open ask and mentorship: long enough not to be felt, short enough for a day's promise."""
DAILY = timedelta(days=1)


def schedule(ctx: Context, messenger: Messenger, solve: Solve, owner: str) -> list[Job]:
    """All jobs of one process; `owner` names it in the leases it takes. Each is safe on every replica at once."""
    now = ctx.clock.now
    # Asked every minute whether its day has come, so that what fails is tried again soon.
    sync = Daily(lambda: sync_directory(ctx, now()), now)
    return [
        Job("end pauses", lambda: end_pauses(ctx, now()), OFTEN),
        Job("advance asks", lambda: advance(ctx, now()), OFTEN),
        Job("plan mentorships", lambda: plan(ctx, now()), OFTEN),
        Job("tend programs", lambda: tend_programs(ctx, solve, now(), owner), OFTEN),
        Job("dispatch", lambda: dispatch(ctx, messenger, now(), owner), OFTEN),
        Job("reconcile", lambda: reconcile(ctx, messenger, now()), SECONDS_LATER),
        Job("expire", lambda: expire(ctx, now()), MINUTELY),
        Job("sync directory", sync, MINUTELY),
        Job("audit", lambda: audit(ctx, now()), HALF_HOURLY),
        Job("forget deliveries", lambda: forget_deliveries(ctx, now()), DAILY),
    ]
