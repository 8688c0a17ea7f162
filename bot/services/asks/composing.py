"""What a message says, read from the state at the moment of sending: so it is true when it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TypeVar

from bot.domain.asks import routing, starters
from bot.domain.asks.ask import Ask, AskState, Offer, OfferState
from bot.domain.asks.helping import asks_whether_it_helped_at
from bot.domain.asks.messages import AskAbout, HelpAbout, OfferAbout
from bot.domain.asks.notes import (
    AskEndedNote,
    AskStandingNote,
    CalendarNote,
    DidItHelpNote,
    HelpPostNote,
    IntroductionNote,
    NobodyYetNote,
    OfferNote,
    OfferOutcomeNote,
    PartnerLeftNote,
    ThanksNote,
)
from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import ToPerson
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.delivery.policy import Dropped, Later
from bot.domain.people.profile import Profile
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.candidates import no_room
from bot.services.asks.cards import asker_card
from bot.services.asks.outcome_notes import outcome_note
from bot.services.context import Context
from bot.services.delivery.kinds import Moment
from bot.services.people.access import reachable
from bot.services.people.cards import card, department_of, name_of


@dataclass(frozen=True, slots=True)
class AskMoment:
    """All there is to know when a message about an ask is written."""

    ctx: Context
    tx: Transaction
    ask: Ask
    item: OutboxItem
    now: datetime


N = TypeVar("N")
GONE = Dropped("gone")


def of_ask(compose: Callable[[AskMoment], N]) -> Callable[[Moment, AskAbout], N | Dropped]:
    """The same, given what the message is about."""

    @wraps(compose)
    def composed(at: Moment, about: AskAbout) -> N | Dropped:
        ask = at.tx.asks.get(about.ask_id)
        return compose(AskMoment(at.ctx, at.tx, ask, at.item, at.now)) if ask else GONE

    return composed


def of_offer(compose: Callable[[AskMoment, Offer], N]) -> Callable[[Moment, OfferAbout], N | Dropped]:
    """The same, given what the message is about."""

    @wraps(compose)
    def composed(at: Moment, about: OfferAbout) -> N | Dropped:
        offer = at.tx.asks.offer(about.offer_id, lock=True)
        ask = at.tx.asks.get(offer.ask_id) if offer else None
        return compose(AskMoment(at.ctx, at.tx, ask, at.item, at.now), offer) if offer and ask else GONE

    return composed


@of_offer
def offer(at: AskMoment, offer: Offer) -> OfferNote | Dropped:
    """The clock of an offer starts when it is sent."""
    if not offer.state.is_live or not at.ask.state.is_open:
        return Dropped(offer.state if not offer.state.is_live else at.ask.state)
    profile = _may_read(at, offer)
    if profile is None:
        return Dropped("unreachable")
    offer = routing.timed(offer, at.ask.urgency, profile.hours, at.now)
    at.tx.asks.save_offer(offer)
    return _offer_note(at.tx, at.ask, offer)


@of_offer
def reminder(at: AskMoment, offer: Offer) -> OfferNote | Dropped:
    """The offer once more, in short."""
    if offer.state is not OfferState.REMINDED or not at.ask.state.is_open:
        return Dropped(offer.state)
    if _may_read(at, offer) is None:
        return Dropped("unreachable")
    return _offer_note(at.tx, at.ask, offer, is_reminder=True)


def _may_read(at: AskMoment, offer: Offer) -> Profile | None:
    """The profile of the mentor; None for who is away, takes no questions any more, or is kept apart from the asker."""
    profile = reachable(at.tx, offer.mentor, at.now)
    if profile is None or not profile.takes_questions:
        return None
    return None if at.ask.asker in at.tx.block_lists.blocked_with(offer.mentor) else profile


def _offer_note(tx: Transaction, ask: Ask, offer: Offer, *, is_reminder: bool = False) -> OfferNote:
    return OfferNote(
        offer_id=offer.id,
        asker=asker_card(tx, ask),
        question=ask.question,
        tried=ask.tried,
        skills=ask.skills,
        shape=ask.shape,
        reasons=offer.reasons,
        next_at=offer.lapse_at,
        is_reminder=is_reminder,
    )


@of_offer
def outcome(at: AskMoment, offer: Offer) -> OfferOutcomeNote | Dropped:
    """What became of it, in the place of its buttons."""
    return outcome_note(at.tx, at.ask, offer) or Dropped("undecided")


@of_ask
def introduction(at: AskMoment) -> IntroductionNote | Dropped:
    """Who both are, the question, and how to begin."""
    if at.ask.mentor is None:
        return Dropped(at.ask.state)
    asker, mentor = at.tx.profiles.get(at.ask.asker), at.tx.profiles.get(at.ask.mentor)
    hours = asker or mentor
    if hours is None:
        return Dropped("left")
    return IntroductionNote(
        ask_id=at.ask.id,
        asker=card(at.tx, at.ask.asker),
        mentor=card(at.tx, at.ask.mentor),
        question=at.ask.question,
        tried=at.ask.tried,
        shape=at.ask.shape,
        starters=starters.choose(at.ctx.starters, at.ask),
        slots=at.ask.slots,
        picked=at.ask.picked_slot,
        same_office=_same_office(at.tx, at.ask.asker, at.ask.mentor),
        asks_whether_it_helped_at=asks_whether_it_helped_at(at.ask, hours.hours),
        over=at.ask.state.is_over,
    )


@of_ask
def calendar(at: AskMoment) -> CalendarNote | Dropped:
    """The file of the picked time."""
    if at.ask.mentor is None or at.ask.picked_slot is None:
        return Dropped(at.ask.state)
    return CalendarNote(
        ask_id=at.ask.id,
        asker=card(at.tx, at.ask.asker),
        mentor=card(at.tx, at.ask.mentor),
        question=at.ask.question,
        start=at.ask.picked_slot,
        minutes=at.ask.shape.minutes or 0,
        same_office=_same_office(at.tx, at.ask.asker, at.ask.mentor),
    )


@of_ask
def nobody_yet(at: AskMoment) -> NobodyYetNote | Dropped:
    """What was tried, and the choices."""
    if at.ask.state is not AskState.EXHAUSTED:
        return Dropped(at.ask.state)
    return NobodyYetNote(
        ask_id=at.ask.id,
        question=at.ask.question,
        tried=routing.tried(at.tx.asks.offers(at.ask.id), no_room(at.tx, at.ask, at.now)),
        can_widen=routing.can_widen(at.ask),
        help_channel=_help_channel(at.tx, at.ask),
        ends_at=(at.ask.touched_at or at.ask.created_at) + routing.UNTOUCHED,
        only_name=name_of(at.tx, at.ask.only),
    )


def _help_channel(tx: Transaction, ask: Ask) -> str:
    """Where the ask may be posted; not where Slack refused it before."""
    refused = tx.outbox.by_key(outgoing.help_post_key(ask.id))
    return "" if refused is not None else tx.settings.get(outgoing.HELP_CHANNEL)


@of_ask
def help_post(at: AskMoment) -> HelpPostNote | Dropped:
    """The ask without a name, while it is looked for in the channel."""
    if at.ask.state is not AskState.POSTED:
        return Dropped(at.ask.state)
    return _help_note(at.tx, at.ask)


@of_ask
def help_post_outcome(at: AskMoment) -> HelpPostNote:
    """The same, as it stands now."""
    return _help_note(at.tx, at.ask)


def _help_note(tx: Transaction, ask: Ask) -> HelpPostNote:
    return HelpPostNote(
        ask_id=ask.id,
        question=ask.question,
        skills=ask.skills,
        shape=ask.shape,
        department=department_of(tx, ask.asker),
        taken=ask.mentor is not None,
        ended=ask.state.is_over and ask.mentor is None,
    )


def did_it_help(at: Moment, about: HelpAbout) -> DidItHelpNote | Dropped | Later:
    """Asked once: the planned question gives way to the one put early, and waits until a later talk is over."""
    ask = at.tx.asks.get(about.ask_id)
    asker = at.tx.profiles.get(ask.asker) if ask else None
    if ask is None or ask.helped is not None or ask.mentor is None or asker is None:
        return Dropped("answered") if ask is not None and ask.helped else GONE
    if not about.early:
        if at.tx.outbox.by_key(outgoing.did_it_help_key(ask.id, early=True)) is not None:
            return Dropped("asked early")
        due = asks_whether_it_helped_at(ask, asker.hours)
        if ask.state is AskState.ACCEPTED and at.now < due:
            return Later(due, "the talk is to come")
    return DidItHelpNote(ask.id, card(at.tx, ask.mentor), ask.question)


@of_ask
def thanks(at: AskMoment) -> ThanksNote | Dropped:
    """The words of thanks, where they may be passed on."""
    if not at.ask.thanks_passed_on:
        return Dropped("kept private")
    return ThanksNote(at.ask.id, card(at.tx, at.ask.asker), at.ask.question, at.ask.thanks)


@of_ask
def ask_ended(at: AskMoment) -> AskEndedNote:
    """That nobody touched it for so long."""
    return AskEndedNote(at.ask.id, at.ask.question, routing.UNTOUCHED.days)


@of_ask
def partner_left(at: AskMoment) -> PartnerLeftNote:
    """Who is gone, for the one who is there."""
    to_asker = at.item.to == ToPerson(at.ask.asker)
    gone = at.ask.mentor if to_asker else at.ask.asker
    return PartnerLeftNote(at.ask.id, name_of(at.tx, gone), at.ask.question, to_asker)


@of_ask
def standing(at: AskMoment) -> AskStandingNote:
    """Where the ask stands."""
    return AskStandingNote(at.ask, name_of(at.tx, at.ask.mentor))


def _same_office(tx: Transaction, one: UserId, other: UserId) -> str:
    people = tx.people.many([one, other])
    offices = {people[who].workplace.office if who in people else "" for who in (one, other)}
    return offices.pop() if len(offices) == 1 else ""
