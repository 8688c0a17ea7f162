"""`/mentor status`: my asks and offers."""

from bot.blocks.across import status as blocks
from bot.services.across.status import status
from handlers.base.commands import Command
from handlers.base.turn import Turn


def show(turn: Turn) -> None:
    """Everything open for this person."""
    turn.tell(blocks.status(status(turn.ctx, turn.user)))


COMMANDS = (Command("status", show),)
