"""`/mentor status`: my asks and offers."""

from bot.blocks import status as blocks
from bot.services.status import status
from handlers.commands import Command
from handlers.turn import Turn


def show(turn: Turn) -> None:
    """Everything open for this person."""
    turn.tell(blocks.status(status(turn.ctx, turn.user)))


COMMANDS = (Command("status", show),)
