"""What the workspace tells about its people."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk.web import WebClient

from bot.domain.people import Standing
from bot.services.directory import person_changed
from bot.slack_people import person_of
from handlers.home import refresh_home
from handlers.wiring import delivery_of, mentor


def changed(context: BoltContext, body: dict[str, Any], event: dict[str, Any], client: WebClient) -> None:
    """Somebody joined the workspace, left it, moved, or is called differently: it holds at once."""
    ctx, person = mentor(context), person_of(event["user"], body.get("team_id", ""))
    if person_changed(ctx, person, delivery_of(body)) and person.standing is not Standing.DEACTIVATED:
        refresh_home(ctx, client, person.user_id)


def register(app: App) -> None:
    app.event("user_change")(changed)
    app.event("team_join")(changed)
