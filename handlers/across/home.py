"""The Home tab: how it looks for somebody. `handlers.base.listeners` draws it after whatever they changed."""

from bot.blocks.across.hub import home, hub_stranger
from bot.blocks.base.kit import BlockDict
from bot.domain.base.errors import MayNotTakePart
from bot.domain.base.ids import UserId
from bot.services.across.hub import hub
from bot.services.context import Context
from handlers.across.hub import rendered
from handlers.base.listeners import OnEvent
from handlers.base.turn import Event


def opened(event: Event) -> UserId | None:
    """Somebody looks at the app: the Home tab is drawn afresh."""
    return UserId(event.content["user"]) if event.content.get("tab") == "home" else None


def seen(ctx: Context, user: UserId) -> BlockDict:
    """The tab as it is now."""
    try:
        return home(rendered(hub(ctx, user)))
    except MayNotTakePart:
        return home(hub_stranger())


LISTENERS = (OnEvent("app_home_opened", opened),)
