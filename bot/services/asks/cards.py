"""Who asks, as far as others may see it."""

from bot.domain.asks.ask import Ask
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.people.cards import card, department_of


def asker_card(tx: Transaction, ask: Ask) -> Card:
    """The asker as somebody may see them who has not accepted: a hidden name leaves nothing but the department."""
    if not ask.name_hidden:
        return card(tx, ask.asker)
    return Card(UserId(""), name="", department=department_of(tx, ask.asker), known=False)
