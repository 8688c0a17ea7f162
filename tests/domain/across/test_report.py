"""The figures of a report."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.across.report import Period, Span, figures, period_of
from bot.domain.asks.ask import AskRecord, AskState, Helped
from bot.domain.base.ids import UserId

START = datetime(2026, 10, 1, tzinfo=UTC)
PERIOD = Period(START, datetime(2026, 11, 1, tzinfo=UTC), 1)


def closed(number: int, said: Helped | None, mentor: str = "U1") -> AskRecord:
    made = START + timedelta(hours=number)
    return AskRecord(made, AskState.CLOSED, UserId(mentor), made + timedelta(hours=1), made + timedelta(days=2), said)


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (Span.MONTH, (2026, 2), (2026, 3)),
        (Span.LAST_MONTH, (2026, 1), (2026, 2)),
        (Span.QUARTER, (2026, 1), (2026, 4)),
        (Span.LAST_QUARTER, (2025, 10), (2026, 1)),
        (Span.YEAR, (2026, 1), (2027, 1)),
        (Span.LAST_YEAR, (2025, 1), (2026, 1)),
    ],
)
def test_spans_are_whole_months(span: Span, start: tuple[int, int], end: tuple[int, int]) -> None:
    period = period_of(span, datetime(2026, 2, 17, 13, 30, tzinfo=UTC))
    assert (period.start, period.end) == (datetime(*start, 1, tzinfo=UTC), datetime(*end, 1, tzinfo=UTC))
    assert period.before().end == period.start
    assert period.before().months == period.months


def test_nothing_made_is_nothing_counted() -> None:
    counted = figures([], PERIOD)
    assert (counted.asks, counted.answered, counted.to_accept.n, counted.helped) == (0, 0, 0, None)
    assert counted.to_accept.value is None


@given(st.lists(st.sampled_from(Helped), max_size=40))
def test_one_answer_more_shows_nothing_or_five(said: list[Helped]) -> None:
    """Whoever asks for the report after every answer learns of no single one."""
    shown = [
        figures([closed(n, one) for n, one in enumerate(said[:end])], PERIOD).helped for end in range(len(said) + 1)
    ]
    for before, after in pairwise(shown):
        grown = (after.n if after else 0) - (before.n if before else 0)
        assert grown in {0, 5}
        assert after == before or grown == 5


def test_who_carried_most_comes_first_and_five_are_named() -> None:
    records = [closed(n, None, f"U{mentor}") for n, mentor in enumerate([6, 6, 6, 2, 2, 1, 3, 4, 5])]
    carried = [(one.user_id, one.asks) for one in figures(records, PERIOD).carried]
    assert carried == [("U6", 3), ("U2", 2), ("U1", 1), ("U3", 1), ("U4", 1)]
