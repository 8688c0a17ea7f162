"""What the asker chooses: widen, post, withdraw, close."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.standing import standing
from bot.blocks.base import ids
from bot.domain.asks.ask import AskId
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.base.ids import UserId
from bot.services.asks import asking
from bot.services.context import Context
from handlers.across.home import refresh_home
from handlers.base.turn import turn_of

CHOICES: dict[str, Callable[[Context, AskId, UserId], AskOutcome]] = {
    ids.ASK_WIDEN: asking.widen,
    ids.ASK_POST: asking.post_to_channel,
    ids.ASK_WITHDRAW: asking.withdraw,
    ids.ASK_CLOSE: asking.close,
}


def choose(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Do what was chosen; the answer shows where the ask stands now, also when it was decided before."""
    turn = turn_of(context, body, client, ack, respond)
    pressed = body["actions"][0]["action_id"]
    outcome = CHOICES[pressed](turn.ctx, AskId(turn.words), turn.user)
    # In the group DM the introduction stays for both; the service edits it.
    turn.tell(standing(outcome), in_place=not _is_shared(body))
    refresh_home(turn.ctx, client, turn.user)


def _is_shared(body: dict[str, Any]) -> bool:
    channel = (body.get("channel") or {}).get("id", "D")
    return not channel.startswith("D") and not body["container"].get("is_ephemeral")


def register(app: App) -> None:
    for action_id in CHOICES:
        app.action(action_id)(choose)
