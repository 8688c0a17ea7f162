"""What time does to pairs. Safe on every replica at once, and after any gap: all of it follows from state and date."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.base.ids import MentorshipId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.mentorships import cycle, pairing
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.mentorships.messages import Change
from bot.ports import Transaction
from bot.services.base.batches import each, in_portions
from bot.services.context import Context
from bot.services.mentorships import outgoing
from bot.services.mentorships.ending import end_mentorship
from bot.services.mentorships.proposals import lapse, with_topic

PLANNED = "pairs_planned"
"""Under which name the hour is remembered up to which pairs are looked after."""
AT_ONCE = 50
"""Pairs looked after in one transaction."""
LOOKED_AT_ONCE = 500
"""Pairs read together, to see which of them are due something."""
_ALL = 1_000_000
EARLY = timedelta(days=1)
"""How far ahead of UTC a local date can be."""

Step = Callable[[Context, Transaction, Mentorship, datetime], bool]


def plan(ctx: Context, now: datetime) -> int:
    """Look after all pairs, once an hour; how many were due something. An hour broken off is begun afresh: whatever
    was written already is written once."""
    hour = now.replace(minute=0, second=0, microsecond=0).isoformat()
    with ctx.store.read() as tx:
        if tx.memory.get(PLANNED) == hour:
            return 0
    count = look_after(ctx, now)
    with ctx.store.write() as tx:
        tx.memory.set(PLANNED, hour)
    return count


def look_after(ctx: Context, now: datetime) -> int:
    """Proposals lapse, pauses end, topics come, rounds close, those who wait are served; how many that concerned."""
    latest = (now + EARLY).date()
    with ctx.store.read() as tx:
        late = tx.mentorships.unanswered(now, _ALL)
        rested = tx.mentorships.pauses_ended(latest, _ALL)
    changed = sum(each(ctx, "lapse proposal", late, lambda one: lapse(ctx, one, now)))
    changed += _each(ctx, "end rest", rested, _wake, now)
    with ctx.store.read() as tx:
        # Also those that have just woken: the time of some ran out in their sleep.
        due = tx.mentorships.due(latest + cycle.TOPIC_EARLIEST, _ALL)
    changed += _each(ctx, "live", _with_work(ctx, due, now), _live, now)
    return changed + ctx.consequences.serve(ctx, now)


def _each(ctx: Context, work: str, ids: Sequence[MentorshipId], what: Step, now: datetime) -> int:
    return sum(in_portions(ctx, work, ids, AT_ONCE, lambda some: _together(ctx, some, what, now)))


def _together(ctx: Context, ids: Sequence[MentorshipId], what: Step, now: datetime) -> int:
    count = 0
    with ctx.store.write() as tx:
        # Locks are taken in the order of ids, here and by those who leave.
        for mentorship_id in sorted(ids):
            pair = tx.mentorships.get(mentorship_id, lock=True)
            count += pair is not None and what(ctx, tx, pair, now)
    return count


def _with_work(ctx: Context, ids: Sequence[MentorshipId], now: datetime) -> list[MentorshipId]:
    """Those of the pairs to which something is due by their timekeeper's calendar. Most that are near are not: they are
    looked at many at a time, and not locked."""
    found = in_portions(ctx, "look after", ids, LOOKED_AT_ONCE, lambda some: _due_among(ctx, some, now))
    return [one for some in found for one in some]


def _due_among(ctx: Context, ids: Sequence[MentorshipId], now: datetime) -> list[MentorshipId]:
    with ctx.store.read() as tx:
        pairs = tx.mentorships.many(ids)
        members = tx.profiles.members({pair.timekeeper for pair in pairs})
    hours = {who: member.profile.hours for who, member in members.items()}
    return [pair.id for pair in pairs if pair.timekeeper in hours and _is_due(pair, hours[pair.timekeeper], now)]


def _is_due(pair: Mentorship, hours: WorkingHours, now: datetime) -> bool:
    today = hours.today(now)
    return cycle.closes(pair, today) or cycle.topic_is_due(pair, hours, today)


def _live(ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> bool:
    """One day in the life of a pair, by their timekeeper's calendar."""
    profile = tx.profiles.get(pair.timekeeper)
    if profile is None:
        return False
    today = profile.hours.today(now)
    done = cycle.turn(pair, tx.answers.check_ins(pair.id), today) if cycle.closes(pair, today) else None
    if done is not None:
        tx.mentorships.save(done.mentorship)
        if done.ended is not None:
            end_mentorship(tx, done.mentorship, done.ended, now)
        for due in done.dues:
            outgoing.put_due(tx, due, now)
        pair = done.mentorship
    if done is None or done.ended is None:
        _topic(ctx, tx, pair, profile.hours, now)
    return done is not None


def _topic(ctx: Context, tx: Transaction, pair: Mentorship, hours: WorkingHours, now: datetime) -> None:
    if not cycle.topic_is_due(pair, hours, hours.today(now)):
        return
    chosen = with_topic(ctx, tx, pair)
    if chosen != pair:
        tx.mentorships.save(chosen)
        for due in cycle.topics_due(chosen, hours):
            outgoing.put_due(tx, due, now)


def _wake(_ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> bool:
    """A pause whose day has come is over; both hear of it."""
    profile = tx.profiles.get(pair.timekeeper)
    today = profile.hours.today(now) if profile else now.date()
    if pair.paused_until is None or pair.paused_until > today:
        return False
    runs = pairing.resumed(pair, today)
    if runs is None:
        return False
    tx.mentorships.save(runs)
    for who in runs.present:
        outgoing.put_changed(tx, runs, who, Change.GOES_ON, today.isoformat(), now)
    return True
