"""Messages about pairs to be sent, written beside the state that causes them."""

from datetime import datetime, time

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.hours import next_open
from bot.domain.delivery.outbox import NoteAction, NoteKind, OutboxItem
from bot.domain.mentorships.cycle import Due, DueKind
from bot.domain.mentorships.mentorship import Meeting, MeetingId, Mentorship, PulseKind
from bot.domain.mentorships.notes import Change
from bot.ports import Transaction
from bot.services.asks.outgoing import item, put, put_edit

KINDS = {
    DueKind.TOPIC: NoteKind.TOPIC,
    DueKind.CHECK_IN: NoteKind.CHECK_IN,
    DueKind.PULSE: NoteKind.PULSE,
    DueKind.NUDGE: NoteKind.NUDGE,
    DueKind.SILENCE_OFFER: NoteKind.SILENCE_OFFER,
    DueKind.LOOK_BACK: NoteKind.LOOK_BACK,
    DueKind.WRAP_UP: NoteKind.WRAP_UP,
}
"""The message of each thing that is due to a pair."""


def subject_of(mentorship_id: MentorshipId, cycle: int) -> str:
    """What a message about one round is about."""
    return f"{mentorship_id}/{cycle}"


def read_subject(subject: str) -> tuple[MentorshipId, int]:
    """The pair and the round (0 where none is named)."""
    mentorship_id, _, number = subject.partition("/")
    return MentorshipId(mentorship_id), int(number or 0)


def proposal_key(mentorship_id: MentorshipId, to: UserId) -> str:
    """The key of a proposal to one of the two."""
    return f"proposal:{to}:{mentorship_id}"


def reminder_key(mentorship_id: MentorshipId, to: UserId) -> str:
    """The key of a proposal's reminder."""
    return f"proposal_reminder:{to}:{mentorship_id}"


def times_key(meeting: Meeting) -> str:
    """The key of the message in which a meeting's times stand."""
    return f"pair_introduction:{meeting.mentorship_id}" if is_first(meeting) else f"pair_times:{meeting.id}"


def is_first(meeting: Meeting) -> bool:
    """Whether its times stand in the introduction."""
    return meeting.id == first_meeting(meeting.mentorship_id)


def first_meeting(mentorship_id: MentorshipId) -> MeetingId:
    """The id of the meeting that the introduction proposes."""
    return MeetingId(f"{mentorship_id}-1")


def proposal(pair: Mentorship, who: UserId, remind_at: datetime, now: datetime) -> list[OutboxItem]:
    """The proposal to one of the two, in their hours; and its one reminder, of no use once it has lapsed."""
    remind, key, until = NoteKind.PROPOSAL_REMINDER, reminder_key(pair.id, who), pair.answer_by
    return [
        item(now, NoteKind.PROPOSAL, proposal_key(pair.id, who), who, pair.id, hours_of=who),
        item(now, remind, key, who, pair.id, hours_of=who, due_at=remind_at, expires_at=until),
    ]


def show_decided(tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """Change the proposals in place: no button stays that leads nowhere."""
    answers = ":".join(f"{one.person}={one.answer}:{one.decline_reason}:{one.not_before}" for one in pair.members)
    for to in pair.people:
        for message in (proposal_key(pair.id, to), reminder_key(pair.id, to)):
            key = f"outcome:{pair.state}:{answers}:{message}"
            put_edit(tx, now, NoteKind.PROPOSAL_OUTCOME, key, message, pair.id)


def put_request_ended(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """That no pair came of it."""
    put(tx, now, NoteKind.REQUEST_ENDED, f"request_ended:{to}:{pair.id}", to, pair.id, hours_of=to)


def put_request_made(tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """That a mentor was asked for somebody who waited."""
    to = pair.timekeeper
    put(tx, now, NoteKind.REQUEST_MADE, f"request_made:{pair.id}", to, pair.id, hours_of=to)


def introduction(pair: Mentorship, now: datetime) -> OutboxItem:
    """The group DM."""
    return item(now, NoteKind.PAIR_INTRODUCTION, f"pair_introduction:{pair.id}", together(pair), pair.id)


def put_times(tx: Transaction, pair: Mentorship, meeting: Meeting, now: datetime) -> None:
    """Times to meet, asked for later, into the group DM."""
    put(tx, now, NoteKind.PAIR_TIMES, times_key(meeting), together(pair), meeting.id)


def put_picked(tx: Transaction, pair: Mentorship, meeting: Meeting, now: datetime) -> None:
    """The picked time: shown where it was proposed, and as a calendar file beside it."""
    message = times_key(meeting)
    first = is_first(meeting)
    kind, subject = (NoteKind.PAIR_INTRODUCTION, str(pair.id)) if first else (NoteKind.PAIR_TIMES, str(meeting.id))
    put_edit(tx, now, kind, f"picked:{meeting.id}", message, subject)
    file, key = NoteAction.FILE, f"pair_calendar:{meeting.id}"
    put(tx, now, NoteKind.PAIR_CALENDAR, key, together(pair), meeting.id, action=file, edits=message)


def put_due(tx: Transaction, due: Due, now: datetime) -> None:
    """Something that is due to one of the two, from when their day begins."""
    profile = tx.profiles.get(due.to)
    if profile is None:
        return
    midnight = datetime.combine(due.on, time(), profile.hours.tzinfo)
    at = max(next_open(profile.hours, midnight), now)
    subject = subject_of(due.mentorship_id, due.cycle)
    put(tx, now, KINDS[due.kind], due.key, due.to, subject, hours_of=due.to, due_at=at)


def put_fit(tx: Transaction, pair: Mentorship, to: UserId, cycle: int, now: datetime) -> None:
    """Whether the two fit, after the first meeting."""
    key, subject = f"pair:{PulseKind.FIT}:{pair.id}:{to}", subject_of(pair.id, cycle)
    put(tx, now, NoteKind.FIT, key, to, subject, hours_of=to)


def put_changed(tx: Transaction, pair: Mentorship, to: UserId, change: Change, delivery: str, now: datetime) -> None:
    """That the pair pauses, goes on, or has another rhythm."""
    key = f"pair_changed:{change}:{to}:{pair.id}:{delivery}"
    put(tx, now, NoteKind.PAIR_CHANGED, key, to, pair.id, hours_of=to)


def put_ended(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """That the pair is over, or the partner has left."""
    put(tx, now, NoteKind.PAIR_ENDED, f"pair_ended:{to}:{pair.id}", to, pair.id, hours_of=to)


def show_written_down(tx: Transaction, pair: Mentorship, who: UserId, now: datetime) -> None:
    """The last question shows, in place, what was written down."""
    if pair.ends_on is None:
        return
    message = Due(DueKind.WRAP_UP, pair.id, who, pair.ends_on, pair.cycle).key
    subject = subject_of(pair.id, pair.cycle)
    put_edit(tx, now, NoteKind.WRAP_UP, f"written_down:{message}", message, subject)


def put_thanks(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """The line of thanks at the end."""
    put(tx, now, NoteKind.PAIR_THANKS, f"pair_thanks:{to}:{pair.id}", to, pair.id, hours_of=to)


def together(pair: Mentorship) -> str:
    """The receivers of the group DM."""
    return ",".join(pair.present)
