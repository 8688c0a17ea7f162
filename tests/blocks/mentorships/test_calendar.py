"""The calendar file of a mentorship's meeting."""

from icalendar import Calendar

from bot.blocks.base.rendering import file_of
from bot.domain.mentorships.mentorship import MeetingId
from bot.domain.mentorships.notes import MeetingCalendarNote
from tests.blocks.mentorships.samples import MOMENT, card


def test_the_event_names_both_and_nothing_that_is_private() -> None:
    note = MeetingCalendarNote(MeetingId("m1"), card("Jonas"), card("Mira"), MOMENT, 45, "Berlin")
    name, content = file_of(note)
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert name == "mentor.ics"
    assert str(event["UID"]) == "m1@mentor"
    assert "Jonas" in str(event["SUMMARY"])
    assert "Mira" in str(event["SUMMARY"])
    assert str(event["LOCATION"]) == "Berlin"
    assert b"ATTENDEE" not in content
