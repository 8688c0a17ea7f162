"""What a message may do to somebody's day: how soon it comes, how late it may be, how many there are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.delivery.hours import WorkingHours, add_working_days, next_day, next_open
from bot.domain.delivery.messages import Kind, Policy, Priority
from bot.domain.delivery.outbox import NoteAction, OutboxItem

MOST_A_DAY = 2
"""Messages a day that Mentor begins by itself with one person; the rest wait for their next working day."""
PAUSE_LOOKED_AT = timedelta(days=1)
"""How often a message to somebody who paused without an end is looked at again."""


class Receiver(Protocol):
    """Somebody who is written to."""

    @property
    def hours(self) -> WorkingHours:
        """When they may be written to."""
        ...

    @property
    def paused_until(self) -> datetime | None:
        """The end of their pause, where it has one."""
        ...

    def is_paused(self, now: datetime) -> bool:
        """Whether they take a rest."""
        ...


@dataclass(frozen=True, slots=True)
class Later:
    """Not to be sent before `due_at`, and why."""

    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Not to be sent any more, and why (a word for the log)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Its time has passed."""


def is_counted(item: OutboxItem) -> bool:
    """Whether Mentor begins by itself with this message. One without `in_hours_of` answers a press, whatever kind."""
    return item.message.policy.begins and bool(item.in_hours_of) and item.action is not NoteAction.EDIT


def priority_of(kind: Kind, action: NoteAction, in_hours_of: str) -> Priority:
    """Which lane a message takes."""
    if action is NoteAction.EDIT:
        return Priority.CHANGE
    return kind.policy.priority if in_hours_of else Priority.ANSWER


def of_use_until(policy: Policy, hours: WorkingHours, due_at: datetime) -> datetime | None:
    """When a message due at a moment is of no use any more (UTC); None where it always is."""
    return None if policy.good_for is None else add_working_days(hours, next_open(hours, due_at), policy.good_for)


def in_their_day(item: OutboxItem, receiver: Receiver, now: datetime) -> Later | None:
    """None where the receiver may be written to at `now`; else when to look again."""
    if receiver.is_paused(now) and item.message.policy.waits_out_pause:
        return Later(receiver.paused_until or now + PAUSE_LOOKED_AT, "paused")
    opens = next_open(receiver.hours, now)
    return Later(opens, "outside their hours") if opens > now else None


def within_the_day(counted: int, ahead: int, hours: WorkingHours, now: datetime) -> Later | None:
    """None where one more message fits into the day.

    `counted` were sent today or are on their way; `ahead` are due as well and go first.
    """
    return Later(next_day(hours, now), "enough for today") if counted + ahead >= MOST_A_DAY else None
