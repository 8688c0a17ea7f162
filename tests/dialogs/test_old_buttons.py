"""Buttons of messages that an older version sent: they still work, or say what to do."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.blocks.base import ids
from bot.domain.base.ids import MentorshipId
from tests.support.asks import member
from tests.support.blocks import actions, button
from tests.support.dialogs import Seat
from tests.support.pairs import a_program, begun, lives, paired_up, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN


def sent_before(mentor: RunningMentor, seat: Seat, *buttons: Any) -> None:
    """A message with these buttons stands in somebody's conversation with Mentor."""
    client = WebClient(mentor.workspace.bot_token, base_url=f"{mentor.workspace.base_url}/api/", retry_handlers=[])
    client.chat_postMessage(channel=seat.channel, text="Sent before", blocks=[actions(*buttons)])


@pytest.fixture
def mentorship_id(mentor: RunningMentor) -> MentorshipId:
    ada, ben = paired_up(mentor, ADA, "Negotiation"), paired_up(mentor, BEN, "SQL")
    return begun(mentor, a_program(mentor, "Rise"), ada, ben)


def test_an_old_check_in_is_still_answered(mentor: RunningMentor, mentorship_id: MentorshipId) -> None:
    lives(mentor, 7)
    ben = Seat(mentor.workspace, BEN)
    sent_before(mentor, ben, button(f"{ids.CHECK_IN}:met", "Met, as before", f"{mentorship_id}/1/"))
    ben.presses("Met, as before")
    ben.sees("You met Ada", "You hear from me again")
    assert the_pair(mentor, mentorship_id).meetings == 1


def test_an_old_way_on_still_leads_on(mentor: RunningMentor, mentorship_id: MentorshipId) -> None:
    ben = Seat(mentor.workspace, BEN)
    sent_before(mentor, ben, button(f"{ids.STUCK}:pause", "Pause, as before", mentorship_id))
    ben.presses("Pause, as before")
    ben.sees_modal("Pause")


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        (ids.FIND_ASK, '["U0ADA000001", "negotiation"]'),
        (ids.CHECK_IN, "somebody else's value"),
        (f"{ids.STUCK}:dance", "m1"),
        (ids.OFFER_ACCEPT, ""),
    ],
)
def test_what_cannot_be_read_any_more_says_what_to_do(mentor: RunningMentor, action_id: str, value: str) -> None:
    ben = member(mentor, BEN, "SQL")
    sent_before(mentor, ben, button(action_id, "As before", value))
    ben.presses("As before")
    ben.sees("This button is too old for me to know what it is about.", "`/mentor` shows what is open", ephemeral=True)
