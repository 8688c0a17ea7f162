"""Everything open for one person."""

from datetime import datetime

from bot.domain.across.status import AskLine, HelpLine, Status
from bot.domain.asks.ask import Ask, AskState
from bot.domain.asks.notes import PendingOffer
from bot.domain.asks.routing import UNTOUCHED
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.asks.cards import asker_card
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.context import Context
from bot.services.mentorships.views import mentorship_lines
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of
from bot.services.programs.queue import places


def status(ctx: Context, user_id: UserId) -> Status:
    """My asks, those I help with, and the offers that wait for me. Raises `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.read() as tx:
        must_be_member(tx, user_id)
        return Status(
            asks=tuple(_ask_line(tx, ask) for ask in tx.asks.of_asker(user_id, open_only=True)),
            helping=tuple(HelpLine(ask, name_of(tx, ask.asker)) for ask in tx.asks.of_mentor(user_id, open_only=True)),
            waiting=_waiting(tx, user_id),
            help_channel=tx.settings.get(HELP_CHANNEL),
            pairs=mentorship_lines(tx, user_id, ctx.clock.now()),
            places=places(tx, user_id),
        )


def _ask_line(tx: Transaction, ask: Ask) -> AskLine:
    return AskLine(ask, name_of(tx, ask.mentor), _next_at(tx, ask))


def _next_at(tx: Transaction, ask: Ask) -> datetime | None:
    if ask.state is AskState.ROUTING:
        return min((offer.lapse_at for offer in tx.asks.offers(ask.id) if offer.state.is_live), default=None)
    if ask.state in {AskState.EXHAUSTED, AskState.POSTED}:
        return (ask.touched_at or ask.created_at) + UNTOUCHED
    return ask.picked_slot


def _waiting(tx: Transaction, user_id: UserId) -> tuple[PendingOffer, ...]:
    waiting = []
    for offer in tx.asks.live_offers_of(user_id):
        ask = tx.asks.get(offer.ask_id)
        if ask is not None:
            waiting.append(PendingOffer(offer, ask.question, asker_card(tx, ask)))
    return tuple(waiting)
