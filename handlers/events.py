"""What the workspace tells about its people."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.services.directory import person_changed
from bot.slack_people import person_of
from handlers.wiring import delivery_of, mentor


def changed(context: BoltContext, body: dict[str, Any], event: dict[str, Any]) -> None:
    """Somebody joined the workspace, left it, moved, or is called differently: it holds at once."""
    person_changed(mentor(context), person_of(event["user"], body.get("team_id", "")), delivery_of(body))


def register(app: App) -> None:
    app.event("user_change")(changed)
    app.event("team_join")(changed)
