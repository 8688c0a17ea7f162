"""*Pick this*: the time of a talk."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.introduction import read_slot
from bot.blocks.asks.standing import slot_picked
from bot.blocks.base import ids
from bot.services.asks.meeting import pick_slot
from handlers.base.turn import turn_of


def pick(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Pick a time. The introduction changes for both; this person reads at once what holds."""
    turn = turn_of(context, body, client, ack, respond)
    ask_id, slot = read_slot(turn.words)
    turn.tell(slot_picked(pick_slot(turn.ctx, ask_id, turn.user, slot)))


def register(app: App) -> None:
    app.action(ids.ASK_PICK_SLOT)(pick)
