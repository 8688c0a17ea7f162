"""`/mentor`: what waits for you, and what you can do."""

from bot.blocks.across.hub import hub_member, hub_new
from bot.blocks.base.kit import Rendered
from bot.services.across.hub import Hub, hub
from handlers.base.commands import OnCommand, Who
from handlers.base.turn import Command


def show(command: Command) -> None:
    """Answer with the hub."""
    command.tell(rendered(hub(command.ctx, command.user)))


def rendered(seen: Hub) -> Rendered:
    """The hub as a message."""
    if seen.profile is None or seen.status is None:
        return hub_new()
    return hub_member(
        seen.profile,
        seen.status,
        seen.to_judge,
        seen.programs,
        paused_until=seen.profile.paused_until,
        is_paused=seen.is_paused,
        is_admin=seen.is_admin,
    )


LISTENERS = (OnCommand("hub", show, Who.EVERYBODY),)
