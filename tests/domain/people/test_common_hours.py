"""Times when two people are both at work."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.hours import WorkingHours, add_working_time, is_open
from bot.domain.people.common_hours import DayPart, common_slots, hours_in_common, part_in_common
from tests.domain.delivery.test_hours import any_hours, moments

LISBON = WorkingHours("Europe/Lisbon")
BERLIN = WorkingHours("Europe/Berlin")
NEW_YORK = WorkingHours("America/New_York")
SYDNEY = WorkingHours("Australia/Sydney")
MONDAY = datetime(2025, 6, 2, tzinfo=UTC)


def test_hours_in_common_of_a_week() -> None:
    assert hours_in_common(BERLIN, BERLIN, MONDAY) == 42.5
    assert hours_in_common(LISBON, BERLIN, MONDAY) == 37.5
    assert hours_in_common(BERLIN, NEW_YORK, MONDAY) == 12.5
    assert hours_in_common(BERLIN, SYDNEY, MONDAY) == 2.5


def test_the_part_of_the_day_is_told_by_the_first_ones_clock() -> None:
    assert part_in_common(BERLIN, LISBON, MONDAY) is DayPart.ALL_DAY
    assert part_in_common(NEW_YORK, BERLIN, MONDAY) is DayPart.MORNINGS
    assert part_in_common(BERLIN, SYDNEY, MONDAY) is None
    late = WorkingHours("Europe/Berlin", start=time(12), end=time(20))
    assert part_in_common(BERLIN, late, MONDAY) is DayPart.AFTERNOONS


@given(any_hours, any_hours, moments)
def test_hours_in_common_are_the_same_both_ways_and_never_more_than_ones_own(
    a: WorkingHours, b: WorkingHours, moment: datetime
) -> None:
    shared = hours_in_common(a, b, moment)
    assert shared == hours_in_common(b, a, moment)
    assert 0 <= shared <= min(hours_in_common(a, a, moment), hours_in_common(b, b, moment))


@given(any_hours, any_hours, moments, st.sampled_from([15, 30, 60]), st.integers(1, 5))
def test_proposed_times_are_in_both_days_and_apart(
    a: WorkingHours, b: WorkingHours, moment: datetime, minutes: int, count: int
) -> None:
    slots = common_slots((a, b), moment, count, minutes)
    assert len(slots) <= count
    assert list(slots) == sorted(slots)
    earliest = add_working_time(a, moment, timedelta(hours=1))
    for slot in slots:
        last = slot + timedelta(minutes=minutes) - timedelta(seconds=1)
        assert all(is_open(hours, inside) for hours in (a, b) for inside in (slot, last))
        assert slot >= earliest
        assert slot.astimezone(a.tzinfo).minute in {0, 30}
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(slots))


@given(moments)
def test_colleagues_of_one_office_get_three_different_days_within_five_working_days(moment: datetime) -> None:
    slots = common_slots((BERLIN, BERLIN), moment)
    days = [slot.astimezone(BERLIN.tzinfo).date() for slot in slots]
    assert len(set(days)) == 3
    assert slots[-1] - moment < timedelta(days=10)


def test_who_never_meets_gets_no_times() -> None:
    mornings = WorkingHours("UTC", start=time(9), end=time(10))
    evenings = WorkingHours("UTC", start=time(20), end=time(21))
    assert common_slots((mornings, evenings), MONDAY) == ()
    assert part_in_common(mornings, evenings, MONDAY) is None


def test_one_day_in_common_gives_times_of_that_day() -> None:
    tuesdays = WorkingHours("Europe/Berlin", frozenset({1}))
    slots = common_slots((BERLIN, tuesdays), MONDAY)
    assert [slot.weekday() for slot in slots] == [1, 1, 1]
