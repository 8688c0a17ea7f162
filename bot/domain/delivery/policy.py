"""What a message may do to somebody's day: how soon it comes, how late it may be, how many there are.

A new kind of message needs a line in `POLICIES`; a test holds that none is forgotten.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.delivery.hours import WorkingHours, add_working_days, next_day, next_open
from bot.domain.delivery.outbox import NoteAction, NoteKind, OutboxItem, Priority
from bot.domain.people.profile import Profile

MOST_A_DAY = 2
"""Messages a day that Mentor begins by itself with one person; the rest wait for their next working day."""
PAUSE_LOOKED_AT = timedelta(days=1)
"""How often a message to somebody who paused without an end is looked at again."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How one kind of message is delivered.

    `begins`: Mentor begins; such messages keep to the receiver's hours and are counted. Otherwise it follows from what
    somebody did. `good_for`: working days of the receiver after which it is of no use any more; None: as long as what
    it is about stands. `waits_out_pause`: sent when the receiver is back; otherwise what it is about goes on without.
    """

    priority: Priority
    begins: bool = True
    good_for: int | None = None
    waits_out_pause: bool = True


ANSWER = Policy(Priority.ANSWER, begins=False)
CHANGE = Policy(Priority.CHANGE, begins=False)

POLICIES: dict[NoteKind, Policy] = {
    # An offer's clock starts when it is sent and stops outside the mentor's hours, so it is never too late.
    NoteKind.OFFER: Policy(Priority.SOON, waits_out_pause=False),
    # Of no use once the offer lapses: its row says when that is.
    NoteKind.OFFER_REMINDER: Policy(Priority.SOON, waits_out_pause=False),
    NoteKind.OFFER_OUTCOME: CHANGE,
    NoteKind.INTRODUCTION: ANSWER,
    NoteKind.CALENDAR: ANSWER,
    NoteKind.NOBODY_YET: Policy(Priority.SOON),
    NoteKind.HELP_POST: ANSWER,
    NoteKind.HELP_POST_OUTCOME: CHANGE,
    NoteKind.ASK_STANDING: CHANGE,
    NoteKind.DID_IT_HELP: Policy(Priority.USUAL),
    NoteKind.THANKS: Policy(Priority.LATER),
    NoteKind.ASK_ENDED: Policy(Priority.LATER),
    NoteKind.PARTNER_LEFT: Policy(Priority.SOON),
    NoteKind.INVITATION: Policy(Priority.LATER),
    NoteKind.LEFT_OVER: Policy(Priority.USUAL),
    NoteKind.LINE_ENDED: Policy(Priority.USUAL),
    NoteKind.ROUND: ANSWER,
    NoteKind.ROUND_FILE: ANSWER,
    NoteKind.PROPOSAL: Policy(Priority.SOON),
    # Of no use once the proposal lapses: its row says when that is.
    NoteKind.PROPOSAL_REMINDER: Policy(Priority.SOON),
    NoteKind.PROPOSAL_OUTCOME: CHANGE,
    NoteKind.REQUEST_ENDED: Policy(Priority.SOON),
    NoteKind.REQUEST_MADE: Policy(Priority.SOON),
    NoteKind.PAIR_INTRODUCTION: ANSWER,
    NoteKind.PAIR_TIMES: ANSWER,
    NoteKind.PAIR_CALENDAR: ANSWER,
    # A topic is for the meeting that is near; a nudge is about today. A check-in is good whenever it comes.
    NoteKind.TOPIC: Policy(Priority.USUAL, good_for=3),
    NoteKind.CHECK_IN: Policy(Priority.USUAL),
    NoteKind.NUDGE: Policy(Priority.USUAL, good_for=1),
    NoteKind.SILENCE_OFFER: Policy(Priority.SOON),
    NoteKind.PULSE: Policy(Priority.LATER, good_for=5),
    NoteKind.FIT: Policy(Priority.USUAL),
    NoteKind.LOOK_BACK: Policy(Priority.LATER, good_for=5),
    NoteKind.WRAP_UP: Policy(Priority.USUAL),
    NoteKind.PAIR_THANKS: Policy(Priority.LATER),
    NoteKind.PAIR_CHANGED: Policy(Priority.SOON),
    NoteKind.PAIR_ENDED: Policy(Priority.SOON),
}
"""How each kind is delivered."""


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
    return POLICIES[item.kind].begins and bool(item.in_hours_of) and item.action is not NoteAction.EDIT


def priority_of(kind: NoteKind, action: NoteAction, in_hours_of: str) -> Priority:
    """Which lane a message takes."""
    if action is NoteAction.EDIT:
        return Priority.CHANGE
    return POLICIES[kind].priority if in_hours_of else Priority.ANSWER


def of_use_until(policy: Policy, hours: WorkingHours, due_at: datetime) -> datetime | None:
    """When a message due at a moment is of no use any more (UTC); None where it always is."""
    return None if policy.good_for is None else add_working_days(hours, next_open(hours, due_at), policy.good_for)


def in_their_day(item: OutboxItem, receiver: Profile, now: datetime) -> Later | None:
    """None where the receiver may be written to at `now`; else when to look again."""
    if receiver.is_paused(now) and POLICIES[item.kind].waits_out_pause:
        return Later(receiver.paused_until or now + PAUSE_LOOKED_AT, "paused")
    opens = next_open(receiver.hours, now)
    return Later(opens, "outside their hours") if opens > now else None


def day_of(hours: WorkingHours, now: datetime) -> date:
    """The receiver's own date."""
    return now.astimezone(hours.tzinfo).date()


def within_the_day(counted: int, ahead: int, hours: WorkingHours, now: datetime) -> Later | None:
    """None where one more message fits into the day.

    `counted` were sent today or are on their way; `ahead` are due as well and go first.
    """
    return Later(next_day(hours, now), "enough for today") if counted + ahead >= MOST_A_DAY else None
