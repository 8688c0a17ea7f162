"""`/mentor pause [until]` and `/mentor resume`."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.people.pause import not_paused, paused, proposed, resumed
from bot.content.dates import read_date, warm_up
from bot.domain.delivery.hours import next_open
from bot.services.people import pause as service
from bot.services.people import profiles
from handlers.across.home import refresh_home
from handlers.base.commands import Command
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import delivery_of


def propose(turn: Turn) -> None:
    """Show what was read, before it holds: up to when their day begins, for nothing is sent outside their hours."""
    hours = profiles.member(turn.ctx, turn.user).profile.hours
    read = read_date(turn.words, turn.ctx.clock.now(), hours.zone) if turn.words else None
    turn.tell(proposed(next_open(hours, read) if read else None, hours.zone))


def confirm(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Out, at once."""
    turn = turn_of(context, body, client, ack, respond)
    until = datetime.fromisoformat(turn.words) if turn.words else None
    profile = service.pause(turn.ctx, turn.user, until, delivery_of(body))
    said = paused(profile.paused_until, profile.hours.zone) if profile.paused else resumed(was_paused=False)
    turn.tell(said, in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def cancel(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Thought better of it."""
    turn_of(context, body, client, ack, respond).tell(not_paused(), in_place=True)


def resume(turn: Turn) -> None:
    """Back in."""
    was_paused = service.resume(turn.ctx, turn.user, delivery_of(turn.body))
    turn.tell(resumed(was_paused=was_paused), in_place="actions" in turn.body)
    refresh_home(turn.ctx, turn.client, turn.user)


def press_resume(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The same, by a button."""
    resume(turn_of(context, body, client, ack, respond))


COMMANDS = (Command("pause", propose), Command("resume", resume))


def register(app: App) -> None:
    warm_up()
    app.action(ids.PAUSE_CONFIRM)(confirm)
    app.action(ids.PAUSE_CANCEL)(cancel)
    app.action(ids.RESUME)(press_resume)
