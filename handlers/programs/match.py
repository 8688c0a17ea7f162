"""`/mentor match`: looking for a mentor over months."""

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.programs import match
from bot.domain.base.references import MentorshipRef, Nothing, PersonRef
from bot.domain.programs.fields import RequestField
from bot.services.mentorships import proposals
from bot.services.people import profiles
from bot.services.programs import self_match
from handlers.base.commands import OnCommand
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Command, Form, Press


def show(command: Command) -> None:
    """The five best with reasons, the requests that are out, the wait."""
    command.tell(match.match(self_match.advice(command.ctx, command.user)))


def open_request(press: Press[PersonRef]) -> None:
    """The form in which one says what one hopes for."""
    asked = profiles.person_known(press.ctx, press.about.user_id)
    press.open(match.request_modal(asked.user_id, asked.name), again="match")


def request(form: Form[PersonRef]) -> None:
    """Ask."""
    words = form.values.text(RequestField.WORDS)
    outcome = self_match.request(form.ctx, form.user, form.about.user_id, form.delivery, words)
    form.becomes(notice(match.requested(outcome)))


def wait(press: Press[Nothing]) -> None:
    """Onto the wait list."""
    press.tell(match.match(self_match.wait(press.ctx, press.user)), in_place=True)


def stop(press: Press[Nothing]) -> None:
    """Off it."""
    press.tell(match.match(self_match.stop_waiting(press.ctx, press.user)), in_place=True)


def withdraw(press: Press[MentorshipRef]) -> None:
    """A request is taken back."""
    proposals.say_no(press.ctx, press.about.mentorship_id, press.user)
    press.tell(match.match(self_match.advice(press.ctx, press.user)), in_place=True)


LISTENERS = (
    OnCommand("match", show),
    OnPress(ids.MATCH_OPEN, PersonRef, open_request),
    OnForm(ids.MATCH_VIEW, PersonRef, request),
    OnPress(ids.MATCH_WAIT, Nothing, wait),
    OnPress(ids.MATCH_STOP, Nothing, stop),
    OnPress(ids.MATCH_WITHDRAW, MentorshipRef, withdraw),
)
