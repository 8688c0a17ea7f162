"""Out for a while, and back in."""

from datetime import datetime

from bot.domain.base.errors import DateInThePast
from bot.domain.base.ids import UserId
from bot.domain.people.profile import Profile
from bot.services.base.batches import each
from bot.services.context import Context
from bot.services.people.profiles import signed_up


def pause(ctx: Context, user_id: UserId, until: datetime | None, delivery: str) -> Profile:
    """Nothing is sent or offered from now on, until `until` (None: until resumed). What waits goes on to others.

    A second delivery changes nothing. Raises `NotSignedUp`, and `DateInThePast` where `until` has passed meanwhile.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        profile = signed_up(tx, user_id, lock=True)
        if not tx.first_time(delivery, now):
            return profile
        if until is not None and until <= now:
            raise DateInThePast("", until)
        profile = profile.pause(until)
        tx.profiles.save(profile)
        ctx.consequences.paused(tx, user_id, now)
    return profile


def resume(ctx: Context, user_id: UserId, delivery: str) -> bool:
    """Back in at once; whether there was a pause to end. Raises `NotSignedUp`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        profile = signed_up(tx, user_id, lock=True)
        if not tx.first_time(delivery, now) or not profile.paused:
            return False
        tx.profiles.save(profile.resume())
        return profile.is_paused(now)


def end_pauses(ctx: Context, now: datetime) -> int:
    """People whose pause is over are back in; how many."""
    with ctx.store.read() as tx:
        ended = tx.profiles.pauses_ended(now)
    return sum(each(ctx, "end pause", ended, lambda who: _end_pause(ctx, who, now)))


def _end_pause(ctx: Context, user_id: UserId, now: datetime) -> bool:
    with ctx.store.write() as tx:
        profile = tx.profiles.get(user_id, lock=True)
        is_over = profile is not None and profile.paused and not profile.is_paused(now)
        if profile is not None and is_over:
            tx.profiles.save(profile.resume())
    return is_over
