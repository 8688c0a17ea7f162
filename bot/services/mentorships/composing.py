"""What a message about a pair says, read from the state at the moment of sending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TypeVar

from bot.domain.base.cards import Card
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.messages import ToPerson
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.delivery.policy import Dropped
from bot.domain.mentorships.cycle import NUDGE_AT, PULSE_EVERY, weeks_together
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import (
    EndReason,
    Goal,
    Meeting,
    Mentorship,
    MentorshipState,
    PulseKind,
)
from bot.domain.mentorships.messages import (
    Change,
    ChangeAbout,
    CheckInMessage,
    CycleAbout,
    FitQuestion,
    MeetingAbout,
    MentorshipAbout,
    ProposalReminder,
)
from bot.domain.mentorships.notes import (
    CheckInNote,
    LookBackNote,
    MeetingCalendarNote,
    MentorshipChangedNote,
    MentorshipEndedNote,
    MentorshipIntroductionNote,
    MentorshipThanksNote,
    MentorshipTimesNote,
    ProposalNote,
    ProposalOutcomeNote,
    ProposalStatus,
    PulseNote,
    RequestEndedNote,
    RequestMadeNote,
    Times,
    TopicNote,
    WrapUpNote,
)
from bot.domain.mentorships.pairing import MEETING_MINUTES
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.delivery.kinds import Moment
from bot.services.mentorships.proposals import frame_of, hopes_of, standing_note, standing_of, topic_of
from bot.services.people.cards import card, name_of


@dataclass(frozen=True, slots=True)
class MentorshipMoment:
    """All there is to know when a message about a mentorship is written. `to` is one of its members, or empty where
    it goes to all of them; `cycle` is 0 where it is about none."""

    ctx: Context
    tx: Transaction
    mentorship: Mentorship
    item: OutboxItem
    to: UserId
    cycle: int
    now: datetime


N = TypeVar("N")
GONE = Dropped("gone")


def of_mentorship(
    compose: Callable[[MentorshipMoment], N],
) -> Callable[[Moment, MentorshipAbout | CycleAbout], N | Dropped]:
    """The same, given what the message is about."""

    @wraps(compose)
    def composed(at: Moment, about: MentorshipAbout | CycleAbout) -> N | Dropped:
        cycle = about.cycle if isinstance(about, CycleAbout) else 0
        known = _known(at, about.mentorship_id, cycle)
        return compose(known) if known else GONE

    return composed


def of_meeting(
    compose: Callable[[Transaction, Mentorship, Meeting], N],
) -> Callable[[Moment, MeetingAbout], N | Dropped]:
    """The same, given what the message is about."""

    @wraps(compose)
    def composed(at: Moment, about: MeetingAbout) -> N | Dropped:
        meeting = at.tx.meetings.get(about.meeting_id)
        found = at.tx.mentorships.get(meeting.mentorship_id) if meeting else None
        return compose(at.tx, found, meeting) if found and meeting else GONE

    return composed


def _known(at: Moment, mentorship_id: MentorshipId, cycle: int = 0) -> MentorshipMoment | None:
    found, to = at.tx.mentorships.get(mentorship_id), at.item.to
    one = to.user_id if isinstance(to, ToPerson) else UserId("")
    return MentorshipMoment(at.ctx, at.tx, found, at.item, one, cycle, at.now) if found else None


@of_mentorship
def proposal(at: MentorshipMoment) -> ProposalNote | Dropped:
    """Who the other is, and why; while an answer is waited for."""
    standing = standing_of(at.mentorship, at.to)
    if standing is not ProposalStatus.OPEN or at.mentorship.answer_by is None:
        return Dropped(standing)
    return ProposalNote(
        mentorship_id=at.mentorship.id,
        other=card(at.tx, at.mentorship.other(at.to)),
        as_mentor=at.mentorship.leader == at.to,
        frame=frame_of(at.tx, at.mentorship),
        reasons=at.mentorship.reasons,
        until=at.mentorship.answer_by,
        is_request=at.mentorship.program_id is None,
        is_reminder=isinstance(at.item.message, ProposalReminder),
        words=next((words for _, words in at.mentorship.objectives), ""),
    )


@of_mentorship
def proposal_outcome(at: MentorshipMoment) -> ProposalOutcomeNote | Dropped:
    """What became of it, in the place of its buttons."""
    standing = standing_of(at.mentorship, at.to)
    if standing is ProposalStatus.OPEN:
        # Only the other has answered: this one keeps the buttons.
        return Dropped(standing)
    return standing_note(at.mentorship, at.to, _other(at), at.now)


@of_mentorship
def request_ended(at: MentorshipMoment) -> RequestEndedNote:
    """That nothing came of it, and what comes next."""
    waits = at.tx.waitlist.of(at.to) is not None
    is_request = at.mentorship.program_id is None
    name = name_of(at.tx, at.mentorship.other(at.to))
    place = at.ctx.consequences.place_in(at.tx, at.to, at.mentorship.program_id)
    return RequestEndedNote(at.mentorship.id, name, standing_of(at.mentorship, at.to), is_request, waits, place)


@of_mentorship
def request_made(at: MentorshipMoment) -> RequestMadeNote | Dropped:
    """Who was asked, and why."""
    if at.mentorship.state is not MentorshipState.PROPOSED or at.mentorship.answer_by is None:
        return Dropped(at.mentorship.state)
    return RequestMadeNote(at.mentorship.id, _other(at), at.mentorship.reasons, at.mentorship.answer_by)


@of_mentorship
def introduction(at: MentorshipMoment) -> MentorshipIntroductionNote | Dropped:
    """Who the two are, what it is about, and when they could meet."""
    meetings = at.tx.meetings.of(at.mentorship.id)
    meeting = next((one for one in meetings if one.introduced), None)
    if meeting is None or at.mentorship.starts_on is None:
        return Dropped(at.mentorship.state)
    return MentorshipIntroductionNote(
        mentorship_id=at.mentorship.id,
        members=tuple(card(at.tx, who) for who in at.mentorship.people),
        frame=frame_of(at.tx, at.mentorship),
        reasons=at.mentorship.reasons,
        objectives=_objectives(at),
        hopes=tuple((name_of(at.tx, who), words) for who, words in hopes_of(at.tx, at.mentorship)),
        topic=next((one for one in at.ctx.topics if one.slug in at.mentorship.topics_used[:1]), None),
        times=_times(at.tx, at.mentorship, meeting),
        check_in_on=at.mentorship.next_cycle_on or at.mentorship.starts_on,
    )


def _objectives(at: MentorshipMoment) -> tuple[tuple[Role, str, str], ...]:
    its = at.mentorship
    return tuple((its.member(who).role, name_of(at.tx, who), words) for who, words in its.objectives)


@of_meeting
def meeting_times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> MentorshipTimesNote | Dropped:
    """Times to meet."""
    if pair.state is not MentorshipState.ACTIVE:
        return Dropped(pair.state)
    return MentorshipTimesNote(pair.id, _times(tx, pair, meeting))


@of_meeting
def meeting_calendar(tx: Transaction, pair: Mentorship, meeting: Meeting) -> MeetingCalendarNote | Dropped:
    """The file of the picked time."""
    if meeting.picked is None:
        return Dropped("no time")
    where, both = _same_office(tx, pair), (card(tx, pair.people[0]), card(tx, pair.people[1]))
    return MeetingCalendarNote(meeting.id, *both, meeting.picked, MEETING_MINUTES, where)


@of_mentorship
def topic(at: MentorshipMoment) -> TopicNote | Dropped:
    """The topic of the present cycle."""
    topic = topic_of(at.ctx, at.mentorship)
    if at.mentorship.state is not MentorshipState.ACTIVE or topic is None or at.mentorship.next_cycle_on is None:
        return Dropped(at.mentorship.state)
    if at.mentorship.cycle != at.cycle:
        return Dropped("its round is over")
    return TopicNote(at.mentorship.id, _other(at), topic, at.mentorship.next_cycle_on)


@of_mentorship
def check_in(at: MentorshipMoment) -> CheckInNote | Dropped:
    """The question, a nudge, or the offer after a long silence."""
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return Dropped(at.mentorship.state)
    kind = type(at.item.message)
    if kind is not CheckInMessage and at.mentorship.silence == 0:
        return Dropped("they met meanwhile")
    asked = at.cycle % PULSE_EVERY == PULSE_EVERY // 2
    goals = _goals(at) if asked else ()
    rhythm, next_on = at.mentorship.rhythm, at.mentorship.hears_on
    return CheckInNote(at.mentorship.id, _other(at), at.cycle, rhythm, kind, next_on, goals)


@of_mentorship
def pulse(at: MentorshipMoment) -> PulseNote | Dropped:
    """One private question."""
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return Dropped(at.mentorship.state)
    kind = PulseKind.FIT if isinstance(at.item.message, FitQuestion) else PulseKind.PULSE
    return PulseNote(at.mentorship.id, _other(at), at.cycle, kind)


@of_mentorship
def look_back(at: MentorshipMoment) -> LookBackNote | Dropped:
    """What was reached in half the time."""
    if at.mentorship.state is not MentorshipState.ACTIVE or at.mentorship.ends_on is None:
        return Dropped(at.mentorship.state)
    if at.mentorship.silence >= NUDGE_AT:
        return Dropped("they are asked what would help")
    return LookBackNote(at.mentorship.id, _other(at), at.mentorship.meetings, at.mentorship.ends_on, _goals(at))


@of_mentorship
def wrap_up(at: MentorshipMoment) -> WrapUpNote:
    """What was reached, as far as it is written down."""
    pair, program = at.mentorship, ""
    if pair.end_reason is EndReason.PROGRAM_ENDED and pair.program_id is not None:
        found = at.tx.programs.get(pair.program_id)
        program = found.name if found else ""
    written = [one.reached for one in at.tx.answers.wrap_ups(pair.id) if one.user_id == at.to]
    reached = "".join(written[:1])
    weeks = weeks_together(pair)
    return WrapUpNote(pair.id, _other(at), weeks, pair.meetings, _goals(at), bool(written), reached, program)


@of_mentorship
def thanks(at: MentorshipMoment) -> MentorshipThanksNote | Dropped:
    """The other's words of thanks."""
    said = (one.thanks for one in at.tx.answers.wrap_ups(at.mentorship.id) if one.user_id != at.to)
    thanks = next(said, "")
    return MentorshipThanksNote(at.mentorship.id, _other(at), thanks) if thanks else Dropped("no thanks")


