"""What should have been said to a pair by now, worked out from what stands in it and the traces it left; what was not.

Written apart from planning on purpose. The rounds that a pair has behind it are counted from its number of rounds, and
what each of them brought from the kinds of the messages about it: no day is asked of the planner.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.across.auditing import MOVED_WITHIN, AuditProblem, Finding
from bot.domain.base.ids import UserId
from bot.domain.mentorships.cycle import END_AT, NUDGE_AT, OFFER_AT, PULSE_EVERY
from bot.domain.mentorships.mentorship import EndReason, Mentorship, MentorshipState
from bot.domain.mentorships.messages import (
    CheckInMessage,
    FitQuestion,
    LookBack,
    MentorshipChanged,
    MentorshipEnded,
    MentorshipIntroduction,
    Nudge,
    ProposalMessage,
    ProposalReminder,
    PulseMessage,
    RequestEnded,
    SilenceOffer,
    TopicMessage,
    WrapUpMessage,
)

ROUNDS_LOOKED_AT = 4
"""The present round and those before it. What happened earlier was looked at every half hour while it was new."""
ROUNDS_OF_SILENCE = 6
"""The same of a pair that says nothing."""
FEW_MEETINGS = 2
"""So long all rounds are looked at: the question after the first meeting came in one of them."""
DAY = timedelta(days=1)
NOWHERE_EARLIER = timedelta(hours=12)
"""The date that it was so long ago in UTC has begun everywhere."""
JUST_NOW = timedelta(hours=3)
"""Time looks at pairs once an hour: what somebody pressed since may not have had its effect."""

QUESTIONS = (CheckInMessage.name, Nudge.name, SilenceOffer.name)
"""One of these is due to both about each round."""
_OPEN = {MentorshipState.PROPOSED, MentorshipState.ACTIVE, MentorshipState.PAUSED}


@dataclass(frozen=True, slots=True)
class Trail:
    """A pair with the traces of its life.

    `there` are those of its members who are in Mentor (and in its program), and since when. `written` says to whom
    a kind of message was written about a round (0 where it names none), and when last. `said_about` is the last round
    about which one of them said something, and `said_at` when anything was last said.
    """

    mentorship: Mentorship
    there: Mapping[UserId, datetime]
    written: Mapping[tuple[str, int], Mapping[str, datetime]]
    said_about: int = 0
    said_at: datetime | None = None

    @property
    def rounds(self) -> range:
        """The rounds looked at."""
        return rounds_of(self.mentorship, self.said_about)

    def lacks(self, about: int, *kinds: str) -> bool:
        """Whether one of the two has got none of these messages about a round."""
        got = {to for kind in kinds for to in self.written.get((kind, about), ())}
        return any(who not in got for who in self.owed_to())

    def owed_to(self) -> list[UserId]:
        """Those of its members who were there all the time."""
        return [who for who, since in self.there.items() if since <= self.mentorship.created_at]

    def has(self, kind: str, about: int = 0) -> bool:
        """Whether such a message was written to anybody."""
        return bool(self.written.get((kind, about)))

    def asked_at(self, about: int) -> datetime | None:
        """When they were asked about a round: it closed then."""
        return max((at for kind in QUESTIONS for at in self.written.get((kind, about), {}).values()), default=None)

    def touched_at(self) -> datetime | None:
        """When one of them last said something, or changed the pair's pace."""
        changes = self.written.get((MentorshipChanged.name, 0), {}).values()
        return max([*changes, *([self.said_at] if self.said_at else [])], default=None)


def rounds_of(pair: Mentorship, said_about: int) -> range:
    """The rounds looked at, with the present one, where that was the last about which something was said."""
    is_silent = said_about < pair.cycle - 2
    first = pair.cycle + 1 - (ROUNDS_OF_SILENCE if is_silent else ROUNDS_LOOKED_AT)
    return range(1 if pair.meetings <= FEW_MEETINGS else max(1, first), pair.cycle + 1)


