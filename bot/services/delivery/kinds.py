"""What is done for each kind of message: what it says, and what follows when it was sent, or never will be.

Delivery itself knows no kind. A wing defines its kinds in its `messages.py`, `bot.app` puts them all together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from bot.domain.delivery.messages import About, Kind, Message
from bot.domain.delivery.outbox import OutboxItem
from bot.ports import Transaction

if TYPE_CHECKING:
    from bot.services.context import Context

A = TypeVar("A", bound=About)


@dataclass(frozen=True, slots=True)
class Moment:
    """All there is to know when a message is written, or has ended."""

    ctx: "Context"
    tx: Transaction
    item: OutboxItem
    now: datetime


@dataclass(frozen=True, slots=True)
class NobodyIsTold:
    """Nothing follows when a message is never sent, and why nobody is left in the dark by that."""

    why: str


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind, as `kind` makes it."""

    message: Kind
    compose: Callable[[Moment, Any], object]
    never_sent: Callable[[Moment, Any], None] | NobodyIsTold
    sent: Callable[[Moment, Any], None] | None = None


def kind(
    message: type[Message[A]],
    *,
    compose: Callable[[Moment, A], object],
    never_sent: Callable[[Moment, A], None] | NobodyIsTold,
    sent: Callable[[Moment, A], None] | None = None,
) -> MessageKind:
    """What is done for a kind of message.

    `compose` reads what it says from the state at the moment of sending, so that it is true when read: a note, or
    `Dropped` or `Later`. Its annotation names the notes: each has a surface. `sent` follows when it was posted, not
    edited; `never_sent` when it was dropped or failed: who is told then, or why nobody needs to be.
    """
    return MessageKind(message, compose, never_sent, sent)


class Kinds:
    """All kinds of messages that this Mentor sends."""

    def __init__(self, kinds: Iterable[MessageKind] = ()) -> None:
        self._kinds = {one.message: one for one in kinds}

    def __iter__(self) -> Iterator[MessageKind]:
        return iter(self._kinds.values())

    def of(self, item: OutboxItem) -> MessageKind:
        """The kind of a message. Raises `KeyError` for one that nobody defined."""
        return self._kinds[type(item.message)]


def kinds_in(*modules: ModuleType) -> Kinds:
    """The kinds that these modules define."""
    return Kinds(one for module in modules for one in vars(module).values() if isinstance(one, MessageKind))
