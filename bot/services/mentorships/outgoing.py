"""Messages about pairs to be sent, written beside the state that causes them."""

from datetime import datetime, time

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.hours import next_open
from bot.domain.delivery.messages import ToGroup, ToPerson
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.mentorships.cycle import Due
from bot.domain.mentorships.mentorship import Meeting, Mentorship
from bot.domain.mentorships.messages import (
    Change,
    ChangeAbout,
    CycleAbout,
    FitQuestion,
    MeetingAbout,
    MeetingCalendar,
    MeetingTimes,
    MentorshipAbout,
    MentorshipChanged,
    MentorshipEnded,
    MentorshipIntroduction,
    MentorshipThanks,
    ProposalMessage,
    ProposalOutcome,
    ProposalReminder,
    RequestEnded,
    RequestMade,
    WrapUpMessage,
)
from bot.ports import Transaction
from bot.services.delivery.outgoing import item, put, put_edit


def proposal_key(mentorship_id: MentorshipId, to: UserId) -> str:
    """The key of a proposal to one of the two."""
    return f"proposal:{to}:{mentorship_id}"


def reminder_key(mentorship_id: MentorshipId, to: UserId) -> str:
    """The key of a proposal's reminder."""
    return f"proposal_reminder:{to}:{mentorship_id}"


def times_key(meeting: Meeting) -> str:
    """The key of the message in which a meeting's times stand."""
    return f"pair_introduction:{meeting.mentorship_id}" if meeting.introduced else f"pair_times:{meeting.id}"


def proposal(pair: Mentorship, who: UserId, remind_at: datetime, now: datetime) -> list[OutboxItem]:
    """The proposal to one of the two, in their hours; and its one reminder, of no use once it has lapsed."""
    about, to, key, until = MentorshipAbout(pair.id), ToPerson(who), reminder_key(pair.id, who), pair.answer_by
    return [
        item(now, ProposalMessage(about), proposal_key(pair.id, who), to, hours_of=who),
        item(now, ProposalReminder(about), key, to, hours_of=who, due_at=remind_at, expires_at=until),
    ]


def show_decided(tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """Change the proposals in place: no button stays that leads nowhere."""
    answers = ":".join(f"{one.person}={one.answer}:{one.decline_reason}:{one.not_before}" for one in pair.members)
    for to in pair.people:
        for message in (proposal_key(pair.id, to), reminder_key(pair.id, to)):
            key = f"outcome:{pair.state}:{answers}:{message}"
            put_edit(tx, now, ProposalOutcome(MentorshipAbout(pair.id)), key, message)


def put_request_ended(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """That no pair came of it."""
    key = f"request_ended:{to}:{pair.id}"
    put(tx, now, RequestEnded(MentorshipAbout(pair.id)), key, ToPerson(to), hours_of=to)


def put_request_made(tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """That a mentor was asked for somebody who waited."""
    to = pair.timekeeper
    put(tx, now, RequestMade(MentorshipAbout(pair.id)), f"request_made:{pair.id}", ToPerson(to), hours_of=to)


def introduction(pair: Mentorship, now: datetime) -> OutboxItem:
    """The group DM."""
    message = MentorshipIntroduction(MentorshipAbout(pair.id))
    return item(now, message, f"pair_introduction:{pair.id}", together(pair))


def put_times(tx: Transaction, pair: Mentorship, meeting: Meeting, now: datetime) -> None:
    """Times to meet, asked for later, into the group DM."""
    put(tx, now, MeetingTimes(MeetingAbout(meeting.id)), times_key(meeting), together(pair))


def put_picked(tx: Transaction, pair: Mentorship, meeting: Meeting, now: datetime) -> None:
    """The picked time: shown where it was proposed, and as a calendar file beside it."""
    about, message = MeetingAbout(meeting.id), times_key(meeting)
    shown = MentorshipIntroduction(MentorshipAbout(pair.id)) if meeting.introduced else MeetingTimes(about)
    put_edit(tx, now, shown, f"picked:{meeting.id}", message)
    put(tx, now, MeetingCalendar(about), f"pair_calendar:{meeting.id}", together(pair), edits=message)


def put_due(tx: Transaction, due: Due, now: datetime) -> None:
    """Something that is due to one of the two, from when their day begins."""
    profile = tx.profiles.get(due.to)
    if profile is None:
        return
    midnight = datetime.combine(due.on, time(), profile.hours.tzinfo)
    at = max(next_open(profile.hours, midnight), now)
    message = due.kind(CycleAbout(due.mentorship_id, due.cycle))
    put(tx, now, message, due.key, ToPerson(due.to), hours_of=due.to, due_at=at)


def put_fit(tx: Transaction, pair: Mentorship, to: UserId, cycle: int, now: datetime) -> None:
    """Whether the two fit, after the first meeting."""
    message, key = FitQuestion(CycleAbout(pair.id, cycle)), f"pair:{FitQuestion.name}:{pair.id}:{to}"
    put(tx, now, message, key, ToPerson(to), hours_of=to)


def put_changed(tx: Transaction, pair: Mentorship, to: UserId, change: Change, delivery: str, now: datetime) -> None:
    """That the pair pauses, goes on, or has another rhythm."""
    key = f"pair_changed:{change}:{to}:{pair.id}:{delivery}"
    put(tx, now, MentorshipChanged(ChangeAbout(pair.id, change)), key, ToPerson(to), hours_of=to)


def put_ended(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """That the pair is over, or the partner has left."""
    key = f"pair_ended:{to}:{pair.id}"
    put(tx, now, MentorshipEnded(MentorshipAbout(pair.id)), key, ToPerson(to), hours_of=to)


def show_written_down(tx: Transaction, pair: Mentorship, who: UserId, now: datetime) -> None:
    """The last question shows, in place, what was written down."""
    if pair.ends_on is None:
        return
    message = Due(WrapUpMessage, pair.id, who, pair.ends_on, pair.cycle).key
    put_edit(tx, now, WrapUpMessage(CycleAbout(pair.id, pair.cycle)), f"written_down:{message}", message)


def put_thanks(tx: Transaction, pair: Mentorship, to: UserId, now: datetime) -> None:
    """The line of thanks at the end."""
    key = f"pair_thanks:{to}:{pair.id}"
    put(tx, now, MentorshipThanks(MentorshipAbout(pair.id)), key, ToPerson(to), hours_of=to)


def together(pair: Mentorship) -> ToGroup:
    """The receivers of the group DM."""
    return ToGroup(pair.present)
