"""*Ask a mentor about this*, in the menu of any message."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.ask import MOST_SKILLS, ask_modal
from bot.blocks.base import ids
from bot.content.vocabulary import built_in
from bot.domain.base.ids import UserId
from bot.services.asks import drafting
from handlers.base.commands import readable
from handlers.base.turn import turn_of


def ask_about(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The ask form with the message's text; who wrote it is not asked unless the asker wants that."""
    turn = turn_of(context, body, client, ack, respond)
    message = body["message"]
    question = readable(message.get("text") or "")
    author = UserId(message.get("user") or "") or None
    skills = built_in().found_in(question, MOST_SKILLS)
    draft = drafting.draft(turn.ctx, turn.user, question, skills, author=author)
    turn.open(ask_modal(draft), again=f"ask {question}")


def register(app: App) -> None:
    app.shortcut(ids.ASK_SHORTCUT)(ask_about)
