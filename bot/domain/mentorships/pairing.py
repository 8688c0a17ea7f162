"""How a mentorship begins, changes its pace, and ends. Decisions as values; the services write them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours, add_working_days
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Mentorship, MentorshipState, ProposalAnswer

ANSWER_DAYS = 3
"""Working days in which a proposal wants its answer."""
REMIND_DAYS = 2
"""Working days after which the one reminder comes."""
FIRST_CHECK = timedelta(days=7)
"""From the introduction to the first check-in, whatever the rhythm: the first meeting should come soon."""
MOST_REQUESTS = 2
"""Mentors whom somebody may have asked at a time."""
REST_WEEKS = (2, 4, 12)
"""What somebody without time can choose from: how long they are proposed to nobody."""
REST = timedelta(weeks=4)
"""How long somebody without time is left alone who named no day."""
LONGEST_PAUSE = timedelta(days=183)
"""A pair that pauses longer would rather end, and begin again."""
MEETING_MINUTES = 45
"""How long a meeting is proposed for."""

_SLOWER = {Rhythm.WEEKLY: Rhythm.BIWEEKLY, Rhythm.BIWEEKLY: Rhythm.MONTHLY}
_FASTER = {slow: fast for fast, slow in _SLOWER.items()}


def answer_by(hours: WorkingHours, now: datetime) -> datetime:
    """Until when somebody with these hours may answer a proposal made at `now`."""
    return add_working_days(hours, now, ANSWER_DAYS)


def waits_for(pair: Mentorship) -> tuple[UserId, ...]:
    """Whose answer a proposal waits for; nobody once it is decided."""
    if pair.state is not MentorshipState.PROPOSED:
        return ()
    return tuple(one.person for one in pair.members if one.answer is None and one.left_at is None)


def is_agreed(pair: Mentorship) -> bool:
    """Whether all have said yes (or some have, and the others need not)."""
    return all(one.answer is ProposalAnswer.YES for one in pair.members if one.left_at is None)


def with_answer(pair: Mentorship, said: ProposalAnswer | None, *people: UserId) -> Mentorship:
    """The proposal with the same answer of these people, or of everybody where none is named."""
    who = people or pair.present
    return replace(pair, members=tuple(replace(one, answer=said) if one.person in who else one for one in pair.members))


def said_yes(pair: Mentorship, user_id: UserId) -> Mentorship | None:
    """The proposal with somebody's yes. None where it is decided, or they have said so before."""
    if pair.state is not MentorshipState.PROPOSED or pair.member(user_id).answer is ProposalAnswer.YES:
        return None
    return with_answer(pair, ProposalAnswer.YES, user_id)


def said_no(pair: Mentorship, user_id: UserId, reason: DeclineReason | None, now: datetime) -> Mentorship | None:
    """The proposal without somebody, with the reason that stays with Mentor; declined, where too few are left for it.
    None where it is decided already."""
    if pair.state is not MentorshipState.PROPOSED:
        return None
    declined = pair.with_member(replace(pair.member(user_id), answer=ProposalAnswer.NO, decline_reason=reason))
    if _enough_without(pair, user_id):
        return declined.with_member(replace(declined.member(user_id), left_at=now))
    return replace(declined, state=MentorshipState.DECLINED, ended_at=now)


def with_decline_reason(pair: Mentorship, user_id: UserId, reason: DeclineReason) -> Mentorship | None:
    """The declined proposal with the reason given a moment later. None for anybody but the one who declined."""
    if not _declined_by(pair, user_id):
        return None
    return pair.with_member(replace(pair.member(user_id), decline_reason=reason, not_before=None))


def without_time_until(pair: Mentorship, user_id: UserId, day: date) -> Mentorship | None:
    """The proposal that somebody declined for want of time, with the day until which that holds. None for anybody
    else, and for another reason."""
    one = pair.member(user_id)
    if one.decline_reason is not DeclineReason.TIME or not _declined_by(pair, user_id):
        return None
    return pair.with_member(replace(one, not_before=day))


def _declined_by(pair: Mentorship, user_id: UserId) -> bool:
    return pair.declined_by == user_id


def left(pair: Mentorship, user_id: UserId, now: datetime) -> Mentorship | None:
    """A mentorship that goes on without one of its members, or is over where too few are left, or nobody leads. None
    where it is over, never began, or they have left before."""
    if not pair.state.goes_on or user_id not in pair.present:
        return None
    without = pair.with_member(replace(pair.member(user_id), left_at=now))
    return without if _enough_without(pair, user_id) else ended(without, EndReason.LEFT, now)


def _enough_without(pair: Mentorship, user_id: UserId) -> bool:
    here = [one for one in pair.members if one.person != user_id and one.left_at is None]
    return len(here) >= pair.rules.smallest and any(one.role is pair.rules.leads for one in here)


