"""Never more than the budget in any minute, and nearly all of it when there is enough to send."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.pace import CHANNEL, LONGEST_AHEAD, LONGEST_WAIT, Pace, believed, budget

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def sent(pace: Pace, moments: list[datetime], wanted: int) -> list[datetime]:
    """When messages go of which `wanted` stand ready at each of the moments."""
    kept: datetime | None = None
    gone = []
    for moment in moments:
        for _ in range(min(wanted, pace.room(kept, moment))):
            assert pace.free_at(kept, moment) == moment
            kept = pace.after_one(kept, moment)
            gone.append(moment)
        assert wanted <= pace.burst or pace.free_at(kept, moment) > moment
    return gone


@given(st.integers(10, 2000), st.lists(st.integers(0, 20_000), min_size=1, max_size=200), st.integers(1, 300))
def test_no_minute_has_more_than_the_budget(per_minute: int, gaps: list[int], wanted: int) -> None:
    """Whenever and however many are asked for; the moments are in milliseconds apart."""
    moments = [NOW + timedelta(milliseconds=sum(gaps[:number])) for number in range(len(gaps))]
    gone = sent(budget(per_minute).answers, moments, wanted)
    for start in gone:
        assert sum(start <= one < start + MINUTE for one in gone) <= per_minute


def test_a_sender_that_looks_every_second_uses_nine_tenths() -> None:
    seconds = [NOW + number * SECOND for number in range(600)]
    assert len(sent(budget(300).others, seconds, 300)) >= 2700


def test_answers_go_where_others_wait() -> None:
    posts = budget(300)
    kept: datetime | None = None
    while posts.others.room(kept, NOW):
        kept = posts.others.after_one(kept, NOW)
    assert posts.answers.room(kept, NOW) == 20


def test_a_channel_gets_one_a_second() -> None:
    kept = CHANNEL.after_one(None, NOW)
    assert CHANNEL.room(kept, NOW + SECOND - timedelta(microseconds=1)) == 0
    assert CHANNEL.free_at(kept, NOW) == NOW + SECOND
    assert CHANNEL.room(kept, NOW + SECOND) == 1


def test_a_moment_from_a_clock_that_was_wrong_holds_nobody_up() -> None:
    assert CHANNEL.room(NOW + LONGEST_AHEAD + SECOND, NOW) == 1
    assert CHANNEL.after_one(NOW + 2 * LONGEST_AHEAD, NOW) == NOW + SECOND
    assert believed(NOW + LONGEST_WAIT, NOW) == NOW + LONGEST_WAIT
    assert believed(NOW + LONGEST_WAIT + SECOND, NOW) == NOW


def test_an_immense_budget_is_a_budget() -> None:
    assert budget(10**9).others.room(None, NOW) > 10**6
