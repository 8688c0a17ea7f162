"""What one of a pair presses while it runs: check-ins, pulses, a new time, a pause, another pace, an end."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.base.errors import InvalidField, NotFound
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.cycle import with_check_in
from bot.domain.mentorships.fields import RestField, WrapUpField
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import (
    CheckedIn,
    CheckIn,
    EndReason,
    Meeting,
    MeetingId,
    Mentorship,
    MentorshipState,
    Pulse,
    PulseKind,
    WrapUp,
)
from bot.domain.mentorships.messages import Change
from bot.domain.mentorships.outcomes import MeetingOutcome, MentorshipOutcome
from bot.domain.mentorships.seeking import Sought
from bot.domain.people.common_hours import common_slots
from bot.ports import Transaction
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.mentorships import outgoing
from bot.services.mentorships.beginning import DAYS_TO_MEET
from bot.services.mentorships.block_list import add_to_block_list
from bot.services.mentorships.ending import end_mentorship
from bot.services.mentorships.proposals import mine, mine_with_both, outcome
from bot.services.people.access import must_be_member

WORDS_LIMIT = 2000
"""Characters of what was reached, and of thanks."""
NOT_GOOD = 1
"""The lowest answer to whether the two fit."""


def check_in(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId, number: int, said: CheckIn
) -> MentorshipOutcome:
    """Keep what somebody says about a round; a later press takes the place of an earlier. After the first meeting
    both are asked, privately, whether they fit. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        if pair.state is not MentorshipState.ACTIVE or not 0 < number <= pair.cycle:
            return outcome(tx, pair, user_id)
        tx.answers.save_check_in(CheckedIn(mentorship_id, user_id, number, said, now))
        after = with_check_in(pair, tx.answers.check_ins(mentorship_id))
        tx.mentorships.save(after)
        if after.meetings and not pair.meetings:
            for who in pair.present:
                outgoing.put_fit(tx, after, who, number, now)
        return outcome(tx, after, user_id, changed=True)


def pulse(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId, kind: PulseKind, number: int, value: int
) -> MentorshipOutcome:
    """Keep a private answer, 1 (not good) to 5. When the two do not fit, the pair ends, a rematch begins, and the other
    stands on their list of people they would rather not meet; Mentor alone knows why. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine_with_both(tx, mentorship_id, user_id), ctx.clock.now()
        tx.answers.save_pulse(Pulse(mentorship_id, user_id, kind, number, value, now))
        if kind is PulseKind.FIT and value <= NOT_GOOD:
            over = end_mentorship(tx, pair, EndReason.NO_FIT, now, by=user_id)
            if over is not None:
                add_to_block_list(ctx, tx, user_id, pair.others(user_id), now)
                return _looking(ctx, tx, over, user_id, now)
        return outcome(tx, pair, user_id, changed=True)


def new_time(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, delivery: str) -> MentorshipOutcome:
    """Propose new times in the group DM. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        found = [tx.profiles.get(who) for who in pair.present]
        hours = [one.hours for one in found if one is not None]
        is_on = pair.state is MentorshipState.ACTIVE and len(hours) == len(found)
        if not is_on or not tx.first_time(delivery, now):
            return outcome(tx, pair, user_id)
        slots = common_slots(hours, now, 3, pairing.MEETING_MINUTES, DAYS_TO_MEET)
        meeting = Meeting(MeetingId(stable_id("meeting", delivery)), mentorship_id, pair.cycle, now, slots)
        tx.meetings.save(meeting)
        outgoing.put_times(tx, pair, meeting, now)
        return outcome(tx, pair, user_id, changed=True)


def pick_time(ctx: Context, meeting_id: MeetingId, user_id: UserId, slot: datetime) -> MeetingOutcome:
    """Pick a time, by either side, once; both get the calendar file. Raises `NotFound`."""
    with ctx.store.write() as tx:
        meeting, now = tx.meetings.get(meeting_id, lock=True), ctx.clock.now()
        if meeting is None:
            raise NotFound
        pair = mine(tx, meeting.mentorship_id, user_id, lock=False)
        may = meeting.picked is None and slot in meeting.slots and slot > now and pair.state is MentorshipState.ACTIVE
        if may:
            meeting = replace(meeting, picked=slot, picked_by=user_id)
            tx.meetings.save(meeting)
            outgoing.put_picked(tx, pair, meeting, now)
        return MeetingOutcome(meeting.picked, changed=may)


