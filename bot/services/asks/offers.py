"""What a mentor does with an offer, or with an ask in the help channel. Exactly one wins, on however many processes."""

from datetime import datetime
from typing import assert_never

from bot.domain.asks.answering import (
    Accepted,
    AlreadyDecided,
    Decision,
    Declined,
    Full,
    OfferAnswer,
    TooLate,
    decide_answer,
    decide_taking,
)
from bot.domain.asks.ask import Ask, AskId, Offer, OfferId
from bot.domain.asks.outcomes import Outcome
from bot.domain.base.errors import NotFound
from bot.domain.base.ids import UserId
from bot.domain.people.profile import Profile
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.accepting import accepted
from bot.services.asks.outcome_notes import outcome_note
from bot.services.asks.routing import move_on, take_all_back, take_back
from bot.services.context import Context
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def answer(ctx: Context, offer_id: OfferId, mentor: UserId, said: OfferAnswer) -> Outcome:
    """Answer an offer. Raises `NotFound` for an offer that is not theirs, `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.write() as tx:
        now = ctx.clock.now()
        ask, profile = _locked(tx, _ask_of(tx, offer_id, mentor), mentor)
        # Read after both locks: whoever was first has written by now.
        if ask.asker in tx.block_lists.blocked_with(mentor):
            take_back(tx, offer_id, now)
        offer = tx.asks.offer(offer_id, lock=True)
        assert offer is not None, "offers are never deleted"
        others = [one for one in tx.asks.offers(ask.id) if one.id != offer_id]
        load = tx.asks.load_of(mentor, now)
        decision = decide_answer(ask, offer, others, said, profile, load, now)
        return _carry_out(tx, decision, ask, offer, profile, now)


def take_from_channel(ctx: Context, ask_id: AskId, user_id: UserId) -> Outcome:
    """Take the nameless ask in the help channel. Raises `NotFound`, `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.write() as tx:
        now = ctx.clock.now()
        ask, profile = _locked(tx, ask_id, user_id)
        load = tx.asks.load_of(user_id, now)
        blocked = ask.asker in tx.block_lists.blocked_with(user_id)
        decision = decide_taking(ask, tx.asks.offers(ask_id), profile, load, now, blocked=blocked)
        if isinstance(decision, Accepted):
            ask = accepted(tx, decision, profile, now)
        return Outcome(decision, ask, by_name=name_of(tx, ask.mentor))


def _ask_of(tx: Transaction, offer_id: OfferId, mentor: UserId) -> AskId:
    offer = tx.asks.offer(offer_id)
    if offer is None or offer.mentor != mentor:
        raise NotFound
    return offer.ask_id


def _locked(tx: Transaction, ask_id: AskId, user_id: UserId) -> tuple[Ask, Profile]:
    """The ask, then the profile: everybody takes the two locks in this order."""
    ask = tx.asks.get(ask_id, lock=True)
    if ask is None:
        raise NotFound
    must_be_member(tx, user_id)
    profile = tx.profiles.get(user_id, lock=True)
    assert profile is not None, "a member has a profile"
    return ask, profile


def _carry_out(tx: Transaction, decision: Decision, ask: Ask, offer: Offer, profile: Profile, now: datetime) -> Outcome:
    match decision:
        case Accepted():
            ask = accepted(tx, decision, profile, now)
        case Declined():
            ask = _declined(tx, decision, now)
        case TooLate() | AlreadyDecided():
            pass
        case Full():
            return Outcome(decision, ask)
        case _:
            assert_never(decision)
    present = tx.asks.offer(offer.id) or offer
    return Outcome(decision, ask, outcome_note(tx, ask, present), name_of(tx, ask.mentor))


def _declined(tx: Transaction, decision: Declined, now: datetime) -> Ask:
    """The next person at once. A pause takes the mentor's other offers back too."""
    outgoing.settle(tx, decision.offer, now)
    if decision.profile is not None:
        tx.profiles.save(decision.profile)
        if decision.profile.paused:
            take_all_back(tx, decision.offer.mentor, now)
    return move_on(tx, decision.ask, now)