def lost(trail: Trail, now: datetime) -> Iterator[Finding]:
    """Messages that this pair must have been written, and was not."""
    for kind, about in _lost(trail, now):
        subject = f"{trail.mentorship.id}/{about}" if about else str(trail.mentorship.id)
        yield Finding(AuditProblem.MISSING, kind, subject, f"owed to a pair that is {trail.mentorship.state}")


def stuck(trail: Trail, now: datetime) -> Iterator[Finding]:
    """A pair over which time has passed without effect, or that goes on with somebody who is gone."""
    for detail in _stuck(trail, now):
        yield Finding(AuditProblem.STUCK, "pair", trail.mentorship.id, detail)


Lost = tuple[str, int]


def _lost(trail: Trail, now: datetime) -> Iterator[Lost]:
    match trail.mentorship.state:
        case MentorshipState.PROPOSED:
            yield from _proposed(trail)
        case MentorshipState.DECLINED | MentorshipState.LAPSED:
            yield from _refused(trail)
        case _:
            yield from _lived(trail, now)
            yield from _ended(trail)


def _proposed(trail: Trail) -> Iterator[Lost]:
    """The proposal and its reminder, to everybody whose answer is waited for."""
    pair = trail.mentorship
    waits_for = {one.person: one.answer is None for one in pair.members}
    for kind in (ProposalMessage.name, ProposalReminder.name):
        got = trail.written.get((kind, 0), {})
        if any(waits_for[who] and who not in got for who in trail.owed_to()):
            yield kind, 0


def _refused(trail: Trail) -> Iterator[Lost]:
    """That nothing came of it, to whoever had said yes."""
    pair, got = trail.mentorship, trail.written.get((RequestEnded.name, 0), {})
    said_yes = {one.person: one.answer == "yes" for one in pair.members}
    if any(said_yes[who] and who != pair.declined_by and who not in got for who in trail.owed_to()):
        yield RequestEnded.name, 0


def _lived(trail: Trail, now: datetime) -> Iterator[Lost]:
    pair = trail.mentorship
    if not trail.has(MentorshipIntroduction.name):
        yield MentorshipIntroduction.name, 0
    if pair.state is MentorshipState.PAUSED and not trail.has(MentorshipChanged.name):
        yield MentorshipChanged.name, 0
    for about in trail.rounds:
        yield from _round(trail, about, now)
    yield from _fit(trail)
    yield from _half_time(trail)


def _round(trail: Trail, about: int, now: datetime) -> Iterator[Lost]:
    """What one round owes: its topic, and where it has closed, a question about it and every fourth time a pulse."""
    closed = about < trail.mentorship.cycle
    due = closed or trail.has(TopicMessage.name, about) or _topic_is_late(trail, now)
    if due and _has_topic(trail, about) and trail.lacks(about, TopicMessage.name):
        yield TopicMessage.name, about
    if not closed:
        return
    asked = _asked(trail, about)
    if trail.lacks(about, *asked):
        yield asked[0], about
    if about % PULSE_EVERY == 0 and _has_pulse(trail, about) and trail.lacks(about, PulseMessage.name):
        yield PulseMessage.name, about


def _has_topic(trail: Trail, about: int) -> bool:
    """The first comes with the introduction; none comes while they choose how to go on."""
    return about - 1 in trail.rounds and not trail.has(SilenceOffer.name, about - 1)


def _topic_is_late(trail: Trail, now: datetime) -> bool:
    """Whether the day of the present round's topic, two days before it closes, has passed everywhere."""
    pair, touched = trail.mentorship, trail.touched_at()
    if pair.state is not MentorshipState.ACTIVE or pair.next_cycle_on is None or (touched and now < touched + JUST_NOW):
        return False
    return (now - NOWHERE_EARLIER).date() >= pair.next_cycle_on - DAY


def _asked(trail: Trail, about: int) -> tuple[str, ...]:
    """What may have been asked about a round: after silence, no check-in."""
    quiet = quiet_rounds(trail) if about == trail.mentorship.cycle - 1 else 0
    if quiet >= OFFER_AT:
        return (SilenceOffer.name,)
    if quiet >= NUDGE_AT:
        return Nudge.name, SilenceOffer.name
    # Where one of the two was asked, the other is owed the same.
    return tuple(sorted(QUESTIONS, key=lambda kind: not trail.has(kind, about)))