def pause(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, until: date, delivery: str) -> MentorshipOutcome:
    """Let the pair rest until a day, or another day. Raises `NotFound`, and `InvalidField` for a day that cannot be."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        rests = pairing.paused(pair, until, _today(tx, pair, now))
        if rests is None and pair.state.goes_on:
            raise InvalidField(RestField.UNTIL, "no_pause_day")
        return _changed(tx, rests, pair, user_id, Change.PAUSED, delivery, now)


def go_on(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, delivery: str) -> MentorshipOutcome:
    """End a pause before its day. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        runs = pairing.resumed(pair, _today(tx, pair, now))
        return _changed(tx, runs, pair, user_id, Change.GOES_ON, delivery, now)


def set_rhythm(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId, rhythm: Rhythm, delivery: str
) -> MentorshipOutcome:
    """Meet more often, or less. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        other = None if rhythm is pair.rhythm else pairing.at_rhythm(pair, rhythm, _today(tx, pair, now))
        return _changed(tx, other, pair, user_id, Change.RHYTHM, delivery, now)


def part(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, *, rematch: bool = False) -> MentorshipOutcome:
    """End the pair well; with `rematch`, look for somebody else. The other is not told which. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        over = end_mentorship(tx, pair, EndReason.NO_FIT if rematch else EndReason.PARTED, now, by=user_id)
        if over is not None and rematch:
            return _looking(ctx, tx, over, user_id, now)
        return outcome(tx, over or pair, user_id, changed=over is not None)


def rematch_after(ctx: Context, mentorship_id: MentorshipId, user_id: UserId) -> MentorshipOutcome:
    """After an end: wait for somebody else. Raises `NotFound`, `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        return _looking(ctx, tx, mine(tx, mentorship_id, user_id), user_id, ctx.clock.now())


def wrap_up(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId, reached: str, thanks: str, next_step: str
) -> MentorshipOutcome:
    """Keep somebody's last words on the pair. Raises `NotFound`, `InvalidField`."""
    for name, words in ((WrapUpField.REACHED, reached), (WrapUpField.THANKS, thanks)):
        if len(words) > WORDS_LIMIT:
            raise InvalidField(name, "too_long", length=len(words), limit=WORDS_LIMIT)
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        tx.answers.save_wrap_up(WrapUp(mentorship_id, user_id, now, reached.strip(), thanks.strip(), next_step))
        outgoing.show_written_down(tx, pair, user_id, now)
        if thanks.strip():
            for who in pair.others(user_id):
                outgoing.put_thanks(tx, pair, who, now)
        if next_step == "again":
            return _looking(ctx, tx, pair, user_id, now)
        return outcome(tx, pair, user_id, changed=True)


def _looking(ctx: Context, tx: Transaction, pair: Mentorship, user_id: UserId, now: datetime) -> MentorshipOutcome:
    """Somebody else is looked for, for one of a pair that is over."""
    sought = ctx.consequences.seek_again(tx, pair, user_id, now)
    place = ctx.consequences.place_in(tx, user_id, pair.program_id) if sought is Sought.QUEUE else None
    return replace(outcome(tx, pair, user_id, changed=True), sought=sought, place=place)


def _changed(
    tx: Transaction,
    after: Mentorship | None,
    pair: Mentorship,
    user_id: UserId,
    change: Change,
    delivery: str,
    now: datetime,
) -> MentorshipOutcome:
    if after is None:
        return outcome(tx, pair, user_id)
    tx.mentorships.save(after)
    for who in pair.present:
        if who != user_id:
            outgoing.put_changed(tx, after, who, change, delivery, now)
    return outcome(tx, after, user_id, changed=True)


def _today(tx: Transaction, pair: Mentorship, now: datetime) -> date:
    profile = tx.profiles.get(pair.timekeeper)
    return profile.hours.today(now) if profile else now.date()
