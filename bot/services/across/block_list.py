"""Keeping people apart who are not to be brought together: at once, both ways, and told to nobody."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.asks.ask import AskState
from bot.domain.asks.helping import partner_of
from bot.domain.base.ids import UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship, MentorshipState
from bot.domain.people.block_list import KeptApart, changes
from bot.domain.people.person import WorkspaceMembership
from bot.ports import Transaction
from bot.services.across.leaving import open_asks
from bot.services.asks.routing import take_back
from bot.services.context import Context
from bot.services.mentorships.proposals import give_up
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def my_list(ctx: Context, user_id: UserId) -> tuple[UserId, ...]:
    """Whom somebody would rather not meet, as Slack can show them: nobody whose account is gone.

    Raises `NotSignedUp`, `MayNotTakePart`.
    """
    with ctx.store.read() as tx:
        must_be_member(tx, user_id)
        listed = own_list(tx, user_id)
        gone = {who for who, one in tx.people.many(listed).items() if one.standing is WorkspaceMembership.DEACTIVATED}
    return tuple(sorted(listed - gone))


def own_list(tx: Transaction, user_id: UserId) -> frozenset[UserId]:
    """Whom somebody would rather not meet; never who would rather not meet them."""
    return frozenset(whom for _, whom in tx.block_lists.of([user_id]))


def keep_list(ctx: Context, user_id: UserId, shown: Collection[UserId], chosen: Collection[UserId]) -> KeptApart:
    """Keep a list that was `shown` and came back as `chosen`.

    Raises `InvalidField` as `bot.domain.people.block_list.changes` does, `NotSignedUp`, `MayNotTakePart`.
    """
    changed = changes(user_id, shown, chosen)
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        now = ctx.clock.now()
        taken_back = keep_apart(tx, user_id, changed.added, now)
        for who in changed.taken_off:
            tx.block_lists.remove(user_id, who)
        return _kept(tx, user_id, changed.added, taken_back)


def keep_apart(tx: Transaction, by: UserId, others: Collection[UserId], now: datetime) -> tuple[Mentorship, ...]:
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
        _decline(tx, pair, by, now) for pair in _with(tx, by, others) if pair.state is MentorshipState.PROPOSED
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


def _decline(tx: Transaction, pair: Mentorship, by: UserId, now: datetime) -> Mentorship:
    locked = tx.mentorships.get(pair.id, lock=True)
    declined = pairing.said_no(locked, by, DeclineReason.RATHER_NOT_SAY, now) if locked else None
    if declined is not None:
        give_up(tx, declined, now)
    return declined or pair


def _with(tx: Transaction, one: UserId, others: Collection[UserId]) -> list[Mentorship]:
    """Open pairs of somebody with any of the others, by id."""
    theirs = (
        pair for pair in tx.mentorships.of_user(one, open_only=True) if set(others).intersection(pair.others(one))
    )
    return sorted(theirs, key=lambda pair: pair.id)


def _kept(tx: Transaction, user_id: UserId, added: Collection[UserId], taken_back: Iterable[Mentorship]) -> KeptApart:
    partners = {partner_of(ask, user_id) for ask in open_asks(tx, user_id) if ask.state is AskState.ACCEPTED}
    going_on = [pair for pair in _with(tx, user_id, added) if pair.state.goes_on]
    return KeptApart(
        count=len(own_list(tx, user_id)),
        pairs=tuple((pair.id, name_of(tx, pair.other(user_id))) for pair in going_on),
        talks=tuple(sorted(name_of(tx, who) for who in partners if who in added)),
        taken_back=tuple(name_of(tx, pair.other(user_id)) for pair in taken_back),
    )
