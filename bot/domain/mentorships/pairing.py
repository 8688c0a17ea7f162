"""How a pair begins, changes its pace, and ends. Decisions as values; the services write them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours, add_working_days
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
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
    both = ((pair.mentor, pair.mentor_answer), (pair.mentee, pair.mentee_answer))
    return tuple(who for who, said in both if said is None)


def is_agreed(pair: Mentorship) -> bool:
    """Whether both have said yes (or one has, and the other need not)."""
    return pair.mentor_answer is ProposalAnswer.YES and pair.mentee_answer is ProposalAnswer.YES


def said_yes(pair: Mentorship, user_id: UserId) -> Mentorship | None:
    """The proposal with somebody's yes. None where it is decided, or they have said so before."""
    if pair.state is not MentorshipState.PROPOSED or _answer_of(pair, user_id) is ProposalAnswer.YES:
        return None
    return _answered(pair, user_id, ProposalAnswer.YES)


def said_no(pair: Mentorship, user_id: UserId, reason: DeclineReason | None, now: datetime) -> Mentorship | None:
    """The proposal, declined, with the reason that stays with Mentor. None where it is decided already."""
    if pair.state is not MentorshipState.PROPOSED:
        return None
    declined = _answered(pair, user_id, ProposalAnswer.NO)
    return replace(declined, state=MentorshipState.DECLINED, declined_by=user_id, decline_reason=reason, ended_at=now)


def _answer_of(pair: Mentorship, user_id: UserId) -> ProposalAnswer | None:
    return pair.mentor_answer if user_id == pair.mentor else pair.mentee_answer


def _answered(pair: Mentorship, user_id: UserId, said: ProposalAnswer) -> Mentorship:
    return replace(pair, mentor_answer=said) if user_id == pair.mentor else replace(pair, mentee_answer=said)


def with_decline_reason(pair: Mentorship, user_id: UserId, reason: DeclineReason) -> Mentorship | None:
    """The declined proposal with the reason given a moment later. None for anybody but the one who declined."""
    return replace(pair, decline_reason=reason, not_before=None) if _declined_by(pair, user_id) else None


def without_time_until(pair: Mentorship, user_id: UserId, day: date) -> Mentorship | None:
    """The proposal that somebody declined for want of time, with the day until which that holds. None for anybody
    else, and for another reason."""
    for_time = pair.decline_reason is DeclineReason.TIME
    return replace(pair, not_before=day) if for_time and _declined_by(pair, user_id) else None


def _declined_by(pair: Mentorship, user_id: UserId) -> bool:
    return pair.state is MentorshipState.DECLINED and pair.declined_by == user_id


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


def needs_objective(pair: Mentorship, form: MentorshipFormat) -> bool:
    """Whether the pair cannot begin before somebody says what it is for: a reverse pair without an objective."""
    return form is MentorshipFormat.REVERSE and not pair.objective.strip()


def begun(pair: Mentorship, today: date, length_weeks: int | None = None) -> Mentorship:
    """The pair, from `today` on for so many weeks (None: without an end)."""
    return replace(
        pair,
        state=MentorshipState.ACTIVE,
        mentor_answer=ProposalAnswer.YES,
        mentee_answer=ProposalAnswer.YES,
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
    """The pair at another rhythm, counted from when the present round began; a resting pair takes it up when it goes
    on. None where it is over."""
    if pair.state is MentorshipState.PAUSED:
        return replace(pair, rhythm=rhythm)
    if pair.state is not MentorshipState.ACTIVE or pair.next_cycle_on is None:
        return None
    began = pair.next_cycle_on - pair.rhythm.every
    first = pair.cycle <= 1
    next_on = pair.next_cycle_on if first else max(began + rhythm.every, today + timedelta(days=2))
    return replace(pair, rhythm=rhythm, next_cycle_on=next_on)
