"""Did it help, and the line of thanks."""

from functools import partial

from bot.blocks.asks.closing import YES, said, thanked, thanks_modal
from bot.blocks.base import ids
from bot.domain.asks.ask import Helped
from bot.domain.asks.fields import ThanksField
from bot.domain.asks.references import AskRef
from bot.services.asks import closing
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press

HELPED = {ids.HELPED_A_LOT: Helped.A_LOT, ids.HELPED_SOME: Helped.SOME, ids.HELPED_NOT: Helped.NOT}


def say(helped: Helped, press: Press[AskRef]) -> None:
    """Keep what the asker says, and offer to thank."""
    outcome = closing.say_helped(press.ctx, press.about.ask_id, press.user, helped)
    may_thank = outcome.changed and outcome.ask.helped is not Helped.NOT
    if may_thank:
        # Before anything slower: the trigger lives three seconds.
        press.open(thanks_modal(outcome.ask.id, outcome.mentor_name), again="status")
    if press.on_message or not may_thank:
        press.tell(said(outcome), in_place=True)


def write(press: Press[AskRef]) -> None:
    """Open the form for thanks, any time later."""
    outcome = closing.present(press.ctx, press.about.ask_id, press.user)
    if outcome.ask.thanks:
        press.tell(said(outcome), in_place=True)
    else:
        press.open(thanks_modal(outcome.ask.id, outcome.mentor_name), again="status")


def thank(form: Form[AskRef]) -> None:
    """Keep the thanks, and pass them on where the asker says so."""
    words, pass_on = form.values.text(ThanksField.THANKS), form.values.chosen(ThanksField.PASS_ON) == YES
    form.becomes(thanked(closing.thank(form.ctx, form.about.ask_id, form.user, words, pass_on)))


LISTENERS = (
    *(OnPress(action_id, AskRef, partial(say, helped)) for action_id, helped in HELPED.items()),
    OnPress(ids.THANKS_OPEN, AskRef, write),
    OnForm(ids.THANKS_VIEW, AskRef, thank),
)
