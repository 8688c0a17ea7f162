"""Keeping people apart at once: what is offered or proposed between them is taken back."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.base.ids import UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship, MentorshipState
from bot.ports import Transaction
from bot.services.asks.routing import take_back
from bot.services.context import Context
from bot.services.mentorships.proposals import give_up


def add_to_block_list(
    ctx: Context, tx: Transaction, by: UserId, others: Collection[UserId], now: datetime
) -> tuple[Mentorship, ...]:
    """Put others on somebody's list. What is offered or proposed between them is taken back, and looks to the other
    side like any ask or proposal that comes to nothing; what has begun goes on. Returns the proposals taken back."""
    # Answers, requests and publishing take these locks too, in this order: each is either seen here, or sees this.
    for who in sorted({by, *others}):
        tx.profiles.get(who, lock=True)
    for other in sorted(others):
        tx.block_lists.add(by, other, now)
        _take_offers_back(tx, other, by, now)
        _take_offers_back(tx, by, other, now, named_only=True)
    return tuple(
        _decline(ctx, tx, pair, by, now) for pair in open_with(tx, by, others) if pair.state is MentorshipState.PROPOSED
    )


def _take_offers_back(
    tx: Transaction, mentor: UserId, asker: UserId, now: datetime, *, named_only: bool = False
) -> None:
    """`named_only`: not where the asker hides their name, or a list would find out whose ask it is. Such an offer
    stays until its time; a yes to it comes too late."""
    for offer in tx.asks.live_offers_of(mentor):
        ask = tx.asks.get(offer.ask_id)
        if ask is not None and ask.asker == asker and not (named_only and ask.name_hidden):
            take_back(tx, offer.id, now)


def _decline(ctx: Context, tx: Transaction, pair: Mentorship, by: UserId, now: datetime) -> Mentorship:
    locked = tx.mentorships.get(pair.id, lock=True)
    declined = pairing.said_no(locked, by, DeclineReason.RATHER_NOT_SAY, now) if locked else None
    if declined is not None:
        give_up(ctx, tx, declined, now)
    return declined or pair


def open_with(tx: Transaction, one: UserId, others: Collection[UserId]) -> list[Mentorship]:
    """Open mentorships of somebody with any of the others, by id."""
    theirs = (
        pair for pair in tx.mentorships.of_user(one, open_only=True) if set(others).intersection(pair.others(one))
    )
    return sorted(theirs, key=lambda pair: pair.id)
