"""The calendar file of a picked time, and the sentence that comes with it."""

from bot.blocks.base.calendar_file import calendar_of
from bot.blocks.base.kit import Rendered, message, section, small
from bot.blocks.base.rendering import makes_file, renders
from bot.blocks.base.words import At, mrkdwn, plain, shortened
from bot.domain.asks.notes import CalendarNote


@renders(CalendarNote)
def calendar(note: CalendarNote) -> Rendered:
    """The sentence beside the file."""
    words = mrkdwn("calendar.text", when=At(note.start), n=note.minutes)
    return message(words, section(words), small(mrkdwn("calendar.next")))


@makes_file(CalendarNote)
def calendar_file(note: CalendarNote) -> tuple[str, bytes]:
    """Name and bytes of the file."""
    names = {"asker": note.asker.name, "mentor": note.mentor.name}
    question = " ".join(note.question.split())
    summary = plain("calendar.summary", question=shortened(question, 120), **names)
    description = plain("calendar.description", question=note.question, **names)
    return calendar_of(note.ask_id, note.start, note.minutes, summary, description, note.same_office)
