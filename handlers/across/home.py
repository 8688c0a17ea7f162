"""The Home tab, and what is brought up to date after somebody changed something."""

from typing import Any

import structlog
from slack_bolt import App, BoltContext
from slack_sdk.errors import SlackClientError
from slack_sdk.web import WebClient

from bot.blocks.across.hub import home, hub_stranger
from bot.blocks.base.kit import Message
from bot.domain.base.errors import MayNotTakePart
from bot.domain.base.ids import UserId
from bot.services.across.hub import hub
from bot.services.context import Context
from bot.services.people import profiles
from handlers.across.hub import rendered
from handlers.base.wiring import mentor

log = structlog.get_logger(__name__)

DRAWINGS = 3
"""How often one thing that happened may draw the tab: more changes than this draw it themselves."""


def opened(context: BoltContext, event: dict[str, Any], client: WebClient) -> None:
    """Somebody looks at the app: the Home tab is drawn afresh."""
    if event.get("tab") == "home":
        refresh_home(mentor(context), client, UserId(event["user"]))


def refresh_home(ctx: Context, client: WebClient, user: UserId) -> None:
    """Draw somebody's Home tab. It is drawn again whenever they open it, so a failure is only noted.

    Two things may happen to one person at once, and the older drawing may reach Slack last: so each drawing is
    compared with what is true after it, and drawn again where it came too late.
    """
    drawn = _seen(ctx, user)
    for _ in range(DRAWINGS):
        try:
            client.views_publish(user_id=user, view=home(drawn))
        except (SlackClientError, OSError) as error:
            log.warning("home tab not drawn", why=type(error).__name__)
            return
        before, drawn = drawn, _seen(ctx, user)
        if drawn == before:
            return


def _seen(ctx: Context, user: UserId) -> Message:
    try:
        return rendered(hub(ctx, user))
    except MayNotTakePart:
        return hub_stranger()


def learn_workplace(ctx: Context, user: UserId) -> None:
    """Office, department and manager of somebody who just told us about themselves; the next change tries again."""
    try:
        profiles.learn_workplace(ctx, user)
    except (SlackClientError, OSError) as error:
        log.warning("workplace not learned", why=type(error).__name__)


def register(app: App) -> None:
    app.event("app_home_opened")(opened)
