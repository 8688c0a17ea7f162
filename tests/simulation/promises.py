"""What is promised, looked at while a run goes on and at its end: from what lands and from the database's own rows.

Nothing here asks Mentor's code whether Mentor is right, except for what working hours are.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.asks.ask import AskId
from bot.domain.asks.notes import (
    AskEndedNote,
    DidItHelpNote,
    IntroductionNote,
    NobodyYetNote,
    OfferNote,
    PartnerLeftNote,
    ThanksNote,
)
from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import is_open
from tests.simulation.memory import HOURS, Memory, moment
from tests.simulation.people import People
from tests.simulation.replica import Replica
from tests.simulation.slack import Message, members
from tests.simulation.world import Violation, World

ON_ITS_WAY = timedelta(seconds=70)
"""From the last look at the clock to the request: the lease, and clocks that differ."""
JUST_NOW = timedelta(minutes=11)
"""What is written so soon after a press answers it, and need not wait for anybody's hours."""
MOST_A_DAY = 2
"""Messages that nobody has just asked for, to one person."""
LOOKS = 2
"""Transactions that a sender begins after somebody is out, at the latest before it must have noticed."""
BY_ITSELF = (OfferNote, ThanksNote, AskEndedNote, PartnerLeftNote, NobodyYetNote, DidItHelpNote)
"""What comes when nobody has just pressed anything."""
AFTER_A_PRESS = (NobodyYetNote, DidItHelpNote)
"""Of these, what may also be the answer to a press."""


@dataclass
class Promises:
    """Raises `Violation` where one is broken."""

    world: World
    people: People
    mentors: dict[AskId, UserId] = field(default_factory=dict)
    days: Counter[tuple[UserId, date]] = field(default_factory=Counter)
    markers: set[tuple[str, str]] = field(default_factory=set)

    def asked(self, replica: Replica, channel: str, note: object, marker: str) -> None:
        """A replica asks Slack for a message."""
        self.world.tell(f"{replica.owner} sends {type(note).__name__} to {channel} ({marker[:6]})")
        is_proactive = self._is_proactive(channel, note, marker)
        for who in members(channel):
            self._nobody_out(replica, who, note, is_proactive=is_proactive)
            if is_proactive:
                self._in_their_hours(who, note)

    def landed(self, message: Message) -> None:
        """A message has reached its channel."""
        place = (message.where.channel, message.marker)
        if place in self.markers:
            raise Violation(f"{type(message.note).__name__} came twice to {message.where.channel}")
        self.markers.add(place)
        if self._is_proactive(message.where.channel, message.note, message.marker):
            for who in message.receivers:
                self._one_more_that_day(who, message)

    def _one_more_that_day(self, who: UserId, message: Message) -> None:
        day = message.asked_at.astimezone(HOURS[who].tzinfo).date()
        self.days[who, day] += 1
        if self.days[who, day] > MOST_A_DAY:
            raise Violation(f"{who} got {self.days[who, day]} messages on {day}")

    def accepted(self, ask_id: AskId, mentor: UserId) -> None:
        """Somebody got an ask: the only one, and within their limit."""
        if ask_id in self.mentors:
            raise Violation(f"{ask_id} went to {self.mentors[ask_id]} and to {mentor}")
        self.mentors[ask_id] = mentor
        ((has, may),) = self._memory.rows(
            "SELECT count(*), (SELECT most_open_asks FROM profile WHERE user_id = ?1) FROM ask "
            "WHERE mentor = ?1 AND state = 'accepted'",
            mentor,
        )
        if has > may:
            raise Violation(f"{mentor} has {has} asks and takes {may}")

    @property
    def _memory(self) -> Memory:
        return self.world.memory

    def _is_proactive(self, channel: str, note: object, marker: str) -> bool:
        if not isinstance(note, BY_ITSELF):
            return False
        if not isinstance(note, AFTER_A_PRESS):
            return True
        ((written_at,),) = self._memory.rows("SELECT created_at FROM outbox WHERE id = ?", marker)
        pressed = (at for who in members(channel) for at in self.people.presses.get(who, ()))
        since = moment(written_at) or self.world.now
        return not any(at <= since <= at + JUST_NOW for at in pressed)

    def _nobody_out(self, replica: Replica, who: UserId, note: object, *, is_proactive: bool) -> None:
        standing, now = self.world.standings[who], self.world.now
        if standing.is_in and not (is_proactive and standing.is_paused(now - ON_ITS_WAY)):
            return
        looked = sum(begun >= self.world.out_since.get(who, 0) for begun in replica.begun)
        if looked >= LOOKS:
            raise Violation(f"{type(note).__name__} is sent to {who}, who is out")

    def _in_their_hours(self, who: UserId, note: object) -> None:
        if not self.world.standings[who].is_in:
            return
        hours, now = self._memory.hours(who), self.world.now
        if not any(is_open(hours, now + by) for by in (-ON_ITS_WAY, timedelta(), timedelta(seconds=10))):
            raise Violation(f"{type(note).__name__} is sent to {who} at {now.astimezone(hours.tzinfo):%a %H:%M} local")


