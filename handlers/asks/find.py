"""`/mentor find`: who knows something."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.ask import MOST_SKILLS, ask_modal
from bot.blocks.asks.find import WORDS, WORDS_LIMIT, find_modal, found, read_ask, read_page
from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.content.vocabulary import built_in
from bot.domain.asks.outcomes import FindResult
from bot.domain.base.ids import UserId
from bot.services.asks import drafting
from bot.services.asks.finding import find
from bot.services.context import Context
from handlers.base.commands import Command
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import mentor, user_of

QUESTION_WORDS = 4
"""So many words make a question, which the ask begins with; fewer name a skill."""


def show(turn: Turn) -> None:
    """The best five, or the form that asks what to look for."""
    if turn.words:
        turn.tell(found(search(turn.ctx, turn.user, turn.words)))
    else:
        turn.open(find_modal(), again="find")


def search(ctx: Context, user: UserId, words: str, page: int = 0) -> FindResult:
    """One page of people."""
    return find(ctx, user, words[:WORDS_LIMIT], page, built_in().found_in(words, MOST_SKILLS))


def typed(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """What to look for, from the form; the people take its place."""
    result = search(mentor(context), user_of(body), FormValues(view).text(WORDS))
    ack(response_action="update", view=notice(found(result)))


def turn_page(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Another page, in place."""
    turn = turn_of(context, body, client, ack, respond)
    page, words = read_page(turn.words)
    turn.tell(found(search(turn.ctx, turn.user, words, page)), in_place=True)


def ask(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The ask form, toward one person."""
    turn = turn_of(context, body, client, ack, respond)
    to, words = read_ask(turn.words)
    question = words if len(words.split()) >= QUESTION_WORDS else ""
    skills = built_in().found_in(words, MOST_SKILLS)
    draft, name = drafting.draft_for(turn.ctx, turn.user, to, question, skills)
    turn.open(ask_modal(draft, name), again=f"find {words}")


COMMANDS = (Command("find", show),)


def register(app: App) -> None:
    app.view(ids.FIND_VIEW)(typed)
    app.action(re.compile(f"^{ids.FIND_PAGE}:"))(turn_page)
    app.action(ids.FIND_ASK)(ask)
