"""Who is offered an ask, when, and what happens when nobody takes it. Decisions as values; the services write them."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Protocol, TypeVar

from bot.domain.asks.ask import Ask, AskState, Load, Offer, OfferId, OfferState, Tried, Urgency
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.delivery.hours import WorkingHours, add_working_time
from bot.domain.people.profile import Limits

MOST_TRIED = 6
"""People asked in one search, before the asker chooses what next."""
UNTOUCHED = timedelta(days=14)
"""An ask that nobody touches for this long ends."""
HELPED_AFTER_DAYS = 2
"""Working days of the asker between the introduction and the question whether it helped."""


@dataclass(frozen=True, slots=True)
class OfferTimes:
    """How an urgency is served. Both times count the mentor's working hours from the offer."""

    promised: timedelta
    remind_after: timedelta
    at_once: int


PACES = {
    Urgency.TODAY: OfferTimes(promised=timedelta(hours=2), remind_after=timedelta(hours=1), at_once=3),
    Urgency.THIS_WEEK: OfferTimes(promised=timedelta(hours=8), remind_after=timedelta(hours=4), at_once=1),
    Urgency.NO_HURRY: OfferTimes(promised=timedelta(hours=16), remind_after=timedelta(hours=8), at_once=1),
}


class Step(StrEnum):
    """What time does to an offer that waits."""

    WAIT = "wait"
    REMIND = "remind"
    LAPSE = "lapse"
    UNREACHABLE = "unreachable"


class Suggested(Protocol):
    """What routing needs to know of somebody the ranking suggests."""

    @property
    def user_id(self) -> UserId: ...


S = TypeVar("S", bound=Suggested)


def has_room(load: Load, limits: Limits) -> bool:
    """Whether somebody may take one more ask. The limit is hard."""
    return load.open_asks < limits.open_asks


def may_be_offered(load: Load, limits: Limits) -> bool:
    """Whether saying yes to everything on the table would still be within the limit."""
    return load.open_asks + load.live_offers < limits.open_asks


def timed(offer: Offer, urgency: Urgency, hours: WorkingHours, now: datetime) -> Offer:
    """The offer with its reminder and its end counted from `now` in the mentor's working hours."""
    pace = PACES[urgency]
    return replace(
        offer,
        remind_at=add_working_time(hours, now, pace.remind_after),
        lapse_at=add_working_time(hours, now, pace.promised),
    )


def new_offer(
    offer_id: OfferId,
    ask: Ask,
    mentor: UserId,
    hours: WorkingHours,
    now: datetime,
    why: tuple[Reason, ...],
    score: float,
) -> Offer:
    """An offer to one mentor, in force from `now`."""
    offer = Offer(offer_id, ask.id, mentor, now, now, now, reasons=why, score=score)
    return timed(offer, ask.urgency, hours, now)


def places(ask: Ask, offers: Sequence[Offer]) -> int:
    """How many more people may be offered the ask at this moment."""
    if ask.state is not AskState.ROUTING:
        return 0
    live = sum(offer.state.is_live for offer in offers)
    return max(0, min(PACES[ask.urgency].at_once - live, _most_tried(ask) - len(offers)))


def _most_tried(ask: Ask) -> int:
    if ask.only is not None:
        return 1
    return 2 * MOST_TRIED if ask.widened else MOST_TRIED


def next_people(ask: Ask, offers: Sequence[Offer], ranked: Sequence[S], can_take: Callable[[S], bool]) -> tuple[S, ...]:
    """Whom to offer the ask now: the best of those never asked, as many as there are places."""
    asked = {offer.mentor for offer in offers}
    fresh = (one for one in ranked if one.user_id not in asked and may_be_asked(ask, one.user_id) and can_take(one))
    return tuple(islice(fresh, places(ask, offers)))


def may_be_asked(ask: Ask, user_id: UserId) -> bool:
    """Whether the asker left this person in. Nobody is offered their own ask."""
    if user_id == ask.asker:
        return False
    return user_id == ask.only if ask.only is not None else user_id not in ask.excluded


