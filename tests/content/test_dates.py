"""Dates as people write them, on a Monday morning in Berlin: 24 November 2025, ten o'clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.dates import TYPED_LIMIT, read_date
from bot.domain.base.errors import DateInThePast, InvalidField, MentorError, UnreadableDate

NOW = datetime(2025, 11, 24, 9, tzinfo=UTC)


def read(typed: str, zone: str = "Europe/Berlin", now: datetime = NOW) -> str:
    return read_date(typed, now, zone).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("until Monday", "2025-12-01 00:00"),
        ("till mon", "2025-12-01 00:00"),
        ("next Friday", "2025-11-28 00:00"),
        ("this friday", "2025-11-28 00:00"),
        ("until friday at 15:00", "2025-11-28 15:00"),
        ("tomorrow", "2025-11-25 00:00"),
        ("until the day after tomorrow", "2025-11-26 00:00"),
        ("3pm", "2025-11-24 15:00"),
        ("8am", "2025-11-25 08:00"),
        ("4 hours", "2025-11-24 14:00"),
        ("for 3 days", "2025-11-27 10:00"),
        ("3d", "2025-11-27 10:00"),
        ("a week", "2025-12-01 10:00"),
        ("2 weeks", "2025-12-08 10:00"),
        ("in two weeks", "2025-12-08 10:00"),
        ("2w", "2025-12-08 10:00"),
        ("a fortnight", "2025-12-08 10:00"),
        ("6 weeks from now", "2026-01-05 10:00"),
        ("1 month", "2025-12-24 10:00"),
        ("next week", "2025-12-01 00:00"),
        ("next month", "2025-12-01 00:00"),
        ("the end of the month", "2025-12-01 00:00"),
        ("end of year", "2026-01-01 00:00"),
        ("24 Dec", "2025-12-24 00:00"),
        ("Dec 24th", "2025-12-24 00:00"),
        ("until Mon, 1 December", "2025-12-01 00:00"),
        ("5th of January", "2026-01-05 00:00"),
        ("January", "2026-01-01 00:00"),
        ("2026-11-24", "2026-11-24 00:00"),
        ("24.12.2025", "2025-12-24 00:00"),
        ("24.12.", "2025-12-24 00:00"),
        ("24/12", "2025-12-24 00:00"),
        ("3/1", "2026-01-03 00:00"),
        ("  UNTIL   MONDAY. ", "2025-12-01 00:00"),
    ],
)
def test_what_people_write(typed: str, meant: str) -> None:
    assert read(typed) == meant


def test_the_month_comes_first_where_people_write_it_so() -> None:
    assert read("1/3", "America/New_York") == "2026-01-03 00:00"
    assert read("12/24/2025", "America/New_York") == "2025-12-24 00:00"


def test_a_day_begins_in_the_persons_own_zone() -> None:
    assert read_date("tomorrow", NOW, "Pacific/Auckland") == datetime(2025, 11, 24, 11, tzinfo=UTC)
    late = datetime(2025, 11, 24, 23, 30, tzinfo=UTC)
    assert read("tomorrow", "Europe/Berlin", late) == "2025-11-26 00:00", "it is Tuesday there already"


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "until", "asdf", "2", "12", "2027", "Christmas", "until further notice", "31 June", "29/2", "🎄"],
)
def test_words_that_are_no_date(typed: str) -> None:
    with pytest.raises(UnreadableDate) as unreadable:
        read(typed)
    assert unreadable.value.typed == typed


def test_very_long_words_are_no_date_and_are_not_kept_in_full() -> None:
    with pytest.raises(UnreadableDate) as unreadable:
        read("until Monday " * 400)
    assert len(unreadable.value.typed) == TYPED_LIMIT


@pytest.mark.parametrize("typed", ["yesterday", "today", "2024-12-24", "3 days ago", "24.11.2025"])
def test_a_date_in_the_past_is_said_as_it_was_read(typed: str) -> None:
    with pytest.raises(DateInThePast) as past:
        read(typed)
    assert past.value.typed == typed
    assert past.value.read_as <= NOW


@pytest.mark.parametrize("typed", ["2027-01-01", "18 months", "1000 years"])
def test_more_than_a_year_ahead_is_refused(typed: str) -> None:
    with pytest.raises(InvalidField, match="too_far"):
        read(typed)


@given(st.text(max_size=80) | st.from_regex(r"\A(until )?[0-9]{1,12}[ ./-]?(days|weeks|years|[0-9]{1,4})?\Z"))
def test_anything_typed_is_a_date_in_the_coming_year_or_a_clear_refusal(typed: str) -> None:
    try:
        moment = read_date(typed, NOW, "Europe/Berlin")
    except MentorError:
        return
    assert NOW < moment <= NOW + timedelta(days=366)
