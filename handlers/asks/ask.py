"""`/mentor ask`: the form, and what is sent from it."""

import json
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.ask import HIDE, MOST_SKILLS, ask_modal, ask_sent
from bot.blocks.base import ids
from bot.content.vocabulary import built_in
from bot.domain.asks.ask import AskDraft, AskId, Shape, Urgency
from bot.domain.base.ids import UserId
from bot.services.asks import drafting
from bot.services.asks.asking import create_ask
from handlers.across.home import refresh_home
from handlers.base.commands import Command
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import mentor, user_of


def show(turn: Turn) -> None:
    """Open the form with the words typed after the command."""
    skills = built_in().found_in(turn.words, MOST_SKILLS)
    turn.open(ask_modal(drafting.draft(turn.ctx, turn.user, turn.words, skills)), again=f"ask {turn.words}")


def again(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Open the form with the words of an ask that ended."""
    turn = turn_of(context, body, client, ack, respond)
    draft = drafting.draft_again(turn.ctx, turn.user, AskId(turn.words))
    turn.open(ask_modal(draft), again=f"ask {draft.question}")


def send(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Make the ask. The view's id stands for the delivery: submitted twice, it is one ask."""
    ctx, user = mentor(context), user_of(body)
    ask = create_ask(ctx, user, filled_in(view), delivery_key=view["id"])
    ack(response_action="update", view=ask_sent(ask))
    refresh_home(ctx, client, user)


def filled_in(view: dict[str, Any]) -> AskDraft:
    """The form as a value."""
    filled, kept = FormValues(view), json.loads(view["private_metadata"])
    return AskDraft(
        question=filled.text("question"),
        skills=filled.skills("skills", built_in()),
        tried=filled.text("tried"),
        urgency=Urgency(filled.chosen("urgency")),
        shape=Shape(filled.chosen("shape")),
        name_hidden=HIDE in filled.ticked("privacy"),
        excluded=frozenset(UserId(one) for one in filled.users("excluded")),
        only=UserId(kept["only"]) if kept["only"] else None,
    )


COMMANDS = (Command("ask", show),)


def register(app: App) -> None:
    app.view(ids.ASK_VIEW)(send)
    app.action(ids.ASK_AGAIN)(again)
