"""How a listener reaches what the bot is made of."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App

from bot.domain.base.ids import UserId
from bot.services.context import Context

_KEY = "mentor"


def put_context(app: App, ctx: Context) -> None:
    """Give every listener of the app this context."""

    def middleware(context: dict[str, Any], next: Callable[[], None]) -> None:
        context[_KEY] = ctx
        next()

    app.middleware(middleware)


def mentor(context: Mapping[str, Any]) -> Context:
    """The context that `put_context` laid down."""
    ctx = context[_KEY]
    if not isinstance(ctx, Context):
        raise TypeError("no Mentor in this request")
    return ctx


def user_of(body: Mapping[str, Any]) -> UserId:
    """Who typed, pressed or submitted."""
    user = body.get("user")
    return UserId(user["id"] if isinstance(user, dict) else body["user_id"])


def delivery_of(body: Mapping[str, Any]) -> str:
    """One key for one delivery: Slack may bring the same event, press or submission twice.

    A submitted view is known by its id and hash, so that pressing *Submit* again after a correction is a new one.
    """
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}:{body['view'].get('hash', '')}"
    return f"{body.get('type', 'command')}:{body['trigger_id']}"
