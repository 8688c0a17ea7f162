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
    PairChangedNote,
    PairEndedNote,
    PairIntroductionNote,
    PairThanksNote,
    PairTimesNote,
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
from bot.services.programs.queue import place_in, sought_by


@dataclass(frozen=True, slots=True)
class About:
    """All there is to know when a message about a pair is written. `to` is one of the two, or empty in the group."""

    ctx: Context
    tx: Transaction
    pair: Mentorship
    item: OutboxItem
    to: UserId
    round_number: int
    now: datetime


Written = Note | str
"""The note; or why there is none, a word for the log."""


def compose_pair(ctx: Context, tx: Transaction, item: OutboxItem, now: datetime) -> Written:
    """The content of a message about a pair, or why there is none."""
    if item.kind in _OF_MEETINGS:
        meeting = tx.pairs.meeting(MeetingId(item.subject))
        pair = tx.pairs.get(meeting.pair_id) if meeting else None
        return _OF_MEETINGS[item.kind](tx, pair, meeting) if pair and meeting else "gone"
    pair_id, number = read_subject(item.subject)
    found = tx.pairs.get(pair_id)
    if found is None:
        return "gone"
    to = UserId("" if "," in item.to else item.to)
    return OF_PAIRS[item.kind](About(ctx, tx, found, item, to, number, now))


def _proposal(at: About) -> Written:
    standing = standing_of(at.pair, at.to)
    if standing is not ProposalStatus.OPEN or at.pair.answer_by is None:
        return standing
    return ProposalNote(
        pair_id=at.pair.id,
        other=card(at.tx, at.pair.other(at.to)),
        as_mentor=at.to == at.pair.mentor,
        frame=frame_of(at.tx, at.pair),
        reasons=at.pair.reasons,
        until=at.pair.answer_by,
        is_request=at.pair.program_id is None,
        is_reminder=at.item.kind is NoteKind.PROPOSAL_REMINDER,
        words=at.pair.objective,
    )


def _proposal_outcome(at: About) -> Written:
    standing = standing_of(at.pair, at.to)
    if standing is ProposalStatus.OPEN:
        # Only the other has answered: this one keeps the buttons.
        return standing
    return standing_note(at.pair, at.to, _other(at), at.now)


def _request_ended(at: About) -> Written:
    waits = at.tx.pairs.waiting_of(at.to) is not None
    is_request = at.pair.program_id is None
    name = name_of(at.tx, at.pair.other(at.to))
    place = place_in(at.tx, at.to, at.pair.program_id)
    return RequestEndedNote(at.pair.id, name, standing_of(at.pair, at.to), is_request, waits, place)


def _request_made(at: About) -> Written:
    if at.pair.state is not MentorshipState.PROPOSED or at.pair.answer_by is None:
        return at.pair.state
    return RequestMadeNote(at.pair.id, _other(at), at.pair.reasons, at.pair.answer_by)


def _introduction(at: About) -> Written:
    meeting = at.tx.pairs.meeting(first_meeting(at.pair.id))
    if meeting is None or at.pair.starts_on is None:
        return at.pair.state
    return PairIntroductionNote(
        pair_id=at.pair.id,
        mentor=card(at.tx, at.pair.mentor),
        mentee=card(at.tx, at.pair.mentee),
        frame=frame_of(at.tx, at.pair),
        reasons=at.pair.reasons,
        objective=at.pair.objective,
        hopes=tuple((name_of(at.tx, who), words) for who, words in hopes_of(at.tx, at.pair)),
        topic=next((one for one in at.ctx.topics if one.slug in at.pair.topics_used[:1]), None),
        times=_times(at.tx, at.pair, meeting),
        check_in_on=at.pair.next_round_on or at.pair.starts_on,
    )


def _pair_times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Written:
    return PairTimesNote(pair.id, _times(tx, pair, meeting)) if pair.state is MentorshipState.ACTIVE else pair.state


