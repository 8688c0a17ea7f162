"""How pairs begin, change and end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
from bot.domain.mentorships.goals import checked_goal, progress_of
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Goal, GoalId, Mentorship, MentorshipState
from tests.support.members import two

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
MIRA, JONAS = UserId("UMIRA"), UserId("UJONAS")
PROPOSED = Mentorship(
    MentorshipId("p1"), None, two(JONAS, MIRA), MentorshipState.PROPOSED, NOW, answer_by=NOW + timedelta(days=3)
)
RUNNING = pairing.begun(PROPOSED, TODAY, 26)


def test_a_pair_is_agreed_once_both_have_said_yes() -> None:
    half = pairing.said_yes(PROPOSED, MIRA)
    assert half is not None
    assert not pairing.is_agreed(half)
    assert pairing.waits_for(half) == (JONAS,)
    whole = pairing.said_yes(half, JONAS)
    assert whole is not None
    assert pairing.is_agreed(whole)
    assert pairing.said_yes(half, MIRA) is None


def test_a_no_decides_and_keeps_its_reason() -> None:
    declined = pairing.said_no(PROPOSED, JONAS, DeclineReason.TIME, NOW)
    assert declined is not None
    assert (declined.state, declined.declined_by) == (MentorshipState.DECLINED, JONAS)
    assert pairing.said_yes(declined, MIRA) is None
    assert pairing.said_no(declined, MIRA, None, NOW) is None
    assert pairing.with_decline_reason(declined, MIRA, DeclineReason.GOALS) is None


def test_a_proposal_lapses_only_when_its_time_is_over() -> None:
    assert pairing.lapsed(PROPOSED, NOW) is None
    late = pairing.lapsed(PROPOSED, NOW + timedelta(days=3))
    assert late is not None
    assert late.state is MentorshipState.LAPSED
    assert pairing.lapsed(RUNNING, NOW + timedelta(days=300)) is None


def test_a_reverse_pair_needs_an_objective() -> None:
    reverse = replace(PROPOSED, format=MentorshipFormat.REVERSE)
    assert pairing.needs_objective(reverse)
    assert not pairing.needs_objective(pairing.with_objectives(reverse, {MIRA: "Short videos"}))
    assert not pairing.needs_objective(replace(PROPOSED, format=MentorshipFormat.PEER))


def test_a_pause_ends_by_its_day_and_forgets_the_silence() -> None:
    resting = pairing.paused(replace(RUNNING, silence=3), TODAY + timedelta(days=20), TODAY)
    assert resting is not None
    assert resting.state.takes_capacity
    again = pairing.resumed(resting, TODAY + timedelta(days=20))
    assert again is not None
    assert (again.silence, again.paused_until) == (0, None)
    later = pairing.paused(resting, TODAY + timedelta(days=40), TODAY)
    assert later is not None
    assert (later.state, later.paused_until) == (MentorshipState.PAUSED, TODAY + timedelta(days=40))
    assert pairing.paused(resting, TODAY + timedelta(days=20), TODAY) is None
    slower = pairing.at_rhythm(resting, Rhythm.MONTHLY, TODAY)
    assert slower is not None
    assert (slower.rhythm, slower.paused_until) == (Rhythm.MONTHLY, resting.paused_until)
    assert pairing.paused(RUNNING, TODAY, TODAY) is None
    assert pairing.paused(RUNNING, TODAY + timedelta(days=184), TODAY) is None


@pytest.mark.parametrize("rhythm", Rhythm)
def test_slower_and_faster_are_each_other_undone(rhythm: Rhythm) -> None:
    pair = replace(RUNNING, rhythm=rhythm)
    for change, back in ((pairing.slower, pairing.faster), (pairing.faster, pairing.slower)):
        changed = change(pair)
        assert changed is None or back(replace(pair, rhythm=changed)) is rhythm


def test_nothing_ends_twice() -> None:
    over = pairing.ended(RUNNING, EndReason.PARTED, NOW)
    assert over is not None
    assert over.next_cycle_on is None
    assert pairing.ended(over, EndReason.SILENT, NOW) is None
    assert pairing.ended(PROPOSED, EndReason.SILENT, NOW) is None


@given(st.lists(st.booleans(), max_size=10), st.integers(-50, 150))
def test_progress_is_a_share(steps: list[bool], told: int) -> None:
    share = progress_of([("step", done) for done in steps], told)
    assert 0 <= share <= 100
    if steps:
        assert (share == 100) == all(steps)


def goal(number: int = 0, **fields: Any) -> Goal:
    return replace(Goal(GoalId(f"g{number}"), MentorshipId("p1"), MIRA, "Say no kindly", NOW), **fields)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words": " "}, "empty"),
        ({"words": "x" * 301}, "too_long"),
        ({"steps": (("one", False),) * 11}, "too_many_steps"),
        ({"steps": (("x" * 151, False),)}, "long_step"),
        ({"due_on": date(2026, 11, 22)}, "day_has_passed"),
    ],
)
def test_a_goal_that_does_not_hold_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidField) as refused:
        checked_goal(goal(**fields), [], TODAY)
    assert refused.value.problem == problem


def test_five_goals_each_are_the_most() -> None:
    mine = [goal(number) for number in range(5)]
    assert checked_goal(goal(4, progress=70), mine, TODAY).progress == 70
    assert checked_goal(goal(9), [replace(one, owner=JONAS) for one in mine], TODAY)
    with pytest.raises(InvalidField):
        checked_goal(goal(9), mine, TODAY)
