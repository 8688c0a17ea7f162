"""Suggestions for every field in which skills are typed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.blocks.base import ids
from bot.blocks.people.profile import suggested
from bot.content.vocabulary import built_in
from bot.services.people.profiles import suggest_skills
from handlers.base.wiring import mentor

FIELDS = (ids.SKILL_OPTIONS_OFFERS, ids.SKILL_OPTIONS_WANTS, ids.SKILL_OPTIONS_ASK, ids.SKILL_OPTIONS_JOIN)


def register(app: App) -> None:
    for action_id in FIELDS:
        app.options(action_id)(suggest)


def suggest(context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    """What the typed beginning may mean."""
    found = suggest_skills(mentor(context), built_in(), body["value"])
    ack(options=suggested(found.known, found.typed))