def quiet_rounds(trail: Trail) -> int:
    """Rounds in a row, up to the last but one that closed, since when nobody has said or changed anything."""
    touched, quiet = trail.touched_at(), 0
    for about in range(trail.mentorship.cycle - 2, max(0, trail.said_about), -1):
        asked = trail.asked_at(about)
        if asked is None or (touched is not None and touched >= asked):
            break
        quiet += 1
    return quiet


def _has_pulse(trail: Trail, about: int) -> bool:
    """No pulse goes with a nudge, nor with the look back; after a pause that may have come a round or two before."""
    silent = trail.has(Nudge.name, about) or trail.has(SilenceOffer.name, about)
    before = range(max(1, about - (2 if trail.has(MentorshipChanged.name) else 1)), about + 1)
    is_known = before[0] in trail.rounds
    return is_known and not silent and not any(trail.has(LookBack.name, near) for near in before)


def _fit(trail: Trail) -> Iterator[Lost]:
    """Whether the two fit, once they have met."""
    rounds = trail.rounds
    if trail.mentorship.meetings and rounds[:1] == range(1, 2) and _never(trail, FitQuestion.name, rounds):
        yield FitQuestion.name, 0


def _half_time(trail: Trail) -> Iterator[Lost]:
    """A look back with the first round that closed after half time."""
    pair, rounds = trail.mentorship, trail.rounds
    if pair.starts_on is None or pair.ends_on is None:
        return
    half = pair.starts_on + (pair.ends_on - pair.starts_on) / 2
    after = [about for about in rounds if (at := trail.asked_at(about)) and at.date() > half]
    came = [about for about in rounds if trail.has(LookBack.name, about)]
    is_seen = bool(after) and (after[0] > rounds[0] or after[0] == 1)
    if (came or is_seen) and _never(trail, LookBack.name, rounds):
        yield LookBack.name, (came or after)[0]


def _never(trail: Trail, kind: str, rounds: range) -> bool:
    got = {to for about in rounds for to in trail.written.get((kind, about), ())}
    return any(who not in got for who in trail.owed_to())


def _ended(trail: Trail) -> Iterator[Lost]:
    """The last words: to both; where one of the two ended it, to the other. Who it was is not kept."""
    match trail.mentorship.end_reason:
        case None:
            return
        case EndReason.COMPLETED | EndReason.PROGRAM_ENDED:
            if trail.lacks(trail.mentorship.cycle, WrapUpMessage.name):
                yield WrapUpMessage.name, trail.mentorship.cycle
        case EndReason.SILENT:
            if trail.lacks(0, MentorshipEnded.name):
                yield MentorshipEnded.name, 0
        case why:
            waits = len(trail.owed_to()) >= (1 if why is EndReason.LEFT else 2)
            if waits and not trail.has(MentorshipEnded.name):
                yield MentorshipEnded.name, 0


def _stuck(trail: Trail, now: datetime) -> Iterator[str]:
    pair, today = trail.mentorship, (now - MOVED_WITHIN).date()
    if pair.state in _OPEN and len(trail.there) < len(pair.present):
        yield "one of the two is gone, and it goes on"
    if pair.state is MentorshipState.PROPOSED and (pair.answer_by is None or pair.answer_by + MOVED_WITHIN < now):
        yield "unanswered, and has not lapsed"
    if pair.state is MentorshipState.PAUSED and (pair.paused_until is None or pair.paused_until < today):
        yield "its pause has not ended"
    if pair.state is not MentorshipState.ACTIVE:
        return
    if pair.next_cycle_on is None or pair.next_cycle_on < today:
        yield "its round has not closed"
    elif pair.next_cycle_on > today + pair.rhythm.every + 2 * DAY + MOVED_WITHIN:
        yield "its round closes too late"
    if pair.ends_on is not None and pair.ends_on < today:
        yield "its time is over, and it goes on"
    if quiet_rounds(trail) >= END_AT:
        yield "silent, and it goes on"