def changed(at: Moment, about: ChangeAbout) -> MentorshipChangedNote | Dropped:
    """The change, unless it was taken back meanwhile."""
    known = _known(at, about.mentorship_id)
    if known is None or not known.mentorship.state.goes_on:
        return Dropped(known.mentorship.state) if known else GONE
    pair, change = known.mentorship, about.change
    rests = pair.state is MentorshipState.PAUSED
    if change is not Change.RHYTHM and rests != (change is Change.PAUSED):
        return Dropped("changed again")
    day = pair.paused_until if rests else pair.hears_on
    return MentorshipChangedNote(pair.id, _other(known), change, pair.rhythm, day, rests)


@of_mentorship
def ended(at: MentorshipMoment) -> MentorshipEndedNote | Dropped:
    """Why it is over, and what can be done."""
    if at.mentorship.end_reason is None:
        return Dropped(at.mentorship.state)
    waits = at.tx.waitlist.of(at.to) is not None
    name = name_of(at.tx, at.mentorship.other(at.to))
    beyond = at.ctx.consequences
    sought, place = (
        beyond.sought_by(at.tx, at.mentorship, at.to),
        beyond.place_in(at.tx, at.to, at.mentorship.program_id),
    )
    return MentorshipEndedNote(at.mentorship.id, name, at.mentorship.end_reason, sought, waits, place)


def _other(at: MentorshipMoment) -> Card:
    return card(at.tx, at.mentorship.other(at.to))


def _goals(at: MentorshipMoment) -> tuple[Goal, ...]:
    return tuple(goal for goal in at.tx.goals.of(at.mentorship.id) if goal.owner == at.to)


def _times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Times:
    return Times(meeting.id, meeting.slots, meeting.picked, MEETING_MINUTES, _same_office(tx, pair))


def _same_office(tx: Transaction, pair: Mentorship) -> str:
    people = tx.people.many(pair.present)
    offices = {people[who].workplace.office if who in people else "" for who in pair.present}
    return offices.pop() if len(offices) == 1 else ""
