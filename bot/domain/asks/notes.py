"""The content of each message about asks, as values. `bot.blocks` turns them into words and blocks."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks.ask import Ask, AskId, Offer, OfferId, OfferState, Shape, Tried
from bot.domain.base.cards import Card
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill


@dataclass(frozen=True, slots=True)
class OfferNote:
    """An ask laid before a mentor. `next_at` is when Mentor asks somebody else."""

    offer_id: OfferId
    asker: Card
    question: str
    tried: str
    skills: tuple[Skill, ...]
    shape: Shape
    reasons: tuple[Reason, ...]
    next_at: datetime
    is_reminder: bool = False


@dataclass(frozen=True, slots=True)
class OfferOutcomeNote:
    """What became of an offer; takes the place of its buttons. `taken_by` is the name of who was first."""

    state: OfferState
    at: datetime
    asker: Card
    question: str
    skills: tuple[Skill, ...] = ()
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class IntroductionNote:
    """The first message of the group DM. `starters` are questions to begin with; `slots` are times (UTC)."""

    ask_id: AskId
    asker: Card
    mentor: Card
    question: str
    tried: str
    shape: Shape
    starters: tuple[str, ...]
    slots: tuple[datetime, ...]
    picked: datetime | None
    same_office: str
    """Name of the office both share, or empty."""
    asks_whether_it_helped_at: datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class CalendarNote:
    """The calendar file of the picked time."""

    ask_id: AskId
    asker: Card
    mentor: Card
    question: str
    start: datetime
    minutes: int
    same_office: str


@dataclass(frozen=True, slots=True)
class NobodyYetNote:
    """After the last offer: what was tried, and the choices."""

    ask_id: AskId
    question: str
    tried: Tried
    can_widen: bool
    help_channel: str
    """Channel id the ask may be posted in, or empty."""
    ends_at: datetime
    only_name: str = ""
    """Name of the one person the ask was for, where it was for one person only."""


@dataclass(frozen=True, slots=True)
class HelpPostNote:
    """The ask in the help channel, nameless."""

    ask_id: AskId
    question: str
    skills: tuple[Skill, ...]
    shape: Shape
    department: str
    taken: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class DidItHelpNote:
    """Asked once, privately, two working days after the introduction (or when either side closes)."""

    ask_id: AskId
    mentor: Card
    question: str


@dataclass(frozen=True, slots=True)
class ThanksNote:
    """A line of thanks passed on to the mentor."""

    ask_id: AskId
    asker: Card
    question: str
    thanks: str


@dataclass(frozen=True, slots=True)
class AskEndedNote:
    """An ask nobody touched for 14 days has ended."""

    ask_id: AskId
    question: str
    days: int


@dataclass(frozen=True, slots=True)
class PartnerLeftNote:
    """The other one of an accepted ask is no longer in the company."""

    ask_id: AskId
    name: str
    question: str
    to_asker: bool


@dataclass(frozen=True, slots=True)
class AskStandingNote:
    """Where an ask stands; takes the place of buttons whose choice is made. `mentor_name` may be empty."""

    ask: Ask
    mentor_name: str = ""


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer that waits for an answer, as the hub and `/mentor status` show it."""

    offer: Offer
    question: str
    asker: Card
