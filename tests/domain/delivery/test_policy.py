"""Policies: how each kind of message comes into somebody's day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.app import KINDS as APP_KINDS
from bot.domain.asks.messages import DidItHelp, OfferMessage
from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.delivery.messages import About, Kind, Policy, Priority, ToPerson
from bot.domain.delivery.outbox import NoteAction, OutboxId, OutboxItem
from bot.domain.delivery.policy import (
    MOST_A_DAY,
    Later,
    in_their_day,
    is_counted,
    of_use_until,
    priority_of,
    within_the_day,
)
from bot.domain.mentorships.messages import CheckInMessage, Nudge
from bot.domain.people.profile import Profile

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOURS = WorkingHours("UTC", start=time(9), end=time(17))
KINDS = [one.message for one in APP_KINDS]
MIRA = Profile(UserId("UMIRA"), (), (), HOURS, FRIDAY)


def item(kind: Kind = DidItHelp, hours_of: str = "UMIRA", **fields: Any) -> OutboxItem:
    made = OutboxItem(OutboxId("M1"), "k", kind(About()), ToPerson(MIRA.user_id), FRIDAY, in_hours_of=hours_of)
    return replace(made, **fields)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_policy(kind: Kind) -> None:
    policy = kind.policy
    assert policy.begins == (policy.priority >= Priority.SOON), "answers and changes go first, and are not counted"


def test_what_answers_a_press_goes_first_and_is_not_counted() -> None:
    for kind in KINDS:
        assert priority_of(kind, NoteAction.POST, "") is Priority.ANSWER
        assert not is_counted(item(kind, hours_of=""))
        assert priority_of(kind, NoteAction.EDIT, "UMIRA") is Priority.CHANGE
        assert not is_counted(item(kind, action=NoteAction.EDIT))
    assert is_counted(item())


def test_a_nudge_is_of_no_use_after_a_working_day_a_check_in_always_is() -> None:
    assert of_use_until(Nudge.policy, HOURS, FRIDAY) == FRIDAY + timedelta(days=3)
    assert of_use_until(CheckInMessage.policy, HOURS, FRIDAY) is None
    night = FRIDAY.replace(hour=3)
    assert of_use_until(Policy(Priority.LATER, good_for=1), HOURS, night) == FRIDAY.replace(day=23, hour=9)


def test_the_third_of_a_day_comes_on_the_next_working_day() -> None:
    monday = FRIDAY.replace(day=23, hour=9)
    assert within_the_day(0, 1, HOURS, FRIDAY) is None
    assert within_the_day(1, 0, HOURS, FRIDAY) is None
    for counted in range(MOST_A_DAY + 1):
        assert within_the_day(counted, MOST_A_DAY - counted, HOURS, FRIDAY) == Later(monday, "enough for today")


def test_a_public_holiday_is_no_working_day() -> None:
    hours = replace(HOURS, days_off=frozenset({date(2026, 11, 23)}))
    tuesday = FRIDAY.replace(day=24, hour=9)
    assert within_the_day(2, 0, hours, FRIDAY) == Later(tuesday, "enough for today")
    off = in_their_day(item(), replace(MIRA, hours=hours), FRIDAY.replace(day=23))
    assert off == Later(tuesday, "outside their hours")
    assert of_use_until(Nudge.policy, hours, FRIDAY) == FRIDAY.replace(day=24)


def test_who_paused_is_left_alone() -> None:
    back = FRIDAY + timedelta(days=7)
    assert in_their_day(item(), MIRA.pause(back), FRIDAY) == Later(back, "paused")
    assert in_their_day(item(), MIRA.pause(None), FRIDAY) == Later(FRIDAY + timedelta(days=1), "paused")
    assert in_their_day(item(OfferMessage), MIRA.pause(back), FRIDAY) is None, "the next one is asked instead"
    assert in_their_day(item(), MIRA, FRIDAY) is None