def at_the_end(memory: Memory, messages: list[Message], faults: Mapping[str, int]) -> None:
    """Everything due was sent once, or ended with a reason; nothing is left waiting."""
    _each_row_has_ended(memory, Counter(message.marker for message in messages), faults)
    _each_ask_has_ended(memory)
    _each_was_told(memory, messages)


def _each_row_has_ended(memory: Memory, sent: Counter[str], faults: Mapping[str, int]) -> None:
    for marker, key, action, state, reason in memory.rows("SELECT id, key, action, state, reason FROM outbox"):
        if state not in {"sent", "cancelled", "expired", "failed"}:
            raise Violation(f"{key} is still {state} ({reason})")
        if state == "failed" and not faults.get(marker):
            raise Violation(f"{key} was given up, and could be written")
        if state != "sent" and not reason:
            raise Violation(f"{key} is {state} without a reason")
        there, wanted = sent.pop(marker, 0), int(state == "sent" and action != "edit")
        if there != wanted:
            raise Violation(f"{key} is {state}, and {there} of it are in Slack")
    if sent:
        raise Violation(f"in Slack, but nowhere written down: {sent}")


def _each_ask_has_ended(memory: Memory) -> None:
    for ask_id, state in memory.rows("SELECT id, state FROM ask WHERE state NOT IN ('closed', 'withdrawn', 'expired')"):
        raise Violation(f"{ask_id} is still {state}")
    for offer_id, state in memory.rows("SELECT id, state FROM offer WHERE state IN ('offered', 'reminded')"):
        raise Violation(f"the offer {offer_id} is still {state}")


def _each_was_told(memory: Memory, messages: list[Message]) -> None:
    """From asks and offers alone: who should have heard, did, or there is a row that says why not."""
    told = Counter(_about(message.note) for message in messages)
    for ask_id, mentor in memory.rows("SELECT id, mentor FROM ask WHERE mentor IS NOT NULL"):
        _once(memory, told, "introduction", ask_id, mentor)
    for (ask_id,) in memory.rows("SELECT id FROM ask WHERE state = 'expired'"):
        _once(memory, told, "ask_ended", ask_id)
    for (offer_id,) in memory.rows("SELECT id FROM offer"):
        _once(memory, told, "offer", offer_id)
    for ask_id, times in ((about[1], times) for about, times in told.items() if about[0] == "did_it_help"):
        if times > 1:
            raise Violation(f"asked {times} times whether {ask_id} helped")


def _once(memory: Memory, told: Counter[tuple[str, ...]], kind: str, subject: str, *who: str) -> None:
    times = told[kind, subject, *who]
    ended = "state IN ('cancelled', 'expired', 'failed')"
    excuses = memory.rows(f"SELECT reason FROM outbox WHERE kind = ? AND about_id = ? AND {ended}", kind, subject)
    if times > 1 or (times == 0 and not any(reason for (reason,) in excuses)):
        raise Violation(f"{kind} of {subject} was sent {times} times")


def _about(note: object) -> tuple[str, ...]:
    match note:
        case OfferNote(is_reminder=False):
            return ("offer", note.offer_id)
        case IntroductionNote():
            return ("introduction", note.ask_id, note.mentor.user_id)
        case AskEndedNote() | DidItHelpNote():
            return ("ask_ended" if isinstance(note, AskEndedNote) else "did_it_help", note.ask_id)
        case _:
            return (type(note).__name__,)
