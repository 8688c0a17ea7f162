"""Getting in line in a program, and out of it."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.across import status as status_blocks
from bot.blocks.base import ids
from bot.blocks.programs import match as match_blocks
from bot.blocks.programs import queue as blocks
from bot.blocks.programs.join import card
from bot.domain.base.ids import ProgramId
from bot.domain.programs.queue import Place
from bot.services.across.status import status
from bot.services.programs import queue, self_match
from bot.services.programs.views import my_program
from handlers.across.home import refresh_home
from handlers.base.sheets import show
from handlers.base.turn import Turn, turn_of


def join(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """In line."""
    turn = turn_of(context, body, client, ack, respond)
    _shown(turn, queue.get_in_line(turn.ctx, turn.user, ProgramId(turn.words)))


def leave(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Out of it."""
    turn = turn_of(context, body, client, ack, respond)
    _shown(turn, queue.leave_line(turn.ctx, turn.user, ProgramId(turn.words)))


def _shown(turn: Turn, place: Place) -> None:
    """The surface that was pressed on, as it is now."""
    match str(turn.body["actions"][0]["action_id"]).partition(":")[2]:
        case "match":
            turn.tell(match_blocks.match(self_match.advice(turn.ctx, turn.user)), in_place=True)
        case "status":
            turn.tell(status_blocks.status(status(turn.ctx, turn.user)), in_place=True)
        case "card":
            show(turn, card(my_program(turn.ctx, turn.user, place.program_id)), again="hub")
        case _:
            turn.tell(blocks.changed(place), in_place=True)
    refresh_home(turn.ctx, turn.client, turn.user)


def register(app: App) -> None:
    app.action(re.compile(f"^{ids.LINE_JOIN}:"))(join)
    app.action(re.compile(f"^{ids.LINE_LEAVE}:"))(leave)
