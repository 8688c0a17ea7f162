"""An ask, the offers made for it, and the states they go through."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill

AskId = NewType("AskId", str)
OfferId = NewType("OfferId", str)

QUESTION_LIMIT = 3000
"""Characters of a question: what one plain-text input of a Slack modal takes."""


class Urgency(StrEnum):
    """How soon an answer is needed. An urgent ask is offered to three people at once."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    NO_HURRY = "no_hurry"


class Shape(StrEnum):
    """How the help is given."""

    THREAD = "thread"
    MINUTES_15 = "minutes_15"
    MINUTES_30 = "minutes_30"

    @property
    def minutes(self) -> int | None:
        """Length of the talk in minutes; None where the answer is written."""
        return {Shape.THREAD: None, Shape.MINUTES_15: 15, Shape.MINUTES_30: 30}[self]


class AskState(StrEnum):
    ROUTING = "routing"
    """Offers are out, or about to be."""
    EXHAUSTED = "exhausted"
    """Everybody fitting was asked; the asker chooses what next."""
    POSTED = "posted"
    """In the help channel, without the asker's name; anybody may take it."""
    ACCEPTED = "accepted"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def is_open(self) -> bool:
        """Whether somebody can still accept."""
        return self in {AskState.ROUTING, AskState.EXHAUSTED, AskState.POSTED}

    @property
    def is_over(self) -> bool:
        return self in {AskState.CLOSED, AskState.WITHDRAWN, AskState.EXPIRED}


class OfferState(StrEnum):
    OFFERED = "offered"
    REMINDED = "reminded"
    ACCEPTED = "accepted"
    NOT_NOW = "not_now"
    NOT_MY_AREA = "not_my_area"
    UNANSWERED = "unanswered"
    SUPERSEDED = "superseded"
    """Somebody else was first."""
    CANCELLED = "cancelled"
    """The ask was withdrawn, or ended, while the offer was out."""
    UNREACHABLE = "unreachable"
    """The mentor left, paused or signed out before answering."""

    @property
    def is_live(self) -> bool:
        return self in {OfferState.OFFERED, OfferState.REMINDED}


class Helped(StrEnum):
    """What the asker says two working days later."""

    A_LOT = "a_lot"
    SOME = "some"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Ask:
    """One concrete question by one person. Times are aware, UTC."""

    id: AskId
    asker: UserId
    question: str
    created_at: datetime
    skills: tuple[Skill, ...] = ()
    tried: str = ""
    urgency: Urgency = Urgency.THIS_WEEK
    shape: Shape = Shape.MINUTES_15
    name_hidden: bool = False
    excluded: frozenset[UserId] = frozenset()
    only: UserId | None = None
    """When set, the ask is for this person alone (*Ask* in `/mentor find`)."""
    widened: bool = False
    state: AskState = AskState.ROUTING
    mentor: UserId | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    touched_at: datetime | None = None
    """Last time anybody did something about it; None = `created_at`."""
    group_channel: str = ""
    helped: Helped | None = None
    thanks: str = ""
    thanks_passed_on: bool = False
    slots: tuple[datetime, ...] = ()
    """Proposed times of the talk (UTC)."""
    picked_slot: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An ask laid before one mentor. `remind_at` and `lapse_at` count the mentor's working hours."""

    id: OfferId
    ask_id: AskId
    mentor: UserId
    offered_at: datetime
    remind_at: datetime
    lapse_at: datetime
    state: OfferState = OfferState.OFFERED
    reasons: tuple[Reason, ...] = ()
    score: float = 0.0
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What a mentor carries now: accepted asks still open, offers awaiting an answer, offers of the last 14 days."""

    open_asks: int = 0
    live_offers: int = 0
    lately: int = 0


@dataclass(frozen=True, slots=True)
class AskDraft:
    """What the ask modal was filled in with."""

    question: str
    skills: tuple[Skill, ...] = ()
    tried: str = ""
    urgency: Urgency = Urgency.THIS_WEEK
    shape: Shape = Shape.MINUTES_15
    name_hidden: bool = False
    excluded: frozenset[UserId] = frozenset()
    only: UserId | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried for an ask: how many people were offered it, and how that ended."""

    offered: int = 0
    not_now: int = 0
    not_their_area: int = 0
    unanswered: int = 0
    unreachable: int = 0
    no_room: int = 0
    """Fitting people who had no capacity left."""


@dataclass(frozen=True, slots=True)
class AskRecord:
    """One ask, as far as the report needs it. Holds no words."""

    created_at: datetime
    state: AskState
    mentor: UserId | None
    accepted_at: datetime | None
    closed_at: datetime | None
    helped: Helped | None
