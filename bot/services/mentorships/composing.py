"""What the first messages about a mentorship say, read from the state at the moment of sending; and what those of
`composing_course` need too."""

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
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import (
    Goal,
    Meeting,
    Mentorship,
    MentorshipState,
)
from bot.domain.mentorships.messages import (
    CycleAbout,
    MeetingAbout,
    MentorshipAbout,
    ProposalReminder,
)
from bot.domain.mentorships.notes import (
    MeetingCalendarNote,
    MentorshipIntroductionNote,
    MentorshipTimesNote,
    ProposalNote,
    ProposalOutcomeNote,
    ProposalStatus,
    RequestEndedNote,
    RequestMadeNote,
    Times,
)
from bot.domain.mentorships.pairing import MEETING_MINUTES
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.delivery.kinds import Moment
from bot.services.mentorships.proposals import frame_of, hopes_of, standing_note, standing_of
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
        known = moment_of(at, about.mentorship_id, cycle)
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


def moment_of(at: Moment, mentorship_id: MentorshipId, cycle: int = 0) -> MentorshipMoment | None:
    """What there is to know of a mentorship for a message; None where it is gone."""
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
    return standing_note(at.mentorship, at.to, other_card(at), at.now)


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
    return RequestMadeNote(at.mentorship.id, other_card(at), at.mentorship.reasons, at.mentorship.answer_by)


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


def other_card(at: MentorshipMoment) -> Card:
    """Who the other one is, to the receiver."""
    return card(at.tx, at.mentorship.other(at.to))


def own_goals(at: MentorshipMoment) -> tuple[Goal, ...]:
    """The receiver's own goals."""
    return tuple(goal for goal in at.tx.goals.of(at.mentorship.id) if goal.owner == at.to)


def _times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Times:
    return Times(meeting.id, meeting.slots, meeting.picked, MEETING_MINUTES, _same_office(tx, pair))


def _same_office(tx: Transaction, pair: Mentorship) -> str:
    people = tx.people.many(pair.present)
    offices = {people[who].workplace.office if who in people else "" for who in pair.present}
    return offices.pop() if len(offices) == 1 else ""
