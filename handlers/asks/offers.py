"""The four answers to an offer, and *I can help* in the help channel."""

from functools import partial

from bot.blocks.asks.answered import answered
from bot.blocks.base import ids
from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.references import AskRef, OfferRef
from bot.services.asks import offers
from handlers.base.listeners import OnPress
from handlers.base.turn import Press

ANSWERS = {
    ids.OFFER_ACCEPT: OfferAnswer.I_CAN_HELP,
    ids.OFFER_NOT_NOW: OfferAnswer.NOT_NOW,
    ids.OFFER_NOT_MY_AREA: OfferAnswer.NOT_MY_AREA,
    ids.OFFER_PAUSE: OfferAnswer.PAUSE_ME,
}


def answer(said: OfferAnswer, press: Press[OfferRef]) -> None:
    """Answer an offer; a press on one that is decided shows how it was decided."""
    outcome = offers.answer(press.ctx, press.about.offer_id, press.user, said)
    press.tell(answered(outcome), in_place=outcome.note is not None)


def take(press: Press[AskRef]) -> None:
    """Take an ask that stands in the help channel; only this person sees the answer."""
    press.tell(answered(offers.take_from_channel(press.ctx, press.about.ask_id, press.user)))


LISTENERS = (
    *(OnPress(action_id, OfferRef, partial(answer, said)) for action_id, said in ANSWERS.items()),
    OnPress(ids.HELP_POST_ACCEPT, AskRef, take),
)
