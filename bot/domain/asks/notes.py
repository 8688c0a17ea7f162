"""The content of each message Mentor sends by itself, as values. `bot.blocks` turns them into words and blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks.ask import Ask, AskId, Offer, OfferId, OfferState, Shape, Tried
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.mentorships.formats import Role
from bot.domain.programs.program import Program
from bot.domain.programs.queue import Place
from bot.domain.programs.rounds import LeftOver, MatchingRound, PlannedPair


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
class InvitationNote:
    """An invitation to a program. `answer` is empty while it waits for one, else "joined", "declined" or "closed"."""

    program: Program
    roles: tuple[Role, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LeftOverNote:
    """A round was published, and somebody has no pair in it. `place` is where they stand in the program's line."""

    program_name: str
    why: Reason
    place: Place | None


@dataclass(frozen=True, slots=True)
class LineEndedNote:
    """A program takes up no new pairs: to somebody who still looked for a partner in it."""

    program_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class RoundNote:
    """How far a matching round is, to the admin who asked for it."""

    matching: MatchingRound
    program_name: str
    participants: int
    pairs: int = 0
    left_over: int = 0
    asks: bool = True
    """Whether both sides are asked before a pair begins."""
    older: bool = False
    """A later message keeps up with the round."""


@dataclass(frozen=True, slots=True)
class RoundFileNote:
    """The preview of a round as a file: `names` holds who everybody is."""

    program_name: str
    number: int
    pairs: tuple[PlannedPair, ...]
    left_over: tuple[LeftOver, ...]
    names: Mapping[UserId, str]


class MentorshipNote:
    """Base of the notes about pairs, which are in `bot.domain.mentorships.notes`."""

    __slots__ = ()


Note = (
    OfferNote
    | OfferOutcomeNote
    | IntroductionNote
    | CalendarNote
    | NobodyYetNote
    | HelpPostNote
    | DidItHelpNote
    | ThanksNote
    | AskEndedNote
    | PartnerLeftNote
    | InvitationNote
    | LeftOverNote
    | LineEndedNote
    | RoundNote
    | RoundFileNote
    | AskStandingNote
    | MentorshipNote
)


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer that waits for an answer, as the hub and `/mentor status` show it."""

    offer: Offer
    question: str
    asker: Card
