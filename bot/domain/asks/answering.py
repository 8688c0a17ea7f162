"""What a mentor's answer does. Whatever the order of presses: at most one mentor for an ask, no limit passed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.asks.ask import Ask, AskState, Load, Offer, OfferState
from bot.domain.asks.routing import has_room, may_be_asked
from bot.domain.base.ids import UserId
from bot.domain.people.profile import Profile


class OfferAnswer(StrEnum):
    """The four buttons of an offer."""

    I_CAN_HELP = "i_can_help"
    NOT_NOW = "not_now"
    NOT_MY_AREA = "not_my_area"
    PAUSE_ME = "pause_me"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The ask has its mentor; `beaten` are the other offers that were out. `offer` is None for the help channel."""

    ask: Ask
    offer: Offer | None
    beaten: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Declined:
    """Not this person. `profile` is set where the answer changes it."""

    ask: Ask
    offer: Offer
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class TooLate:
    """The ask is decided: `by` is who was first, or None where it was withdrawn or has ended."""

    state: AskState
    by: UserId | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """This very offer was decided before."""

    state: OfferState
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Full:
    """The person carries as much as they said they can; `limit` is how many asks at once."""

    limit: int


@dataclass(frozen=True, slots=True)
class NotForThem:
    """A press in the help channel by somebody who cannot take this ask: the asker, one they left out, or somebody who
    is to be kept apart from them. Which of these is not told."""

    own: bool


Decision = Accepted | Declined | TooLate | AlreadyDecided | Full
Taking = Accepted | TooLate | Full | NotForThem


def decide_answer(
    ask: Ask, offer: Offer, others: Sequence[Offer], answer: OfferAnswer, profile: Profile, load: Load, now: datetime
) -> Decision:
    """What an answer to an offer does; `others` are the ask's other offers."""
    if offer.state in {OfferState.SUPERSEDED, OfferState.CANCELLED}:
        return _too_late(ask)
    if not offer.state.is_live:
        return AlreadyDecided(offer.state, offer.decided_at)
    if not ask.state.is_open:
        return _too_late(ask)
    if answer is OfferAnswer.I_CAN_HELP:
        return _accept(ask, offer, others, profile, load, now)
    return _decline(ask, offer, answer, profile, now)


def decide_taking(
    ask: Ask, offers: Sequence[Offer], profile: Profile, load: Load, now: datetime, *, blocked: bool = False
) -> Taking:
    """What a press on the nameless ask in the help channel does. `blocked`: these two are not to meet."""
    if ask.state is not AskState.POSTED:
        return _too_late(ask)
    if blocked or not may_be_asked(ask, profile.user_id):
        return NotForThem(own=profile.user_id == ask.asker)
    if not has_room(load, profile.limits):
        return Full(profile.limits.open_asks)
    return Accepted(_taken(ask, profile.user_id, now), None, _beaten(offers, now))


def _accept(
    ask: Ask, offer: Offer, others: Sequence[Offer], profile: Profile, load: Load, now: datetime
) -> Accepted | Full:
    if not has_room(load, profile.limits):
        return Full(profile.limits.open_asks)
    mine = replace(offer, state=OfferState.ACCEPTED, decided_at=now)
    return Accepted(_taken(ask, offer.mentor, now), mine, _beaten(others, now))


def _decline(ask: Ask, offer: Offer, answer: OfferAnswer, profile: Profile, now: datetime) -> Declined:
    touched = replace(ask, touched_at=now)
    if answer is OfferAnswer.PAUSE_ME:
        return Declined(touched, replace(offer, state=OfferState.UNREACHABLE, decided_at=now), profile.pause(None))
    if answer is OfferAnswer.NOT_MY_AREA:
        not_theirs = replace(profile, not_areas=profile.not_areas | {skill.key for skill in ask.skills})
        return Declined(touched, replace(offer, state=OfferState.NOT_MY_AREA, decided_at=now), not_theirs)
    return Declined(touched, replace(offer, state=OfferState.NOT_NOW, decided_at=now))


def _taken(ask: Ask, mentor: UserId, now: datetime) -> Ask:
    return replace(ask, state=AskState.ACCEPTED, mentor=mentor, accepted_at=now, touched_at=now)


def _beaten(offers: Sequence[Offer], now: datetime) -> tuple[Offer, ...]:
    return tuple(replace(offer, state=OfferState.SUPERSEDED, decided_at=now) for offer in offers if offer.state.is_live)


def _too_late(ask: Ask) -> TooLate:
    return TooLate(ask.state, ask.mentor, ask.accepted_at if ask.mentor else ask.closed_at)
