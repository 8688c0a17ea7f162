"""Somebody is gone, for a while or for good: nobody who counts on them is left in the dark."""

from datetime import datetime

from bot.domain.asks import routing
from bot.domain.asks.ask import Ask, AskId
from bot.domain.asks.helping import partner_of
from bot.domain.asks.messages import AskAbout
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.ending import end
from bot.services.asks.routing import take_all_back
from bot.services.context import Context
from bot.services.mentorships.ending import pairs_of_one_gone
from bot.services.programs.programs import left_all

_ALL = 10_000
"""More asks than anybody has open."""


def paused(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Out for a while: offers that wait for them end at once."""
    take_all_back(tx, user_id, now)


def left(ctx: Context, tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Signed out, or no longer in the company: offers and asks end, partners are told."""
    paused(tx, user_id, now)
    tx.outbox.cancel_to(user_id, "left")
    for ask in open_asks(tx, user_id):
        _end(tx, ask.id, user_id, now)
    pairs_of_one_gone(ctx, tx, user_id, now)
    left_all(tx, user_id, now)


def open_asks(tx: Transaction, user_id: UserId) -> list[Ask]:
    """All that somebody asked, then all they help with, of what is not over."""
    both = (tx.asks.of_asker, tx.asks.of_mentor)
    return [ask for theirs in both for ask in theirs(user_id, open_only=True, limit=_ALL)]


def _end(tx: Transaction, ask_id: AskId, gone: UserId, now: datetime) -> None:
    ask = tx.asks.get(ask_id, lock=True)
    ended = (routing.withdrawn(ask, now) or routing.closed(ask, now)) if ask else None
    if ended is None:
        return
    end(tx, ended, now)
    tx.outbox.cancel(AskAbout(ended.id), "left")
    partner = partner_of(ended, gone)
    if partner is not None:
        outgoing.put_partner_left(tx, ended, partner, now)
