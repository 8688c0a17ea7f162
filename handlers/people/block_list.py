"""People whom somebody would rather not meet here: their list, opened and kept."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.people.block_list import apart_form, kept_apart, shown_in
from bot.domain.base.ids import UserId
from bot.domain.people.block_list import APART
from bot.services.across import block_list
from handlers.across.home import refresh_home
from handlers.base.forms import FormValues
from handlers.base.turn import turn_of
from handlers.base.wiring import mentor, user_of


def show(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Open the list, on top of the profile where it was pressed there."""
    turn = turn_of(context, body, client, ack, respond)
    turn.open(apart_form(block_list.my_list(turn.ctx, turn.user)), again="profile")


def keep(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Keep the list; what it came to takes its place."""
    ctx, user = mentor(context), user_of(body)
    chosen = [UserId(who) for who in FormValues(view).users(APART)]
    kept = block_list.keep_list(ctx, user, shown_in(view), chosen)
    ack(response_action="update", view=notice(kept_apart(kept)))
    refresh_home(ctx, client, user)


def register(app: App) -> None:
    app.action(ids.APART_OPEN)(show)
    app.view(ids.APART_VIEW)(keep)
