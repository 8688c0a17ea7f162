"""Picking one of the proposed times."""

from datetime import datetime

from bot.domain.asks.ask import AskId
from bot.domain.asks.helping import partner_of, picked
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.base.errors import NotFound
from bot.domain.base.ids import UserId
from bot.services.asks import outgoing
from bot.services.context import Context
from bot.services.people.cards import name_of


def pick_slot(ctx: Context, ask_id: AskId, user_id: UserId, slot: datetime) -> AskOutcome:
    """Pick a time, by either side; both get the calendar file. A time is picked once: `changed` is False for the second
    press, for a time that was not proposed or has passed, and for an ask that is over.

    Raises `NotFound` for anybody but the two.
    """
    with ctx.store.write() as tx:
        ask, now = tx.asks.get(ask_id, lock=True), ctx.clock.now()
        if ask is None or partner_of(ask, user_id) is None:
            raise NotFound
        chosen = picked(ask, slot, now)
        if chosen is not None:
            tx.asks.save(chosen)
            outgoing.put_picked(tx, chosen, now)
        return AskOutcome(chosen or ask, changed=chosen is not None, mentor_name=name_of(tx, ask.mentor))
