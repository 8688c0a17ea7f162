"""`/mentor admin`: what holds for everybody."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk.web import WebClient

from bot.blocks.across.settings import HELP_CHANNEL, admin_modal, admin_saved
from bot.blocks.base import ids
from bot.domain.base.errors import InvalidField
from bot.services.across.settings import help_channel, set_help_channel
from handlers.base.commands import Command, Who
from handlers.base.forms import FormValues
from handlers.base.turn import Turn
from handlers.base.wiring import mentor, user_of
from handlers.programs import programs


def show(turn: Turn) -> None:
    """Open the settings; `programs` opens the programs."""
    if turn.words == "programs":
        programs.show_list(turn)
        return
    turn.open(admin_modal(help_channel(turn.ctx, turn.user)), again="admin")


def save(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Keep them; a channel only where Mentor can post."""
    channel = FormValues(view).conversation(HELP_CHANNEL)
    if channel and not client.conversations_info(channel=channel)["channel"].get("is_member"):
        raise InvalidField(HELP_CHANNEL, "not_in_channel")
    set_help_channel(mentor(context), user_of(body), channel)
    ack(response_action="update", view=admin_saved(channel))


COMMANDS = (Command("admin", show, Who.ADMINS),)


def register(app: App) -> None:
    app.view(ids.ADMIN_VIEW)(save)
