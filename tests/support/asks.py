"""The steps that most dialogs about an ask share."""

from typing import Any

from bot.content.vocabulary import built_in
from bot.domain.base.ids import UserId
from bot.domain.people.profile_form import AboutMe
from bot.services.people import profiles
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor

QUESTION = "How do I tell a client that we will miss the date?"
SKILL = "Negotiation"


def member(mentor: RunningMentor, user_id: str, *offers: str) -> Seat:
    """Somebody who has signed up already, at their screen."""
    about = AboutMe(offers=built_in().skills(offers), wants=built_in().skills(["Public speaking"]))
    profiles.sign_up(mentor.mentor.context, UserId(user_id), about)
    return Seat(mentor.workspace, user_id)


def asks(seat: Seat, question: str = QUESTION, *skills: str, **fields: Any) -> None:
    """Types the command, fills in the form, sends it, and closes what follows."""
    seat.types(f"/mentor ask {question}")
    seat.sees_modal("Ask a colleague")
    seat.chooses("skills", *(skills or (SKILL,)))
    for name, value in fields.items():
        seat.fills(name, value)
    assert seat.submits().ok
    sent = seat.sees_modal("Your ask", question)
    seat.human.close(sent["id"])


def group_of(seat: Seat) -> Seat:
    """The newest group DM of this person, once there is one."""
    found = seat.workspace.wait_for(lambda: [each for each in seat.human.conversations() if each.kind == "mpim"])
    return Seat(seat.workspace, seat.human.user_id, found[0].id)


def in_channel(seat: Seat, channel: str) -> Seat:
    """The same person, looking at another conversation."""
    return Seat(seat.workspace, seat.human.user_id, channel)
