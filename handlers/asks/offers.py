"""The four answers to an offer, and *I can help* in the help channel."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.answered import answered
from bot.blocks.base import ids
from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import AskId, OfferId
from bot.services.asks import offers
from handlers.across.home import refresh_home
from handlers.base.turn import turn_of

ANSWERS = {
    ids.OFFER_ACCEPT: OfferAnswer.I_CAN_HELP,
    ids.OFFER_NOT_NOW: OfferAnswer.NOT_NOW,
    ids.OFFER_NOT_MY_AREA: OfferAnswer.NOT_MY_AREA,
    ids.OFFER_PAUSE: OfferAnswer.PAUSE_ME,
}


def answer(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Answer an offer; a press on one that is decided shows how it was decided."""
    turn = turn_of(context, body, client, ack, respond)
    said = ANSWERS[body["actions"][0]["action_id"]]
    outcome = offers.answer(turn.ctx, OfferId(turn.words), turn.user, said)
    turn.tell(answered(outcome), in_place=outcome.note is not None)
    refresh_home(turn.ctx, client, turn.user)


def take(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Take an ask that stands in the help channel; only this person sees the answer."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = offers.take_from_channel(turn.ctx, AskId(turn.words), turn.user)
    turn.tell(answered(outcome))
    refresh_home(turn.ctx, client, turn.user)


def register(app: App) -> None:
    for action_id in ANSWERS:
        app.action(action_id)(answer)
    app.action(ids.HELP_POST_ACCEPT)(take)
