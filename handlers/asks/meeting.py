"""*Pick this*: the time of a talk."""

from bot.blocks.asks.standing import slot_picked
from bot.blocks.base import ids
from bot.domain.asks.references import SlotOfAsk
from bot.services.asks.meeting import pick_slot
from handlers.base.listeners import OnPress
from handlers.base.turn import Press


def pick(press: Press[SlotOfAsk]) -> None:
    """Pick a time. The introduction changes for both; this person reads at once what holds."""
    press.tell(slot_picked(pick_slot(press.ctx, press.about.ask_id, press.user, press.about.slot)))


LISTENERS = (OnPress(ids.ASK_PICK_SLOT, SlotOfAsk, pick),)
