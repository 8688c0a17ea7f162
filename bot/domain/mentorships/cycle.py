"""What a running pair is due, from its state and the date alone: whoever looks again finds the same.

A mentorship lives in cycles, one a rhythm; `next_cycle_on` is the day on which the present one closes. Two working days
before, its topic comes; on the day itself the check-in about it, in place of which a silent one gets a nudge, then an
offer. What they said about a cycle is counted when the next one closes, so that everybody has had a rhythm to answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.delivery.messages import Message
from bot.domain.mentorships.mentorship import CheckedIn, CheckIn, EndReason, Mentorship, MentorshipState
from bot.domain.mentorships.messages import (
    CheckInMessage,
    CycleAbout,
    LookBack,
    Nudge,
    PulseMessage,
    SilenceOffer,
    TopicMessage,
    WrapUpMessage,
)

TOPIC_BEFORE = 2
"""Working days before a cycle closes on which its topic comes."""
TOPIC_EARLIEST = timedelta(days=4)
"""Two working days with a weekend between them; for who works less, it comes not earlier than that."""
PULSE_EVERY = 4
"""Cycles from one pulse to the next."""
NUDGE_AT = 2
"""Rhythms without a meeting after which both are nudged."""
OFFER_AT = 3
"""…after which they are offered a new date, a pause, a rematch, or to part well."""
END_AT = 4
"""…after which the pair ends by itself."""


CycleKind = type[Message[CycleAbout]]
"""A kind of message that comes to all in a running mentorship by itself."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something due to a member on a day. The same thing has the same key, whoever works it out and when."""

    kind: CycleKind
    mentorship_id: MentorshipId
    to: UserId
    on: date
    cycle: int

    @property
    def key(self) -> str:
        return f"pair:{self.kind.name}:{self.mentorship_id}:{self.to}:{self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class CycleTurn:
    """What a day does to a pair: how it is afterwards, what is due, and why it ended, where it did."""

    mentorship: Mentorship
    dues: tuple[Due, ...] = ()
    ended: EndReason | None = None


def topic_on(pair: Mentorship, hours: WorkingHours) -> date:
    """The day on which the topic of the present cycle comes, for somebody with these working days."""
    assert pair.next_cycle_on is not None, "only a running pair has topics"
    day, left = pair.next_cycle_on, TOPIC_BEFORE
    while left and day > pair.next_cycle_on - TOPIC_EARLIEST:
        day -= timedelta(days=1)
        left -= hours.works_on(day)
    return day


def topic_is_due(pair: Mentorship, hours: WorkingHours, today: date) -> bool:
    """Whether the topic of the present cycle has yet to be chosen, and its day has come. The first comes with the
    introduction; none comes while both were offered to end it."""
    if pair.state is not MentorshipState.ACTIVE or pair.next_cycle_on is None:
        return False
    if pair.cycle < 2 or pair.silence >= OFFER_AT:
        return False
    in_time = topic_on(pair, hours) <= today < pair.next_cycle_on
    return in_time and len(pair.topics_used) < pair.cycle


def topics_due(pair: Mentorship, hours: WorkingHours) -> tuple[Due, ...]:
    """The topic of the present cycle, to both, on the day it is planned for."""
    return _to_all(pair, TopicMessage, topic_on(pair, hours))


def closes(pair: Mentorship, today: date) -> bool:
    """Whether the present cycle, or the pair, comes to its close."""
    days = (pair.next_cycle_on, pair.ends_on)
    return pair.state is MentorshipState.ACTIVE and any(day is not None and day <= today for day in days)


def turn(pair: Mentorship, said: Collection[CheckedIn], today: date) -> CycleTurn | None:
    """Close the present cycle, or the pair. None where nothing closes today. Cycles missed in a gap count as one."""
    if not closes(pair, today):
        return None
    if pair.ends_on is not None and pair.ends_on <= today:
        return CycleTurn(pair, _to_all(pair, WrapUpMessage, pair.ends_on), EndReason.COMPLETED)
    counted = replace(pair, silence=silence_after(pair, said))
    if counted.silence >= END_AT:
        return CycleTurn(counted, (), EndReason.SILENT)
    return CycleTurn(_next_cycle(counted, today), tuple(_closing(counted, today)))


