"""Out for a while, and back in. Ben is in Lisbon; it is Monday, 23 November 2026, 9:00 there."""

from datetime import UTC, datetime

import pytest

from tests.dialogs.conftest import sign_up
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor
from tests.support.workspace import BEN


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    seat = Seat(mentor.workspace, BEN)
    sign_up(seat, "Python")
    return seat


def moment(month: int, day: int, hour: int = 0, year: int = 2026) -> str:
    """The beginning of a date as Slack writes it: Lisbon keeps UTC in winter."""
    return f"<!date^{int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())}^"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("until Monday", moment(11, 30, 9)),
        ("2 weeks", moment(12, 7, 9)),
        ("2026-12-24", moment(12, 24, 9)),
        ("until Saturday", moment(11, 30, 9)),
    ],
)
def test_a_date_is_shown_in_full_before_it_holds(ben: Seat, typed: str, read: str) -> None:
    ben.types(f"/mentor pause {typed}")
    ben.sees("Nothing from me until", read, "{date_long}", ephemeral=True)
    ben.types("/mentor")
    ben.sees("Nothing waits for you.")
    ben.presses("Pause", on=ben.sees("Nothing from me until"))
    ben.sees("You are out until", read)
    ben.types("/mentor")
    ben.sees("You are out for now", "I am back with you on", read)


def test_a_pause_without_an_end_holds_until_resumed(ben: Seat) -> None:
    ben.types("/mentor pause")
    ben.presses("Pause", on=ben.sees("Nothing from me until you come back."))
    ben.sees("You are out until you come back.")
    ben.types("/mentor resume")
    ben.sees("Welcome back.")
    ben.types("/mentor resume")
    ben.sees("You were not away.")


def test_a_press_that_slack_brings_twice_counts_once(mentor: RunningMentor, ben: Seat) -> None:
    ben.types("/mentor pause")
    ben.presses("Pause", on=ben.sees("Nothing from me until you come back."))
    ben.sees("You are out until you come back.")
    pressed = len(mentor.workspace.delivery.log) - 1
    ben.types("/mentor resume")
    ben.sees("Welcome back.")
    mentor.workspace.deliver_again(pressed).result(timeout=30)
    ben.types("/mentor")
    ben.sees("Nothing waits for you.")


def test_not_now_changes_nothing_and_leaves_no_button(ben: Seat) -> None:
    ben.types("/mentor pause until Friday")
    ben.presses("Not now")
    ben.sees("Nothing has changed.")
    assert not any("Nothing from me" in words for words in ben.reads())


@pytest.mark.parametrize("typed", ["never ever", "<!channel>", "🎉", "until <@U1>"])
def test_no_date_is_said_kindly(ben: Seat, typed: str) -> None:
    ben.types(f"/mentor pause {typed}")
    ben.sees("I could not read", "as a date", "2 weeks", ephemeral=True)


def test_a_date_in_the_past_is_refused(ben: Seat) -> None:
    ben.types("/mentor pause 2026-01-01")
    ben.sees("has already passed", moment(1, 1), ephemeral=True)


def test_a_date_too_far_is_refused(ben: Seat) -> None:
    ben.types("/mentor pause 2031-01-01")
    ben.sees("more than a year away", ephemeral=True)


def test_a_proposal_that_was_left_lying_does_not_hold_once_its_end_has_passed(mentor: RunningMentor, ben: Seat) -> None:
    ben.types("/mentor pause tomorrow")
    proposal = ben.sees("Nothing from me until")
    mentor.later(hours=25)
    ben.presses("Pause", on=proposal)
    ben.sees("has already passed")


def test_the_pause_ends_by_itself(mentor: RunningMentor, ben: Seat) -> None:
    ben.types("/mentor pause tomorrow")
    ben.presses("Pause", on=ben.sees("Nothing from me until"))
    ben.sees("You are out until")
    mentor.later(hours=25)
    ben.types("/mentor")
    ben.sees("Nothing waits for you.")


def test_somebody_new_has_nothing_to_pause(mentor: RunningMentor) -> None:
    new = Seat(mentor.workspace, "U0PERSON003")
    new.types("/mentor pause")
    new.sees("You have not signed up yet", ephemeral=True)
    new.presses("Sign up")
    new.sees_modal("Sign up with Mentor")
