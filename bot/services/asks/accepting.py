"""What follows when somebody takes an ask, from an offer or from the help channel."""

from datetime import datetime

from bot.domain.asks.answering import Accepted
from bot.domain.asks.ask import Ask
from bot.domain.asks.helping import asks_whether_it_helped_at, with_slots
from bot.domain.asks.messages import AskAbout
from bot.domain.people.profile import Profile
from bot.ports import Transaction
from bot.services.asks import outgoing


def accepted(tx: Transaction, decision: Accepted, mentor: Profile, now: datetime) -> Ask:
    """Write it all down: the ask with times for the talk, the offers, the introduction, the question to come."""
    ask = decision.ask
    asker = tx.profiles.get(ask.asker)
    hours = (asker or mentor).hours
    ask = with_slots(ask, hours, mentor.hours, now)
    tx.asks.save(ask)
    tx.outbox.cancel(AskAbout(ask.id), ask.state)
    for offer in [decision.offer, *decision.beaten]:
        if offer is not None:
            outgoing.settle(tx, offer, now)
    outgoing.show_decided(tx, ask, now)
    outgoing.put_introduction(tx, ask, asks_whether_it_helped_at(ask, hours), now)
    return ask
