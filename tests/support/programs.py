"""The steps that most dialogs about programs share."""

from typing import Any

from bot.content.vocabulary import built_in
from bot.domain.base.ids import UserId
from bot.domain.people.profile_form import AboutMe
from bot.services.people import profiles
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor


def takes_part(mentor: RunningMentor, user_id: str, offers: str, wants: str) -> Seat:
    """Somebody who has signed up with one skill to offer and one they want, at their screen."""
    words = built_in()
    about = AboutMe(offers=words.skills([offers]), wants=words.skills([wants]))
    profiles.sign_up(mentor.mentor.context, UserId(user_id), about)
    return Seat(mentor.workspace, user_id)


def sets_up(admin: Seat, name: str, *, rules: dict[str, Any] | None = None, **basics: Any) -> None:
    """An admin makes a program on its three pages; it stands open afterwards."""
    admin.types("/mentor admin programs")
    admin.sees_modal("Programs")
    admin.presses("New program", on=admin.human.modals()[-1])
    admin.sees_modal("New program")
    for field, value in {"name": name, **basics}.items():
        admin.fills(field, value)
    assert admin.submits().ok
    admin.sees_modal("Who is invited", name)
    assert admin.submits().ok
    admin.sees_modal("Rules and questions")
    for field, value in (rules or {}).items():
        admin.fills(field, value)
    assert admin.submits().ok
    admin.sees_modal(name, "inviting")


def invites(mentor: RunningMentor, admin: Seat) -> None:
    """The admin sends the invitations of the program that stands open, and closes everything."""
    admin.presses("Send invitations", on=admin.human.modals()[-1])
    admin.sees_modal("working hours.")
    mentor.tick()
    while admin.human.modals():
        admin.closes()


def joins(seat: Seat, name: str, role: str, **fields: Any) -> None:
    """Somebody joins from the invitation, and answers nothing more than is asked."""
    seat.presses("Join", on=seat.sees(f"You are invited to {name}"))
    seat.sees_modal("Join", name)
    seat.fills("role", role)
    for field, value in fields.items():
        seat.fills(field, value)
    assert seat.submits().ok
    seat.sees_modal("You are in")
    seat.closes()
