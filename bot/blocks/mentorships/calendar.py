"""The calendar file of a mentorship's meeting, and the sentence that comes with it."""

from bot.blocks.base.calendar_file import calendar_of
from bot.blocks.base.kit import Rendered, message, section, small
from bot.blocks.base.rendering import makes_file, renders
from bot.blocks.base.words import At, mrkdwn, plain
from bot.domain.mentorships.notes import MeetingCalendarNote


@renders(MeetingCalendarNote)
def meeting_calendar(note: MeetingCalendarNote) -> Rendered:
    """The sentence beside the file."""
    words = mrkdwn("calendar.text", when=At(note.start), n=note.minutes)
    return message(words, section(words), small(mrkdwn("calendar.next")))


@makes_file(MeetingCalendarNote)
def meeting_file(note: MeetingCalendarNote) -> tuple[str, bytes]:
    """Name and bytes of the file."""
    summary = plain("calendar.pair_summary", mentee=note.mentee.name, mentor=note.mentor.name)
    description = plain("calendar.pair_description")
    return calendar_of(note.meeting_id, note.start, note.minutes, summary, description, note.same_office)
