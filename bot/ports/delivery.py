"""Stores of what is to be sent, and at what pace. (Parts of a transaction.)"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import About, Message, Priority
from bot.domain.delivery.outbox import OutboxId, OutboxItem, OutboxState


class Outbox(Protocol):
    """Messages to be sent. (Part of a transaction.)"""

    def add(self, item: OutboxItem) -> bool:
        """Insert unless its key exists already; whether it was new."""
        ...

    def add_all(self, items: Sequence[OutboxItem]) -> int:
        """Insert those whose keys are new; how many. For planning thousands at once."""
        ...

    def by_key(self, key: str) -> OutboxItem | None:
        """The message by what it is for."""
        ...

    def claim(
        self,
        now: datetime,
        owner: str,
        lease_until: datetime,
        limit: int,
        priorities: Sequence[Priority] = tuple(Priority),
    ) -> Sequence[OutboxItem]:
        """Take due pending rows for this owner: state SENDING, one attempt more. No two owners get the same row.

        The best priority first, within it what is due longest.
        """
        ...

    def due(self, now: datetime) -> Collection[Priority]:
        """The priorities of which something is due: what a claim need not look for otherwise."""
        ...

    def count_in(self, item_id: OutboxId, day: date) -> None:
        """Let a message count among those of the receiver's day, until it is known not to be sent."""
        ...

    def day_of(self, item: OutboxItem, day: date, now: datetime) -> tuple[int, int]:
        """How many messages count on a day of the receiver's; and how many not counted yet are due for the same
        person (or just being sent) and have a better priority."""
        ...

    def finish(self, item: OutboxItem, owner: str) -> bool:
        """Write the outcome, if `owner` still holds the row."""
        ...

    def hold(self, key: str, change: Message[Any]) -> bool:
        """Whether a message about the same as `change`, or a change of it of this kind, waits to be sent.

        If so, nobody claims it before the transaction ends: what it says will be true of what is written in it.
        """
        ...

    def lease_ended(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        """Rows in SENDING whose lease has passed, and rows in UNKNOWN: to be looked up. Longest waiting first."""
        ...

    def take_over(self, item: OutboxItem, owner: str, lease_until: datetime) -> bool:
        """Hold a row that `lease_ended` gave, to look it up: state SENDING, for this owner.

        False where anything about it has changed meanwhile: somebody else is at it.
        """
        ...

    def cancel(self, about: About, reason: str) -> int:
        """Cancel all pending rows about this; how many."""
        ...

    def cancel_to(self, user_id: UserId, reason: str) -> int:
        """Cancel all pending rows to a person (or in their hours); how many."""
        ...

    def counts(self) -> dict[OutboxState, int]:
        """How many rows are in each state; states without rows count 0."""
        ...

    def failed_since(self, moment: datetime) -> Mapping[str, int]:
        """How many messages of each kind were given up since a moment."""
        ...

    def oldest_due(self, now: datetime) -> datetime | None:
        """When the pending row that is due for longest became due; None where none is."""
        ...


class Waits(Protocol):
    """Until when something is spent or held back; all replicas share it. (Part of a transaction.)"""

    def until(self, scopes: Collection[str], *, lock: str = "") -> dict[str, datetime]:
        """The moments kept. `lock` is a scope that nobody else locks until the transaction ends: lock it last."""
        ...

    def keep(self, untils: Mapping[str, datetime], reason: str = "") -> None:
        """Keep moments in place of earlier ones; `reason` is for whoever looks into the database."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop moments long past; how many."""
        ...


class Channels(Protocol):
    """The bot's conversations by the people in them, in whatever order. (Part of a transaction.)"""

    def get(self, people: Collection[UserId]) -> str:
        """The channel, or empty where none is known."""
        ...

    def keep(self, people: Collection[UserId], channel: str) -> None:
        """Keep the channel in place of an earlier one."""
        ...
