"""Drawing somebody's Home tab, so that the newest drawing is the one that stays."""

from collections.abc import Callable

import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web import WebClient

from bot.blocks.base.kit import BlockDict
from bot.domain.base.ids import UserId
from bot.services.base.faults import cause_of

log = structlog.get_logger(__name__)

DRAWINGS = 3
"""How often one thing that happened may draw the tab: more changes than this draw it themselves."""


def draw(client: WebClient, user: UserId, seen: Callable[[], BlockDict]) -> None:
    """Draw the tab. It is drawn again whenever they open it, so a failure is only noted: what they did is done, and
    they have read that it is, whatever becomes of showing it here.
    """
    try:
        _draw(client, user, seen)
    except Exception as error:  # noqa: BLE001
        log.error("home tab not drawn", cause=cause_of(error))


def _draw(client: WebClient, user: UserId, seen: Callable[[], BlockDict]) -> None:
    """Draw it, so that what stays is true.

    Two things may happen to one person at once, and the older drawing may reach Slack last: so each drawing is
    compared with what is true after it, and drawn again where it came too late.
    """
    drawn = seen()
    for _ in range(DRAWINGS):
        try:
            client.views_publish(user_id=user, view=drawn)
        except (SlackClientError, OSError) as error:
            log.warning("home tab not drawn", why=type(error).__name__)
            return
        before, drawn = drawn, seen()
        if drawn == before:
            return
