"""Who knows something: people with the reason, a page at a time."""

from datetime import datetime

from bot.domain.outcomes import FindResult, Found
from bot.domain.people import UserId
from bot.domain.routing import may_be_offered
from bot.ports import Transaction
from bot.services.access import must_be_member
from bot.services.candidates import found_for
from bot.services.cards import card
from bot.services.context import Context

PAGE = 5
"""People on a page."""


def find(ctx: Context, user_id: UserId, words: str, page: int = 0) -> FindResult:
    """The page (from 0) of people who can help with some words. Raises `NotSignedUp`, `MayNotTakePart`."""
    now = ctx.clock.now()
    with ctx.store.read() as tx:
        asker = must_be_member(tx, user_id)
        ranked = found_for(tx, asker, words, now)
        shown = ranked[page * PAGE : (page + 1) * PAGE]
        people = tuple(Found(card(tx, one.user_id), one.reasons, _has_room(tx, one.user_id, now)) for one in shown)
        return FindResult(words, people, page, len(ranked), more=len(ranked) > (page + 1) * PAGE)


def _has_room(tx: Transaction, user_id: UserId, now: datetime) -> bool:
    profile = tx.profiles.get(user_id)
    return profile is not None and may_be_offered(tx.asks.load_of(user_id, now), profile.limits)
