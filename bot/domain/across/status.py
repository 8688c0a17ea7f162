"""What `/mentor status` shows: my asks, the asks I help with, the offers that wait for me."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks.ask import Ask
from bot.domain.asks.notes import PendingOffer
from bot.domain.mentorships.notes import MentorshipLine
from bot.domain.mentorships.seeking import Place


@dataclass(frozen=True, slots=True)
class AskLine:
    """One of my asks. `next_at` is when something happens by itself, where something does."""

    ask: Ask
    mentor_name: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HelpLine:
    """An ask I said yes to."""

    ask: Ask
    asker_name: str


@dataclass(frozen=True, slots=True)
class Status:
    """All that is open for one person."""

    asks: tuple[AskLine, ...] = ()
    helping: tuple[HelpLine, ...] = ()
    waiting: tuple[PendingOffer, ...] = ()
    help_channel: str = ""
    """Channel id where asks may be posted, or empty."""
    pairs: tuple[MentorshipLine, ...] = ()
    places: tuple[Place, ...] = ()
    """Programs in whose line they stand, or may."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is open."""
        return not (self.asks or self.helping or self.waiting or self.pairs or self.places)