def rests_until(pair: Mentorship) -> date | None:
    """The day before which who declined has no time; None where that was not the reason."""
    no = pair.member(pair.declined_by) if pair.declined_by else None
    if no is None or no.decline_reason is not DeclineReason.TIME or pair.ended_at is None:
        return None
    return no.not_before or (pair.ended_at + REST).date()


def is_request_of(pair: Mentorship, mentee: UserId) -> bool:
    """Whether a pair is a request of theirs that waits for an answer."""
    theirs = mentee in pair.people and pair.member(mentee).role in pair.rules.learns
    return theirs and pair.state is MentorshipState.PROPOSED and pair.program_id is None


def lapsed(pair: Mentorship, now: datetime) -> Mentorship | None:
    """The proposal that was not answered in time. None where it was, or there is still time."""
    late = pair.answer_by is not None and pair.answer_by <= now
    return (
        replace(pair, state=MentorshipState.LAPSED, ended_at=now)
        if late and pair.state is MentorshipState.PROPOSED
        else None
    )


def over_with_program(pair: Mentorship, now: datetime) -> Mentorship:
    """The proposal, come to nothing because its program has ended."""
    return replace(pair, state=MentorshipState.LAPSED, end_reason=EndReason.PROGRAM_ENDED, ended_at=now)


def needs_objective(pair: Mentorship) -> bool:
    """Whether it cannot begin before somebody says what it is for."""
    return pair.rules.needs_objective and not pair.objectives


def with_objectives(pair: Mentorship, said: Mapping[UserId, str]) -> Mentorship:
    """The same with what its members have said before that it is for, of those who have not said so here."""
    told = (replace(one, objective=one.objective or said.get(one.person, "").strip()) for one in pair.members)
    return replace(pair, members=tuple(told))


def without_answer_to_objective(pair: Mentorship) -> Mentorship:
    """The proposal that waits for who is to say what it is for, also where nobody is asked to accept."""
    asked = [one.person for one in pair.members if one.role is pair.rules.asks_objective]
    return with_answer(pair, None, *asked) if asked else pair


def begun(pair: Mentorship, today: date, length_weeks: int | None = None) -> Mentorship:
    """The pair, from `today` on for so many weeks (None: without an end)."""
    return replace(
        with_answer(pair, ProposalAnswer.YES),
        state=MentorshipState.ACTIVE,
        answer_by=None,
        starts_on=today,
        ends_on=None if length_weeks is None else today + timedelta(weeks=length_weeks),
        cycle=1,
        next_cycle_on=today + FIRST_CHECK,
    )


def ended(pair: Mentorship, why: EndReason, now: datetime) -> Mentorship | None:
    """The pair, over. None where it is over or never began."""
    if not pair.state.goes_on:
        return None
    return replace(
        pair, state=MentorshipState.ENDED, end_reason=why, ended_at=now, next_cycle_on=None, paused_until=None
    )


def paused(pair: Mentorship, until: date, today: date) -> Mentorship | None:
    """The pair, resting until a day, or until another day than it does already. None where it is over, or the day is
    not in the next six months."""
    may = pair.state.goes_on and today < until <= today + LONGEST_PAUSE and until != pair.paused_until
    return replace(pair, state=MentorshipState.PAUSED, paused_until=until) if may else None


def resumed(pair: Mentorship, today: date) -> Mentorship | None:
    """The pair, going on: silence is forgotten, and the first check-in comes after a week. None where it runs."""
    if pair.state is not MentorshipState.PAUSED:
        return None
    soon = today + FIRST_CHECK
    return replace(pair, state=MentorshipState.ACTIVE, paused_until=None, silence=0, next_cycle_on=soon)


def slower(pair: Mentorship) -> Rhythm | None:
    """The next slower rhythm; None for the slowest."""
    return _SLOWER.get(pair.rhythm)


def faster(pair: Mentorship) -> Rhythm | None:
    """The next faster rhythm; None for the fastest."""
    return _FASTER.get(pair.rhythm)


def at_rhythm(pair: Mentorship, rhythm: Rhythm, today: date) -> Mentorship | None:
    """The pair at another rhythm, counted from when the present cycle began; a resting pair takes it up when it goes
    on. None where it is over."""
    if pair.state is MentorshipState.PAUSED:
        return replace(pair, rhythm=rhythm)
    if pair.state is not MentorshipState.ACTIVE or pair.next_cycle_on is None:
        return None
    began = pair.next_cycle_on - pair.rhythm.every
    first = pair.cycle <= 1
    next_on = pair.next_cycle_on if first else max(began + rhythm.every, today + timedelta(days=2))
    return replace(pair, rhythm=rhythm, next_cycle_on=next_on)
