"""What buttons and forms about asks carry."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.asks.ask import AskId, OfferId
from bot.domain.base.ids import UserId
from bot.domain.base.references import Reference


@dataclass(frozen=True, slots=True)
class AskRef(Reference):
    """An ask."""

    ask_id: AskId


@dataclass(frozen=True, slots=True)
class OfferRef(Reference):
    """An offer."""

    offer_id: OfferId


@dataclass(frozen=True, slots=True)
class SlotOfAsk(Reference):
    """A time at which the two of an ask could talk."""

    ask_id: AskId
    slot: datetime
    tag: ClassVar[str] = "slot"
    old: ClassVar[str] = r":(?P<ask_id>[^|]+)\|(?P<slot>.+)"


@dataclass(frozen=True, slots=True)
class AskTo(Reference):
    """The form of an ask that goes to one person, where there is one."""

    only: UserId | None


@dataclass(frozen=True, slots=True)
class FoundPerson(Reference):
    """Somebody who was found, and by which words. (Slack does not keep answers to commands: none is old.)"""

    user_id: UserId
    words: str
    tag: ClassVar[str] = "found"
    shortens: ClassVar[str] = "words"


@dataclass(frozen=True, slots=True)
class FoundPage(Reference):
    """A page of people found by these words; the first is 0."""

    page: int
    words: str
    tag: ClassVar[str] = "page"
    shortens: ClassVar[str] = "words"
