"""What a press came to, as the services tell it to the surfaces."""

from dataclasses import dataclass

from bot.domain.asks.answering import Decision, NotForThem
from bot.domain.asks.ask import Ask
from bot.domain.asks.notes import OfferOutcomeNote
from bot.domain.base.cards import Card
from bot.domain.base.reasons import Reason


@dataclass(frozen=True, slots=True)
class AskOutcome:
    """A press about an ask. Where `changed` is False it was decided before: `ask` shows the present state."""

    ask: Ask
    changed: bool
    mentor_name: str = ""
    """Who accepted, or empty."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer to an offer, or a press in the help channel."""

    decision: Decision | NotForThem
    ask: Ask
    note: OfferOutcomeNote | None = None
    """What takes the place of the offer's message; None where its buttons stay."""
    by_name: str = ""
    """Who was first, where somebody was."""


@dataclass(frozen=True, slots=True)
class Found:
    """One person found, and why."""

    card: Card
    reasons: tuple[Reason, ...]
    has_room: bool
    mentors: bool = False
    """Whether they can be asked to be a mentor over months."""
    takes_questions: bool = True
    """Whether a single question can be asked of them at all."""


@dataclass(frozen=True, slots=True)
class FindResult:
    """One page of people who can help with something. Pages count from 0."""

    words: str
    people: tuple[Found, ...]
    page: int
    total: int
    more: bool
