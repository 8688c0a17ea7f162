"""What takes the place of an offer's buttons: for the press itself, and for the message edited later."""

from bot.domain.asks.ask import Ask, Offer, OfferState
from bot.domain.asks.notes import OfferOutcomeNote
from bot.ports import Transaction
from bot.services.asks.cards import asker_card
from bot.services.people.cards import card, name_of


def outcome_note(tx: Transaction, ask: Ask, offer: Offer) -> OfferOutcomeNote | None:
    """The outcome of a decided offer; None while it waits for an answer of somebody who may still give one."""
    if offer.state.is_live and ask.state.is_open:
        return None
    mine = offer.state is OfferState.ACCEPTED
    return OfferOutcomeNote(
        state=offer.state if not offer.state.is_live else OfferState.CANCELLED,
        at=offer.decided_at or ask.closed_at or offer.offered_at,
        asker=card(tx, ask.asker) if mine else asker_card(tx, ask),
        question=ask.question,
        skills=ask.skills,
        taken_by=name_of(tx, ask.mentor) if offer.state is OfferState.SUPERSEDED else "",
    )
