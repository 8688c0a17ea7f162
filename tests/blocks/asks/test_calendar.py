"""The calendar file, read back by the library that reads such files."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.blocks.asks.calendar import calendar_file
from tests.blocks.samples import HOSTILE, MOMENT, calendar_note
from tests.support.volume import examples


def event_in(content: bytes) -> Event:
    [event] = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert isinstance(event, Event)
    return event


@pytest.mark.parametrize("words", ["How do I say no?", HOSTILE, "Two\nlines; and, commas"])
def test_the_event_has_its_time_in_utc_and_its_words(words: str) -> None:
    name, content = calendar_file(calendar_note(words))
    event = event_in(content)
    assert name.endswith(".ics")
    assert b"DTSTART:20261124T093000Z" in content
    assert (event.start, event.end) == (MOMENT, MOMENT + timedelta(minutes=30))
    assert words in str(event["DESCRIPTION"])
    assert str(event["UID"]) == "a1@mentor"


def test_no_address_is_in_the_file() -> None:
    _, content = calendar_file(calendar_note("How?"))
    assert b"ATTENDEE" not in content
    assert b"ORGANIZER" not in content


def test_the_same_note_is_the_same_file() -> None:
    assert calendar_file(calendar_note("How?")) == calendar_file(calendar_note("How?"))


@examples(15, 500)
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_words_make_one_event(words: str) -> None:
    _, content = calendar_file(calendar_note(words))
    assert event_in(content).start == MOMENT
