"""What a message about a pair says, read from the state at the moment of sending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks.ask import AskId
from bot.domain.asks.notes import CalendarNote, Note
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import NoteKind, OutboxItem
from bot.domain.mentorships.cycle import NUDGE_AT, PULSE_EVERY, DueKind, weeks_together
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import (
    EndReason,
    Goal,
    Meeting,
    MeetingId,
    Mentorship,
    MentorshipState,
    PulseKind,
)
from bot.domain.mentorships.notes import (
    Change,
    CheckInNote,
    LookBackNote,
    MentorshipChangedNote,
    MentorshipEndedNote,
    MentorshipIntroductionNote,
    MentorshipThanksNote,
    MentorshipTimesNote,
    ProposalNote,
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
from bot.services.mentorships.outgoing import first_meeting, read_subject
from bot.services.mentorships.proposals import frame_of, hopes_of, standing_note, standing_of, topic_of
from bot.services.people.cards import card, name_of


@dataclass(frozen=True, slots=True)
class About:
    """All there is to know when a message about a pair is written. `to` is one of the two, or empty in the group."""

    ctx: Context
    tx: Transaction
    mentorship: Mentorship
    item: OutboxItem
    to: UserId
    cycle: int
    now: datetime


Written = Note | str
"""The note; or why there is none, a word for the log."""


def compose_mentorship(ctx: Context, tx: Transaction, item: OutboxItem, now: datetime) -> Written:
    """The content of a message about a pair, or why there is none."""
    if item.kind in _OF_MEETINGS:
        meeting = tx.meetings.get(MeetingId(item.subject))
        pair = tx.mentorships.get(meeting.mentorship_id) if meeting else None
        return _OF_MEETINGS[item.kind](tx, pair, meeting) if pair and meeting else "gone"
    mentorship_id, number = read_subject(item.subject)
    found = tx.mentorships.get(mentorship_id)
    if found is None:
        return "gone"
    to = UserId("" if "," in item.to else item.to)
    return OF_MENTORSHIPS[item.kind](About(ctx, tx, found, item, to, number, now))


def _proposal(at: About) -> Written:
    standing = standing_of(at.mentorship, at.to)
    if standing is not ProposalStatus.OPEN or at.mentorship.answer_by is None:
        return standing
    return ProposalNote(
        mentorship_id=at.mentorship.id,
        other=card(at.tx, at.mentorship.other(at.to)),
        as_mentor=at.mentorship.leader == at.to,
        frame=frame_of(at.tx, at.mentorship),
        reasons=at.mentorship.reasons,
        until=at.mentorship.answer_by,
        is_request=at.mentorship.program_id is None,
        is_reminder=at.item.kind is NoteKind.PROPOSAL_REMINDER,
        words=next((words for _, words in at.mentorship.objectives), ""),
    )


def _proposal_outcome(at: About) -> Written:
    standing = standing_of(at.mentorship, at.to)
    if standing is ProposalStatus.OPEN:
        # Only the other has answered: this one keeps the buttons.
        return standing
    return standing_note(at.mentorship, at.to, _other(at), at.now)


def _request_ended(at: About) -> Written:
    waits = at.tx.waitlist.of(at.to) is not None
    is_request = at.mentorship.program_id is None
    name = name_of(at.tx, at.mentorship.other(at.to))
    place = at.ctx.consequences.place_in(at.tx, at.to, at.mentorship.program_id)
    return RequestEndedNote(at.mentorship.id, name, standing_of(at.mentorship, at.to), is_request, waits, place)


def _request_made(at: About) -> Written:
    if at.mentorship.state is not MentorshipState.PROPOSED or at.mentorship.answer_by is None:
        return at.mentorship.state
    return RequestMadeNote(at.mentorship.id, _other(at), at.mentorship.reasons, at.mentorship.answer_by)


def _introduction(at: About) -> Written:
    meeting = at.tx.meetings.get(first_meeting(at.mentorship.id))
    if meeting is None or at.mentorship.starts_on is None:
        return at.mentorship.state
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


def _objectives(at: About) -> tuple[tuple[Role, str, str], ...]:
    its = at.mentorship
    return tuple((its.member(who).role, name_of(at.tx, who), words) for who, words in its.objectives)


def _pair_times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Written:
    return (
        MentorshipTimesNote(pair.id, _times(tx, pair, meeting)) if pair.state is MentorshipState.ACTIVE else pair.state
    )


def _calendar(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Written:
    if meeting.picked is None:
        return "no time"
    where, both = _same_office(tx, pair), (card(tx, pair.people[0]), card(tx, pair.people[1]))
    return CalendarNote(AskId(meeting.id), *both, "", meeting.picked, MEETING_MINUTES, where)


def _topic(at: About) -> Written:
    topic = topic_of(at.ctx, at.mentorship)
    if at.mentorship.state is not MentorshipState.ACTIVE or topic is None or at.mentorship.next_cycle_on is None:
        return at.mentorship.state
    if at.mentorship.cycle != at.cycle:
        return "its round is over"
    return TopicNote(at.mentorship.id, _other(at), topic, at.mentorship.next_cycle_on)


def _check_in(at: About) -> Written:
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return at.mentorship.state
    kind = DueKind(at.item.kind)
    if kind is not DueKind.CHECK_IN and at.mentorship.silence == 0:
        return "they met meanwhile"
    asked = at.cycle % PULSE_EVERY == PULSE_EVERY // 2
    goals = _goals(at) if asked else ()
    rhythm, next_on = at.mentorship.rhythm, at.mentorship.hears_on
    return CheckInNote(at.mentorship.id, _other(at), at.cycle, rhythm, kind, next_on, goals)


def _pulse(at: About) -> Written:
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return at.mentorship.state
    kind = PulseKind.FIT if at.item.kind is NoteKind.FIT else PulseKind.PULSE
    return PulseNote(at.mentorship.id, _other(at), at.cycle, kind)


def _look_back(at: About) -> Written:
    if at.mentorship.state is not MentorshipState.ACTIVE or at.mentorship.ends_on is None:
        return at.mentorship.state
    if at.mentorship.silence >= NUDGE_AT:
        return "they are asked what would help"
    return LookBackNote(at.mentorship.id, _other(at), at.mentorship.meetings, at.mentorship.ends_on, _goals(at))


def _wrap_up(at: About) -> Written:
    pair, program = at.mentorship, ""
    if pair.end_reason is EndReason.PROGRAM_ENDED and pair.program_id is not None:
        found = at.tx.programs.get(pair.program_id)
        program = found.name if found else ""
    written = [one.reached for one in at.tx.answers.wrap_ups(pair.id) if one.user_id == at.to]
    reached = "".join(written[:1])
    weeks = weeks_together(pair)
    return WrapUpNote(pair.id, _other(at), weeks, pair.meetings, _goals(at), bool(written), reached, program)


def _thanks(at: About) -> Written:
    said = (one.thanks for one in at.tx.answers.wrap_ups(at.mentorship.id) if one.user_id != at.to)
    thanks = next(said, "")
    return MentorshipThanksNote(at.mentorship.id, _other(at), thanks) if thanks else "no thanks"


def _changed(at: About) -> Written:
    rest, day = at.mentorship.state is MentorshipState.PAUSED, at.mentorship.paused_until
    if not at.mentorship.state.goes_on:
        return at.mentorship.state
    change = Change(at.item.key.split(":")[1])
    if change is not Change.RHYTHM and rest != (change is Change.PAUSED):
        return "changed again"
    day = day if rest else at.mentorship.hears_on
    return MentorshipChangedNote(at.mentorship.id, _other(at), change, at.mentorship.rhythm, day, rest)


def _ended(at: About) -> Written:
    if at.mentorship.end_reason is None:
        return at.mentorship.state
    waits = at.tx.waitlist.of(at.to) is not None
    name = name_of(at.tx, at.mentorship.other(at.to))
    beyond = at.ctx.consequences
    sought, place = (
        beyond.sought_by(at.tx, at.mentorship, at.to),
        beyond.place_in(at.tx, at.to, at.mentorship.program_id),
    )
    return MentorshipEndedNote(at.mentorship.id, name, at.mentorship.end_reason, sought, waits, place)


def _other(at: About) -> Card:
    return card(at.tx, at.mentorship.other(at.to))


def _goals(at: About) -> tuple[Goal, ...]:
    return tuple(goal for goal in at.tx.goals.of(at.mentorship.id) if goal.owner == at.to)


def _times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Times:
    return Times(meeting.id, meeting.slots, meeting.picked, MEETING_MINUTES, _same_office(tx, pair))


def _same_office(tx: Transaction, pair: Mentorship) -> str:
    people = tx.people.many(pair.present)
    offices = {people[who].workplace.office if who in people else "" for who in pair.present}
    return offices.pop() if len(offices) == 1 else ""


_OF_MEETINGS: dict[NoteKind, Callable[[Transaction, Mentorship, Meeting], Written]] = {
    NoteKind.PAIR_TIMES: _pair_times,
    NoteKind.PAIR_CALENDAR: _calendar,
}

OF_MENTORSHIPS: dict[NoteKind, Callable[[About], Written]] = {
    NoteKind.PROPOSAL: _proposal,
    NoteKind.PROPOSAL_REMINDER: _proposal,
    NoteKind.PROPOSAL_OUTCOME: _proposal_outcome,
    NoteKind.REQUEST_ENDED: _request_ended,
    NoteKind.REQUEST_MADE: _request_made,
    NoteKind.PAIR_INTRODUCTION: _introduction,
    NoteKind.TOPIC: _topic,
    NoteKind.CHECK_IN: _check_in,
    NoteKind.NUDGE: _check_in,
    NoteKind.SILENCE_OFFER: _check_in,
    NoteKind.PULSE: _pulse,
    NoteKind.FIT: _pulse,
    NoteKind.LOOK_BACK: _look_back,
    NoteKind.WRAP_UP: _wrap_up,
    NoteKind.PAIR_THANKS: _thanks,
    NoteKind.PAIR_CHANGED: _changed,
    NoteKind.PAIR_ENDED: _ended,
}
PAIR_KINDS = OF_MENTORSHIPS.keys() | _OF_MEETINGS.keys()
"""Messages that are about pairs."""
