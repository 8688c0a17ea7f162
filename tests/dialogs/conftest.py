"""A running Mentor among a few people, for the dialogs."""

from collections.abc import Iterator

import pytest

from bot.sandbox.seed import SeedChannel
from tests.support.databases import Databases
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor, start_mentor
from tests.support.workspace import GENERAL, TEAM, person

GUEST = person(1, real_name="Gus Guest", is_restricted=True)
PEOPLE = (*TEAM, GUEST, *(person(number) for number in range(2, 8)))

on_both = pytest.mark.parametrize("mentor", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def mentor(request: pytest.FixtureRequest, databases: Databases) -> Iterator[RunningMentor]:
    """Mentor connected to a workspace of ten people: Ada (admin), Ben, Chika, a guest, and persons 2 to 7.

    On SQLite, or on what a test asks for (`on_both`).
    """
    engine = databases.cleared(getattr(request, "param", "sqlite"))
    running = start_mentor(engine, PEOPLE, [SeedChannel(GENERAL, "general", "", [one.id for one in PEOPLE])])
    yield running
    running.stop()


def sign_up(seat: Seat, *offers: str, close: bool = True) -> None:
    """Signs somebody up with what they can help with."""
    seat.types("/mentor signup")
    seat.sees_modal("Sign up with Mentor")
    seat.chooses("offers", *offers)
    seat.submits()
    seat.sees_modal("You are in.")
    if close:
        seat.closes()
