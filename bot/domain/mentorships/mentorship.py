"""A mentorship: two people or more over months, with a purpose, topics, check-ins and goals."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import RULES, FormatRules, MentorshipFormat, Rhythm, Role

MeetingId = NewType("MeetingId", str)
GoalId = NewType("GoalId", str)

MOST_GOALS = 5
"""Goals each."""


class MentorshipState(StrEnum):
    PROPOSED = "proposed"
    """Published, waiting for the answers of its members (or of the one who leads)."""
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """A proposal that was not answered in time."""

    @property
    def takes_capacity(self) -> bool:
        """Whether it counts toward the limits of its members."""
        return self is MentorshipState.PROPOSED or self.goes_on

    @property
    def goes_on(self) -> bool:
        """Whether the pair has begun and is not over: the two meet, or rest."""
        return self in {MentorshipState.ACTIVE, MentorshipState.PAUSED}


class ProposalAnswer(StrEnum):
    """To a proposal."""

    YES = "yes"
    NO = "no"


class DeclineReason(StrEnum):
    """Why somebody declined: feeds their next match (`bot.domain.matching.lessons`), never shown to anybody else."""

    TIME = "time"
    SKILLS = "skills"
    GOALS = "goals"
    TOO_CLOSE = "too_close"
    KNOW_EACH_OTHER = "know_each_other"
    PERSON = "person"
    RATHER_NOT_SAY = "rather_not_say"


class EndReason(StrEnum):
    """Why a pair ended. Admins see the state, not the reason."""

    COMPLETED = "completed"
    PARTED = "parted"
    SILENT = "silent"
    LEFT = "left"
    NO_FIT = "no_fit"
    PROGRAM_ENDED = "program_ended"


class CheckIn(StrEnum):
    MET = "met"
    HAVE_A_DATE = "have_a_date"
    NOT_YET = "not_yet"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a mentorship, with all that is theirs alone."""

    person: UserId
    role: Role
    answer: ProposalAnswer | None = None
    """To the proposal; None while theirs is waited for."""
    objective: str = ""
    """What they say that it is for. In reverse: what the one will show, and what the other gives in return."""
    decline_reason: DeclineReason | None = None
    not_before: date | None = None
    """With the reason `TIME`: the day before which they are proposed to nobody, where they named one."""
    left_at: datetime | None = None
    """Since when they are in it no more, although it may go on for others."""


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A relationship that lasts, of two or more members in the order of their seats.

    `silence` counts rhythms in a row without "met"; `meetings` those with.
    """

    id: MentorshipId
    program_id: ProgramId | None
    """None for one that found itself by `/mentor match`, or goes on on its own terms."""
    members: tuple[Membership, ...]
    state: MentorshipState
    created_at: datetime
    format: MentorshipFormat = MentorshipFormat.ONE_TO_ONE
    rhythm: Rhythm = Rhythm.BIWEEKLY
    starts_on: date | None = None
    ends_on: date | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    answer_by: datetime | None = None
    group_channel: str = ""
    meetings: int = 0
    silence: int = 0
    cycle: int = 0
    """How many rhythms have begun."""
    next_cycle_on: date | None = None
    paused_until: date | None = None
    topics_used: tuple[str, ...] = ()
    ended_at: datetime | None = None
    end_reason: EndReason | None = None

    @property
    def rules(self) -> FormatRules:
        """What is particular to its format."""
        return RULES[self.format]

    @property
    def people(self) -> tuple[UserId, ...]:
        """All who are, or were, in it."""
        return tuple(one.person for one in self.members)

    @property
    def present(self) -> tuple[UserId, ...]:
        """Those who are in it and have not left."""
        return tuple(one.person for one in self.members if one.left_at is None)

    @property
    def timekeeper(self) -> UserId:
        """By whose calendar its days are told."""
        here = [one for one in self.members if one.left_at is None] or self.members
        return next((one for one in here if one.role is self.rules.keeps_time), here[0]).person

    @property
    def leader(self) -> UserId:
        """Who leads it: in a mentorship of two equals, the second."""
        return next(one.person for one in reversed(self.members) if one.role is self.rules.leads)

    @property
    def declined_by(self) -> UserId | None:
        """Who said no to the proposal."""
        if self.state is not MentorshipState.DECLINED:
            return None
        return next((one.person for one in self.members if one.answer is ProposalAnswer.NO), None)

    @property
    def objectives(self) -> tuple[tuple[UserId, str], ...]:
        """What it is for, in the words of those who said so."""
        return tuple((one.person, one.objective) for one in self.members if one.objective)

    @property
    def hears_on(self) -> date | None:
        """The day on which they hear from Mentor next: their cycle closes, or their time is over."""
        if self.next_cycle_on is None or self.ends_on is None:
            return self.next_cycle_on
        return min(self.next_cycle_on, self.ends_on)

    def member(self, user_id: UserId) -> Membership:
        """How somebody is in it. Raises `KeyError` for somebody who is not."""
        found = next((one for one in self.members if one.person == user_id), None)
        if found is None:
            raise KeyError(user_id)
        return found

    def others(self, user_id: UserId) -> tuple[UserId, ...]:
        """Everybody in it but one."""
        return tuple(who for who in self.people if who != user_id)

    def other(self, user_id: UserId) -> UserId:
        """The partner of one of two; of more, the first of the others."""
        return self.others(user_id)[0]

    def with_member(self, changed: Membership) -> "Mentorship":
        """The same with this in place of what was known of its person."""
        return replace(self, members=tuple(changed if one.person == changed.person else one for one in self.members))


def members_of(form: MentorshipFormat, *people: UserId) -> tuple[Membership, ...]:
    """People in the order of the format's seats, with the roles that go with them."""
    rules = RULES[form]
    return tuple(Membership(who, rules.role_at(seat)) for seat, who in enumerate(people))


def of_two(form: MentorshipFormat, mentor: UserId, mentee: UserId) -> tuple[Membership, ...]:
    """The members that a match becomes: who learns sits first."""
    return members_of(form, mentee, mentor)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of one member. `steps` are (words, done); `progress` is 0–100 per cent."""

    id: GoalId
    mentorship_id: MentorshipId
    owner: UserId
    words: str
    created_at: datetime
    steps: tuple[tuple[str, bool], ...] = ()
    due_on: date | None = None
    progress: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a pair to be found: the times proposed, and the one picked."""

    id: MeetingId
    mentorship_id: MentorshipId
    cycle: int
    created_at: datetime
    slots: tuple[datetime, ...] = ()
    picked: datetime | None = None
    picked_by: UserId | None = None
    introduced: bool = False
    """Whether its times stand in the introduction."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What a member pressed on a check-in. A later press in the same rhythm takes the place of an earlier."""

    mentorship_id: MentorshipId
    user_id: UserId
    cycle: int
    said: CheckIn
    at: datetime


class PulseKind(StrEnum):
    PULSE = "pulse"
    """How the pair goes, every fourth time."""
    FIT = "fit"
    """Whether they fit, after the first meeting. Known to Mentor alone."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """One private answer of a member. `value` is 1 (not good) to 5 (very good)."""

    mentorship_id: MentorshipId
    user_id: UserId
    kind: PulseKind
    cycle: int
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WrapUp:
    """What a member says at the end. `next_step` is the key of what they chose to do next."""

    mentorship_id: MentorshipId
    user_id: UserId
    at: datetime
    reached: str = ""
    thanks: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a mentor with room. `mentor` is the one they want, None for anybody who fits."""

    user_id: UserId
    since: datetime
    mentor: UserId | None = None
    program_id: ProgramId | None = None
