"""The report, for admins."""

import pytest

from tests.support.asks import asks, member
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


def test_it_counts_what_happened(mentor: RunningMentor, ada: Seat) -> None:
    ben = member(mentor, BEN, "Negotiation")
    asks(ada)
    mentor.tick()
    mentor.later(hours=2)
    ben.presses("I can help")
    ben.sees("You said yes")
    ada.types("/mentor report")
    seen = ada.sees(
        "Mentor in November 2026", "against October 2026", "1 of 1", "2 hours (1 ask)", "Ben (1 of 1)", ephemeral=True
    )
    assert {block["type"] for block in seen["blocks"]} >= {"data_table", "data_visualization"}


def test_nothing_has_happened_yet(ada: Seat) -> None:
    ada.types("/mentor report last quarter")
    ada.sees("Mentor in July to September 2026", "Nobody has said yes to an ask in this time.", ephemeral=True)


def test_a_period_it_does_not_know(ada: Seat) -> None:
    ada.types("/mentor report fortnight")
    ada.sees("I do not know the period “fortnight”. Try", ephemeral=True)


@pytest.mark.parametrize("command", ["report", "admin"])
def test_it_is_for_admins(mentor: RunningMentor, command: str) -> None:
    ben = member(mentor, BEN, "Negotiation")
    ben.types(f"/mentor {command}")
    ben.sees("This one is for admins.", ephemeral=True)
    assert ben.has_no_modal()
