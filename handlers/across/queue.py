"""Getting in line in a program, and out of it; whatever surface shows the line."""

from bot.blocks.across import status as status_blocks
from bot.blocks.base import ids
from bot.blocks.programs import match as match_blocks
from bot.blocks.programs.join import card
from bot.domain.programs.references import PlaceInQueue, ShownIn
from bot.services.across.status import status
from bot.services.programs import queue, self_match
from bot.services.programs.views import my_program
from handlers.base.listeners import OnPress
from handlers.base.turn import Press


def join(press: Press[PlaceInQueue]) -> None:
    """In line."""
    queue.join_queue(press.ctx, press.user, press.about.program_id)
    _show(press)


def leave(press: Press[PlaceInQueue]) -> None:
    """Out of it."""
    queue.leave_queue(press.ctx, press.user, press.about.program_id)
    _show(press)


def _show(press: Press[PlaceInQueue]) -> None:
    """The surface that was pressed on, as it is now."""
    match press.about.shown_in:
        case ShownIn.MATCH:
            press.tell(match_blocks.match(self_match.advice(press.ctx, press.user)), in_place=True)
        case ShownIn.STATUS:
            press.tell(status_blocks.status(status(press.ctx, press.user)), in_place=True)
        case ShownIn.CARD:
            press.show(card(my_program(press.ctx, press.user, press.about.program_id)), again="hub")


LISTENERS = (OnPress(ids.QUEUE_JOIN, PlaceInQueue, join), OnPress(ids.QUEUE_LEAVE, PlaceInQueue, leave))
