"""The calendar file of a picked time, and the sentence that comes with it."""

from datetime import UTC, timedelta

from icalendar import Calendar, Event

from bot.blocks.base.kit import Message, message, section, small
from bot.blocks.base.words import At, mrkdwn, plain, shortened
from bot.domain.asks.notes import CalendarNote

FILE_NAME = "mentor.ics"


def calendar(note: CalendarNote) -> Message:
    """The sentence beside the file."""
    words = mrkdwn("calendar.text", when=At(note.start), n=note.minutes)
    return message(words, section(words), small(mrkdwn("calendar.next")))


def calendar_file(note: CalendarNote) -> tuple[str, bytes]:
    """Name and bytes of an iCalendar file (RFC 5545) with one event, in UTC; no addresses in it.

    The same ask gives the same UID, so that a second import moves the event instead of doubling it.
    """
    start = note.start.astimezone(UTC)
    names = {"asker": note.asker.name, "mentor": note.mentor.name}
    uid = f"{note.ask_id}@mentor"
    event = Event.new(
        uid=uid,
        # RFC 5545 wants a stamp. The start serves: the file of one note is then always the same bytes.
        stamp=start,
        start=start,
        end=start + timedelta(minutes=note.minutes),
        summary=_summary(note, names),
        description=_description(note, names),
        location=note.same_office or None,
    )
    file = Calendar.new(prodid="-//Mentor//EN", uid=uid, subcomponents=[event])
    return FILE_NAME, file.to_ical()


def _summary(note: CalendarNote, names: dict[str, str]) -> str:
    if not note.question:
        return plain("calendar.pair_summary", mentee=note.asker.name, mentor=note.mentor.name)
    return plain("calendar.summary", question=shortened(_line(note.question), 120), **names)


def _description(note: CalendarNote, names: dict[str, str]) -> str:
    if not note.question:
        return plain("calendar.pair_description")
    return plain("calendar.description", question=note.question, **names)


def _line(typed: str) -> str:
    return " ".join(typed.split())