def _calendar(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Written:
    if meeting.picked is None:
        return "no time"
    where, both = _same_office(tx, pair), (card(tx, pair.mentee), card(tx, pair.mentor))
    return CalendarNote(AskId(meeting.id), *both, "", meeting.picked, MEETING_MINUTES, where)


def _topic(at: About) -> Written:
    topic = topic_of(at.ctx, at.pair)
    if at.pair.state is not MentorshipState.ACTIVE or topic is None or at.pair.next_round_on is None:
        return at.pair.state
    if at.pair.round_number != at.round_number:
        return "its round is over"
    return TopicNote(at.pair.id, _other(at), topic, at.pair.next_round_on)


def _check_in(at: About) -> Written:
    if at.pair.state is not MentorshipState.ACTIVE:
        return at.pair.state
    kind = DueKind(at.item.kind)
    if kind is not DueKind.CHECK_IN and at.pair.silence == 0:
        return "they met meanwhile"
    asked = at.round_number % PULSE_EVERY == PULSE_EVERY // 2
    goals = _goals(at) if asked else ()
    rhythm, next_on = at.pair.rhythm, at.pair.hears_on
    return CheckInNote(at.pair.id, _other(at), at.round_number, rhythm, kind, next_on, goals)


def _pulse(at: About) -> Written:
    if at.pair.state is not MentorshipState.ACTIVE:
        return at.pair.state
    kind = PulseKind.FIT if at.item.kind is NoteKind.FIT else PulseKind.PULSE
    return PulseNote(at.pair.id, _other(at), at.round_number, kind)


def _look_back(at: About) -> Written:
    if at.pair.state is not MentorshipState.ACTIVE or at.pair.ends_on is None:
        return at.pair.state
    if at.pair.silence >= NUDGE_AT:
        return "they are asked what would help"
    return LookBackNote(at.pair.id, _other(at), at.pair.meetings, at.pair.ends_on, _goals(at))


def _wrap_up(at: About) -> Written:
    pair, program = at.pair, ""
    if pair.end_reason is EndReason.PROGRAM_ENDED and pair.program_id is not None:
        found = at.tx.programs.get(pair.program_id)
        program = found.name if found else ""
    written = [one.reached for one in at.tx.pairs.wrap_ups(pair.id) if one.user_id == at.to]
    reached = "".join(written[:1])
    weeks = weeks_together(pair)
    return WrapUpNote(pair.id, _other(at), weeks, pair.meetings, _goals(at), bool(written), reached, program)


def _thanks(at: About) -> Written:
    said = (one.thanks for one in at.tx.pairs.wrap_ups(at.pair.id) if one.user_id != at.to)
    thanks = next(said, "")
    return PairThanksNote(at.pair.id, _other(at), thanks) if thanks else "no thanks"


def _changed(at: About) -> Written:
    rest, day = at.pair.state is MentorshipState.PAUSED, at.pair.paused_until
    if not at.pair.state.goes_on:
        return at.pair.state
    change = Change(at.item.key.split(":")[1])
    if change is not Change.RHYTHM and rest != (change is Change.PAUSED):
        return "changed again"
    day = day if rest else at.pair.hears_on
    return PairChangedNote(at.pair.id, _other(at), change, at.pair.rhythm, day, rest)


def _ended(at: About) -> Written:
    if at.pair.end_reason is None:
        return at.pair.state
    waits = at.tx.pairs.waiting_of(at.to) is not None
    name = name_of(at.tx, at.pair.other(at.to))
    sought, place = sought_by(at.tx, at.pair, at.to), place_in(at.tx, at.to, at.pair.program_id)
    return PairEndedNote(at.pair.id, name, at.pair.end_reason, sought, waits, place)


def _other(at: About) -> Card:
    return card(at.tx, at.pair.other(at.to))


def _goals(at: About) -> tuple[Goal, ...]:
    return tuple(goal for goal in at.tx.pairs.goals(at.pair.id) if goal.owner == at.to)


def _times(tx: Transaction, pair: Mentorship, meeting: Meeting) -> Times:
    return Times(meeting.id, meeting.slots, meeting.picked, MEETING_MINUTES, _same_office(tx, pair))


def _same_office(tx: Transaction, pair: Mentorship) -> str:
    people = tx.people.many([pair.mentor, pair.mentee])
    offices = {people[who].workplace.office if who in people else "" for who in (pair.mentor, pair.mentee)}
    return offices.pop() if len(offices) == 1 else ""


_OF_MEETINGS: dict[NoteKind, Callable[[Transaction, Mentorship, Meeting], Written]] = {
    NoteKind.PAIR_TIMES: _pair_times,
    NoteKind.PAIR_CALENDAR: _calendar,
}

OF_PAIRS: dict[NoteKind, Callable[[About], Written]] = {
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
PAIR_KINDS = OF_PAIRS.keys() | _OF_MEETINGS.keys()
"""Messages that are about pairs."""