def step(offer: Offer, now: datetime, *, reachable: bool) -> Step:
    """What is due for a live offer at `now`."""
    if not offer.state.is_live:
        return Step.WAIT
    if not reachable:
        return Step.UNREACHABLE
    if now >= offer.lapse_at:
        return Step.LAPSE
    return Step.REMIND if offer.state is OfferState.OFFERED and now >= offer.remind_at else Step.WAIT


def stepped(offer: Offer, what: Step, now: datetime) -> Offer:
    """The offer after a step."""
    match what:
        case Step.REMIND:
            return replace(offer, state=OfferState.REMINDED)
        case Step.LAPSE:
            return replace(offer, state=OfferState.UNANSWERED, decided_at=now)
        case Step.UNREACHABLE:
            return replace(offer, state=OfferState.UNREACHABLE, decided_at=now)
        case Step.WAIT:
            return offer


def is_exhausted(ask: Ask, offers: Sequence[Offer]) -> bool:
    """Whether, with no new offer made, nothing is left to wait for."""
    return ask.state is AskState.ROUTING and not any(offer.state.is_live for offer in offers)


def exhausted(ask: Ask, now: datetime) -> Ask:
    """The ask, handed back to the asker to choose what next."""
    return replace(ask, state=AskState.EXHAUSTED, touched_at=now)


def tried(offers: Collection[Offer], no_room: int = 0) -> Tried:
    """How the offers made so far ended."""
    ended = Counter(offer.state for offer in offers)
    return Tried(
        offered=len(offers),
        not_now=ended[OfferState.NOT_NOW],
        not_their_area=ended[OfferState.NOT_MY_AREA],
        unanswered=ended[OfferState.UNANSWERED],
        unreachable=ended[OfferState.UNREACHABLE],
        no_room=no_room,
    )


SEARCHES = ("only", "first", "wide")
"""What `search_of` can say."""


def search_of(ask: Ask) -> str:
    """Which search this is: for one person, the first, or the wide one."""
    return "only" if ask.only is not None else "wide" if ask.widened else "first"


def can_widen(ask: Ask) -> bool:
    """Whether there is a wider circle to ask."""
    return ask.state is AskState.EXHAUSTED and not ask.widened


def widened(ask: Ask, now: datetime) -> Ask | None:
    """The ask, searching again: beyond the one person it was for, or beyond the best fits. None where it cannot."""
    if not can_widen(ask):
        return None
    for_all = ask.only is None
    return replace(ask, state=AskState.ROUTING, widened=for_all, only=None, touched_at=now)


def posted(ask: Ask, now: datetime) -> Ask | None:
    """The ask, in the help channel. None where it is not the asker's turn to choose."""
    return replace(ask, state=AskState.POSTED, only=None, touched_at=now) if ask.state is AskState.EXHAUSTED else None


def withdrawn(ask: Ask, now: datetime) -> Ask | None:
    """The ask, taken back. None where somebody has accepted or it is over."""
    return _ended(ask, AskState.WITHDRAWN, now) if ask.state.is_open else None


def closed(ask: Ask, now: datetime) -> Ask | None:
    """The ask, done. None where nobody has accepted or it is over."""
    return _ended(ask, AskState.CLOSED, now) if ask.state is AskState.ACCEPTED else None


def expired(ask: Ask, now: datetime) -> Ask | None:
    """The ask, ended because nobody touched it. None where it is over or was touched lately."""
    if ask.state.is_over or (ask.touched_at or ask.created_at) + UNTOUCHED > now:
        return None
    return _ended(ask, AskState.CLOSED if ask.state is AskState.ACCEPTED else AskState.EXPIRED, now)


def cancelled(offers: Sequence[Offer], now: datetime) -> tuple[Offer, ...]:
    """The offers still out, taken back because the ask is over."""
    return tuple(replace(offer, state=OfferState.CANCELLED, decided_at=now) for offer in offers if offer.state.is_live)


def _ended(ask: Ask, state: AskState, now: datetime) -> Ask:
    return replace(ask, state=state, closed_at=now, touched_at=now)
