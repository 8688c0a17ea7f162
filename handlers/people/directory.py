"""What the workspace tells about its people."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk.web import WebClient

from bot.domain.people.person import WorkspaceMembership
from bot.services.people.directory import person_changed
from bot.slack.people import person_of
from handlers.across.home import refresh_home
from handlers.base.wiring import delivery_of, mentor

_MOVED = "moved"


def taken_over(context: BoltContext, body: dict[str, Any], event: dict[str, Any], next: Callable[[], None]) -> None:
    """Somebody joined the workspace, left it, moved, or is called differently: it holds at once.

    Runs as middleware, which Bolt does before it acknowledges an event: Slack sends again what was not kept.
    """
    ctx, person = mentor(context), person_of(event["user"], body.get("team_id", ""))
    moved = person_changed(ctx, person, delivery_of(body))
    context[_MOVED] = person.user_id if moved and person.standing is not WorkspaceMembership.DEACTIVATED else None
    next()


def drawn(context: BoltContext, client: WebClient) -> None:
    """What they see on their Home tab follows."""
    if context[_MOVED]:
        refresh_home(mentor(context), client, context[_MOVED])


def register(app: App) -> None:
    app.event("user_change", middleware=[taken_over])(drawn)
    app.event("team_join", middleware=[taken_over])(drawn)
