"""`/mentor status`: my asks and offers."""

from bot.blocks.across import status as blocks
from bot.services.across.status import status
from handlers.base.commands import OnCommand
from handlers.base.turn import Command


def show(command: Command) -> None:
    """Everything open for this person."""
    command.tell(blocks.status(status(command.ctx, command.user)))


LISTENERS = (OnCommand("status", show),)
