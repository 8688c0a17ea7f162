"""Time passes over the asks that wait: reminders, lapses, the next person, the end."""

from dataclasses import replace
from datetime import datetime

from bot.domain.asks import routing
from bot.domain.asks.ask import Ask, AskId, AskState, Offer, OfferId
from bot.domain.asks.routing import Step
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import OutboxState
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.candidates import Candidate, candidates
from bot.services.asks.ending import end
from bot.services.base.batches import each
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.people.access import reachable


def advance(ctx: Context, now: datetime, limit: int = 100) -> int:
    """Remind, let lapse, ask the next person, or hand back to the asker; how many asks were looked at."""
    with ctx.store.read() as tx:
        due = tx.asks.to_advance(now, limit)
    return len(each(ctx, "advance ask", due, lambda ask_id: _advance(ctx, ask_id, now)))


def expire(ctx: Context, now: datetime, limit: int = 100) -> int:
    """End the asks that nobody has touched for 14 days; how many."""
    with ctx.store.read() as tx:
        stale = tx.asks.untouched_since(now - routing.UNTOUCHED, limit)
    return sum(each(ctx, "expire ask", stale, lambda ask_id: _expire(ctx, ask_id, now)))


def move_on(tx: Transaction, ask: Ask, now: datetime, *, at_once: bool = False) -> Ask:
    """Offer a locked ask to the next people, or hand it back when there are none; saves it.

    `at_once`: the asker has just pressed something, so that the answer need not wait for their hours.
    """
    offers = tx.asks.offers(ask.id)
    if routing.places(ask, offers):
        chosen = routing.next_people(ask, offers, candidates(tx, ask, now), lambda one: _can_take(tx, one, now))
        offers = [*offers, *(_offer(tx, ask, one, now) for one in chosen)]
        ask = replace(ask, touched_at=now) if chosen else ask
    if routing.is_exhausted(ask, offers):
        ask = routing.exhausted(ask, now)
        outgoing.put_nobody_yet(tx, ask, now, at_once=at_once)
    tx.asks.save(ask)
    return ask


def _advance(ctx: Context, ask_id: AskId, now: datetime) -> None:
    with ctx.store.write() as tx:
        _advance_in(tx, ask_id, now)


def _advance_in(tx: Transaction, ask_id: AskId, now: datetime) -> None:
    ask = tx.asks.get(ask_id, lock=True)
    if ask is None or ask.state is not AskState.ROUTING:
        return
    # Where the name is hidden, an offer that vanished would tell the mentor whose ask it was: see `services.blocked`.
    blocked = frozenset() if ask.name_hidden else tx.block_lists.blocked_with(ask.asker)
    for offer in tx.asks.offers(ask_id):
        if offer.state.is_live and offer.mentor in blocked:
            take_back(tx, offer.id, now)
        elif offer.state.is_live:
            _step(tx, ask, offer.id, now)
    move_on(tx, ask, now)


def take_back(tx: Transaction, offer_id: OfferId, now: datetime) -> None:
    """Take one offer back, as if the ask had ended without this person; the next tick asks somebody else."""
    offer = tx.asks.offer(offer_id, lock=True)
    for gone in routing.cancelled([offer] if offer else [], now):
        outgoing.settle(tx, gone, now)


def take_all_back(tx: Transaction, mentor: UserId, now: datetime) -> None:
    """Offers that wait for somebody who cannot be reached any more end at once; the next tick asks the next people.

    Locks the profile before the offers, as an answer does: an answer given at this moment is either in, or too late.
    """
    tx.profiles.get(mentor, lock=True)
    for live in tx.asks.live_offers_of(mentor):
        offer = tx.asks.offer(live.id, lock=True)
        if offer is not None and offer.state.is_live:
            outgoing.settle(tx, routing.stepped(offer, Step.UNREACHABLE, now), now)


def _step(tx: Transaction, ask: Ask, offer_id: OfferId, now: datetime) -> None:
    """Time over one offer. Locked and read again: its mentor may be answering or pausing at this moment."""
    offer = tx.asks.offer(offer_id, lock=True)
    if offer is None or not offer.state.is_live:
        return
    profile = reachable(tx, offer.mentor, now)
    what = routing.step(offer, now, reachable=profile is not None)
    if what in {Step.REMIND, Step.LAPSE} and profile is not None and _still_on_its_way(tx, offer):
        tx.asks.save_offer(routing.timed(offer, ask.urgency, profile.hours, now))
    elif what is Step.REMIND:
        reminded = routing.stepped(offer, what, now)
        tx.asks.save_offer(reminded)
        outgoing.put_reminder(tx, reminded, now)
    elif what is not Step.WAIT:
        outgoing.settle(tx, routing.stepped(offer, what, now), now)


def _still_on_its_way(tx: Transaction, offer: Offer) -> bool:
    """Whether the mentor cannot have seen the offer yet: its clock does not run."""
    message = tx.outbox.by_key(outgoing.offer_key(offer.id))
    return message is not None and message.state in {OutboxState.PENDING, OutboxState.SENDING}


def _can_take(tx: Transaction, one: Candidate, now: datetime) -> bool:
    profile = reachable(tx, one.user_id, now)
    if profile is None or not profile.takes_questions:
        return False
    return routing.may_be_offered(tx.asks.load_of(one.user_id, now), profile.limits)


def _offer(tx: Transaction, ask: Ask, one: Candidate, now: datetime) -> Offer:
    profile = reachable(tx, one.user_id, now)
    assert profile is not None, "chosen just now, in this transaction"
    # The id comes from ask and mentor: nobody can be asked twice, whoever writes.
    offer_id = OfferId(stable_id("offer", ask.id, one.user_id))
    offer = routing.new_offer(offer_id, ask, one.user_id, profile.hours, now, one.reasons, one.score)
    tx.asks.save_offer(offer)
    outgoing.put_offer(tx, offer, now)
    return offer


def _expire(ctx: Context, ask_id: AskId, now: datetime) -> bool:
    with ctx.store.write() as tx:
        ask = tx.asks.get(ask_id, lock=True)
        ended = routing.expired(ask, now) if ask else None
        if ended is not None:
            end(tx, ended, now)
            outgoing.put_ended(tx, ended, now)
    return ended is not None