def wrap_ups_due(pair: Mentorship, today: date) -> tuple[Due, ...]:
    """The wrap-up of a pair that ends before its time, to both."""
    return _to_all(pair, WrapUpMessage, today)


def silence_after(pair: Mentorship, said: Collection[CheckedIn]) -> int:
    """Rhythms in a row without a meeting, once the cycle before the present one counts. A date made is no silence,
    and no meeting either."""
    before = pair.cycle - 1
    answers = {one.said for one in said if one.cycle == before}
    if before < 1 or CheckIn.HAVE_A_DATE in answers:
        return pair.silence
    return 0 if CheckIn.MET in answers else pair.silence + 1


def meetings(said: Collection[CheckedIn]) -> int:
    """In how many cycles at least one of them said that they met."""
    return len({one.cycle for one in said if one.said is CheckIn.MET})


def with_check_in(pair: Mentorship, said: Collection[CheckedIn]) -> Mentorship:
    """The pair after a check-in, with all that was said so far. Having met ends a silence at once."""
    count = meetings(said)
    return replace(pair, meetings=count, silence=0 if count > pair.meetings else pair.silence)


def half_time_on(pair: Mentorship) -> date | None:
    """The day half-way through a pair that has an end."""
    if pair.starts_on is None or pair.ends_on is None:
        return None
    return pair.starts_on + (pair.ends_on - pair.starts_on) / 2


def weeks_together(pair: Mentorship) -> int:
    """How many weeks a pair that is over has lasted, to the nearest; at least one."""
    ended = pair.ended_at.date() if pair.ended_at else pair.ends_on
    if pair.starts_on is None or ended is None:
        return 1
    last = ended if pair.ends_on is None else min(ended, pair.ends_on)
    return max(1, round((last - pair.starts_on).days / 7))


def planned_cycles(pair: Mentorship) -> int | None:
    """How many meetings a pair has time for, at its present rhythm; None without an end."""
    if pair.starts_on is None or pair.ends_on is None:
        return None
    return max(1, 1 + (pair.ends_on - pair.starts_on - timedelta(days=7)) // pair.rhythm.every)


def _closing(pair: Mentorship, today: date) -> Sequence[Due]:
    """What the close of a cycle brings: one question about it, now and then a pulse, and since half time a look back:
    once, by its key, and also after a pause or a gap that half time fell into."""
    on, half = pair.next_cycle_on, half_time_on(pair)
    assert on is not None, "a cycle that closes has a day"
    dues = [*_to_all(pair, _question(pair.silence), on)]
    if half is not None and half <= today:
        dues += _to_all(pair, LookBack, half)
    is_half_time = half is not None and on - pair.rhythm.every < half <= on
    if not is_half_time and pair.silence < NUDGE_AT and pair.cycle % PULSE_EVERY == 0:
        dues += _to_all(pair, PulseMessage, on)
    return dues


def _question(silence: int) -> CycleKind:
    if silence >= OFFER_AT:
        return SilenceOffer
    return Nudge if silence >= NUDGE_AT else CheckInMessage


def _next_cycle(pair: Mentorship, today: date) -> Mentorship:
    assert pair.next_cycle_on is not None, "a cycle that closes has a day"
    on, every = pair.next_cycle_on, pair.rhythm.every
    missed = (today - on) // every
    return replace(pair, cycle=pair.cycle + 1, next_cycle_on=on + (missed + 1) * every)


def _to_all(pair: Mentorship, kind: CycleKind, on: date) -> tuple[Due, ...]:
    return tuple(Due(kind, pair.id, who, on, pair.cycle) for who in pair.present)
