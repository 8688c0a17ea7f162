"""A pair: two people over months, with a purpose, topics, check-ins and goals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import Rhythm

MeetingId = NewType("MeetingId", str)
GoalId = NewType("GoalId", str)

MOST_GOALS = 5
"""Goals each."""


class MentorshipState(StrEnum):
    PROPOSED = "proposed"
    """Published, waiting for the answers of both (or of the mentor)."""
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """A proposal that was not answered in time."""

    @property
    def takes_capacity(self) -> bool:
        """Whether the pair counts toward the limits of both."""
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
class Mentorship:
    """Two people in a program. In peer pairs `mentor` and `mentee` are simply the one and the other.

    `silence` counts rhythms in a row without "met"; `meetings` those with.
    """

    id: MentorshipId
    program_id: ProgramId | None
    """None for a pair that found itself by `/mentor match`, or goes on on its own terms."""
    mentor: UserId
    mentee: UserId
    state: MentorshipState
    created_at: datetime
    rhythm: Rhythm = Rhythm.BIWEEKLY
    starts_on: date | None = None
    ends_on: date | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    mentor_answer: ProposalAnswer | None = None
    mentee_answer: ProposalAnswer | None = None
    answer_by: datetime | None = None
    group_channel: str = ""
    objective: str = ""
    meetings: int = 0
    silence: int = 0
    cycle: int = 0
    """How many rhythms have begun."""
    next_cycle_on: date | None = None
    paused_until: date | None = None
    topics_used: tuple[str, ...] = ()
    ended_at: datetime | None = None
    end_reason: EndReason | None = None
    declined_by: UserId | None = None
    decline_reason: DeclineReason | None = None
    not_before: date | None = None
    """With the reason `TIME`: the day before which who declined is proposed to nobody, where they named one."""

    @property
    def hears_on(self) -> date | None:
        """The day on which the two hear from Mentor next: their round closes, or their time is over."""
        if self.next_cycle_on is None or self.ends_on is None:
            return self.next_cycle_on
        return min(self.next_cycle_on, self.ends_on)

    def other(self, user_id: UserId) -> UserId:
        """The partner of one of the two."""
        return self.mentee if user_id == self.mentor else self.mentor


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of one of the two. `steps` are (words, done); `progress` is 0–100 per cent."""

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


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What one of the two pressed on a check-in. A later press in the same rhythm takes the place of an earlier."""

    mentorship_id: MentorshipId
    user_id: UserId
    cycle: int
    said: CheckIn
    at: datetime


class PulseKind(StrEnum):
    PULSE = "pulse"
    """How the pair goes, every fourth time."""
    FIT = "fit"
    """Whether the two fit, after the first meeting. Known to Mentor alone."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """One private answer of one of the two. `value` is 1 (not good) to 5 (very good)."""

    mentorship_id: MentorshipId
    user_id: UserId
    kind: PulseKind
    cycle: int
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WrapUp:
    """What one of the two says at the end of a pair. `next_step` is the key of what they chose to do next."""

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
