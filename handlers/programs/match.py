"""`/mentor match`: looking for a mentor over months."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.programs import match
from bot.domain.base.ids import MentorshipId, UserId
from bot.services.mentorships import proposals
from bot.services.people import profiles
from bot.services.programs import self_match
from handlers.across.home import refresh_home
from handlers.base.commands import Command
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import delivery_of, mentor, user_of


def show(turn: Turn) -> None:
    """The five best with reasons, the requests that are out, the wait."""
    turn.tell(match.match(self_match.advice(turn.ctx, turn.user)))


def open_request(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form in which one says what one hopes for."""
    turn = turn_of(context, body, client, ack, respond)
    asked = profiles.person_known(turn.ctx, UserId(turn.words))
    turn.open(match.request_modal(asked.user_id, asked.name), again="match")


def request(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Ask."""
    ctx, user = mentor(context), user_of(body)
    to, words = UserId(view["private_metadata"]), FormValues(view).text(match.WORDS)
    outcome = self_match.request(ctx, user, to, delivery_of(body), words)
    ack(response_action="update", view=notice(match.requested(outcome)))
    refresh_home(ctx, client, user)


def wait(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Onto the wait list."""
    turn = turn_of(context, body, client, ack, respond)
    turn.tell(match.match(self_match.wait(turn.ctx, turn.user)), in_place=True)


def stop(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Off it."""
    turn = turn_of(context, body, client, ack, respond)
    turn.tell(match.match(self_match.stop_waiting(turn.ctx, turn.user)), in_place=True)


def withdraw(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """A request is taken back."""
    turn = turn_of(context, body, client, ack, respond)
    proposals.say_no(turn.ctx, MentorshipId(turn.words), turn.user)
    turn.tell(match.match(self_match.advice(turn.ctx, turn.user)), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


COMMANDS = (Command("match", show),)


def register(app: App) -> None:
    app.action(ids.MATCH_OPEN)(open_request)
    app.view(ids.MATCH_VIEW)(request)
    app.action(ids.MATCH_WAIT)(wait)
    app.action(ids.MATCH_STOP)(stop)
    app.action(ids.MATCH_WITHDRAW)(withdraw)
