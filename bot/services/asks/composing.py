"""What a message says, read from the state at the moment of sending: so it is true when it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks import routing, starters
from bot.domain.asks.ask import Ask, AskId, AskState, Offer, OfferId, OfferState
from bot.domain.asks.helping import asks_whether_it_helped_at
from bot.domain.asks.notes import (
    AskEndedNote,
    AskStandingNote,
    CalendarNote,
    DidItHelpNote,
    HelpPostNote,
    IntroductionNote,
    NobodyYetNote,
    Note,
    OfferNote,
    PartnerLeftNote,
    ThanksNote,
)
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import NoteKind, OutboxItem
from bot.domain.delivery.policy import Dropped, Later
from bot.domain.people.profile import Profile
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.candidates import no_room
from bot.services.asks.cards import asker_card
from bot.services.asks.outcome_notes import outcome_note
from bot.services.context import Context
from bot.services.mentorships.composing import PAIR_KINDS, compose_mentorship
from bot.services.people.access import reachable
from bot.services.people.cards import card, department_of, name_of
from bot.services.programs import composing


@dataclass(frozen=True, slots=True)
class Moment:
    """All there is to know when a message is written."""

    ctx: Context
    tx: Transaction
    ask: Ask
    item: OutboxItem
    now: datetime


Composed = Note | Dropped | Later


def compose(ctx: Context, tx: Transaction, item: OutboxItem, now: datetime) -> Composed:
    """The content of a message, or why there is none (now)."""
    if item.kind in PAIR_KINDS:
        written = compose_mentorship(ctx, tx, item, now)
        return Dropped(written) if isinstance(written, str) else written
    if item.kind in composing.KINDS:
        said = composing.compose_program(tx, item)
        return Dropped(said) if isinstance(said, str) else said
    of_offer = _OF_OFFERS.get(item.kind)
    if of_offer is not None:
        offer = tx.asks.offer(OfferId(item.subject), lock=True)
        about = tx.asks.get(offer.ask_id) if offer else None
        return of_offer(Moment(ctx, tx, about, item, now), offer) if offer and about else Dropped("gone")
    about = tx.asks.get(AskId(item.subject))
    return _OF_ASKS[item.kind](Moment(ctx, tx, about, item, now)) if about else Dropped("gone")


def _offer(at: Moment, offer: Offer) -> Composed:
    """The clock of an offer starts when it is sent."""
    if not offer.state.is_live or not at.ask.state.is_open:
        return Dropped(offer.state if not offer.state.is_live else at.ask.state)
    profile = _may_read(at, offer)
    if profile is None:
        return Dropped("unreachable")
    offer = routing.timed(offer, at.ask.urgency, profile.hours, at.now)
    at.tx.asks.save_offer(offer)
    return _offer_note(at.tx, at.ask, offer)


def _reminder(at: Moment, offer: Offer) -> Composed:
    if offer.state is not OfferState.REMINDED or not at.ask.state.is_open:
        return Dropped(offer.state)
    if _may_read(at, offer) is None:
        return Dropped("unreachable")
    return _offer_note(at.tx, at.ask, offer, is_reminder=True)


def _may_read(at: Moment, offer: Offer) -> Profile | None:
    """The profile of the mentor; None for who is away, takes no questions any more, or is kept apart from the asker."""
    profile = reachable(at.tx, offer.mentor, at.now)
    if profile is None or not profile.takes_questions:
        return None
    return None if at.ask.asker in at.tx.block_lists.apart_from(offer.mentor) else profile


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


def _outcome(at: Moment, offer: Offer) -> Composed:
    return outcome_note(at.tx, at.ask, offer) or Dropped("undecided")


def _introduction(at: Moment) -> Composed:
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


def _calendar(at: Moment) -> Composed:
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


def _nobody_yet(at: Moment) -> Composed:
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


def _help_post(at: Moment) -> Composed:
    if at.ask.state is not AskState.POSTED:
        return Dropped(at.ask.state)
    return _help_note(at.tx, at.ask)


def _help_post_outcome(at: Moment) -> Composed:
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


def _did_it_help(at: Moment) -> Composed:
    """Asked once: the planned question gives way to the one put early, and waits until a later talk is over."""
    asker = at.tx.profiles.get(at.ask.asker)
    if at.ask.helped is not None or at.ask.mentor is None or asker is None:
        return Dropped("answered" if at.ask.helped else "gone")
    if at.item.key == outgoing.did_it_help_key(at.ask.id):
        if at.tx.outbox.by_key(outgoing.did_it_help_key(at.ask.id, early=True)) is not None:
            return Dropped("asked early")
        due = asks_whether_it_helped_at(at.ask, asker.hours)
        if at.ask.state is AskState.ACCEPTED and at.now < due:
            return Later(due, "the talk is to come")
    return DidItHelpNote(at.ask.id, card(at.tx, at.ask.mentor), at.ask.question)


def _thanks(at: Moment) -> Composed:
    if not at.ask.thanks_passed_on:
        return Dropped("kept private")
    return ThanksNote(at.ask.id, card(at.tx, at.ask.asker), at.ask.question, at.ask.thanks)


def _ask_ended(at: Moment) -> Composed:
    return AskEndedNote(at.ask.id, at.ask.question, routing.UNTOUCHED.days)


def _partner_left(at: Moment) -> Composed:
    to_asker = at.item.to == at.ask.asker
    gone = at.ask.mentor if to_asker else at.ask.asker
    return PartnerLeftNote(at.ask.id, name_of(at.tx, gone), at.ask.question, to_asker)


def _standing(at: Moment) -> Composed:
    return AskStandingNote(at.ask, name_of(at.tx, at.ask.mentor))


def _same_office(tx: Transaction, one: UserId, other: UserId) -> str:
    people = tx.people.many([one, other])
    offices = {people[who].workplace.office if who in people else "" for who in (one, other)}
    return offices.pop() if len(offices) == 1 else ""


_OF_OFFERS: dict[NoteKind, Callable[[Moment, Offer], Composed]] = {
    NoteKind.OFFER: _offer,
    NoteKind.OFFER_REMINDER: _reminder,
    NoteKind.OFFER_OUTCOME: _outcome,
}

_OF_ASKS: dict[NoteKind, Callable[[Moment], Composed]] = {
    NoteKind.INTRODUCTION: _introduction,
    NoteKind.CALENDAR: _calendar,
    NoteKind.NOBODY_YET: _nobody_yet,
    NoteKind.HELP_POST: _help_post,
    NoteKind.HELP_POST_OUTCOME: _help_post_outcome,
    NoteKind.DID_IT_HELP: _did_it_help,
    NoteKind.THANKS: _thanks,
    NoteKind.ASK_ENDED: _ask_ended,
    NoteKind.PARTNER_LEFT: _partner_left,
    NoteKind.ASK_STANDING: _standing,
}
