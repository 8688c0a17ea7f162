"""What ends with an ask, however it ends."""

from datetime import datetime

from bot.domain.asks import routing
from bot.domain.asks.ask import Ask, AskState
from bot.domain.asks.messages import AskAbout
from bot.ports import Transaction
from bot.services.asks import outgoing


def end(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Save an ask that is over: its offers are taken back, its messages lose their buttons.

    What is queued about it is dropped, except after somebody had accepted: the introduction must still be seen.
    """
    tx.asks.save(ask)
    for offer in routing.cancelled(tx.asks.offers(ask.id), now):
        outgoing.settle(tx, offer, now)
    if ask.state is not AskState.CLOSED:
        tx.outbox.cancel(AskAbout(ask.id), ask.state)
    outgoing.show_decided(tx, ask, now)
