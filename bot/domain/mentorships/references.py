"""What buttons and forms about mentorships carry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from bot.domain.base.ids import MentorshipId
from bot.domain.base.references import Reference
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import CheckIn, DeclineReason, GoalId, MeetingId, PulseKind


class WayOn(StrEnum):
    """What can be done about a mentorship that is stuck."""

    NEW_TIME = "new_time"
    PAUSE = "pause"
    REMATCH = "rematch"
    PART = "part"


@dataclass(frozen=True, slots=True)
class GoalRef(Reference):
    """A goal."""

    goal_id: GoalId


@dataclass(frozen=True, slots=True)
class GoalForm(Reference):
    """The form of a goal; None: of a new one."""

    mentorship_id: MentorshipId
    goal_id: GoalId | None
    tag: ClassVar[str] = "goal"
    old: ClassVar[str] = r":(?P<mentorship_id>[^/]+)/(?P<goal_id>.*)"


@dataclass(frozen=True, slots=True)
class DeclinedFor(Reference):
    """Why a proposal was declined."""

    mentorship_id: MentorshipId
    reason: DeclineReason
    tag: ClassVar[str] = "declined"
    old: ClassVar[str] = r"(?P<reason>\w+):(?P<mentorship_id>.+)"


@dataclass(frozen=True, slots=True)
class NoTimeFor(Reference):
    """For how many weeks somebody who declined has no time."""

    mentorship_id: MentorshipId
    weeks: int
    tag: ClassVar[str] = "no_time"
    old: ClassVar[str] = r"(?P<weeks>\d+):(?P<mentorship_id>.+)"


@dataclass(frozen=True, slots=True)
class SlotOfMeeting(Reference):
    """A time at which a meeting could be."""

    meeting_id: MeetingId
    slot: datetime
    tag: ClassVar[str] = "meeting"
    old: ClassVar[str] = r":(?P<meeting_id>[^|]+)\|(?P<slot>.+)"


@dataclass(frozen=True, slots=True)
class CheckInAnswer(Reference):
    """What is said about a cycle."""

    mentorship_id: MentorshipId
    cycle: int
    said: CheckIn
    tag: ClassVar[str] = "check_in"
    old: ClassVar[str] = r"(?P<said>\w+):(?P<mentorship_id>[^/]+)/(?P<cycle>\d+)/"


@dataclass(frozen=True, slots=True)
class PulseAnswer(Reference):
    """A private answer, from 1 (not good) to 5."""

    mentorship_id: MentorshipId
    cycle: int
    kind: PulseKind
    value: int
    tag: ClassVar[str] = "pulse"
    old: ClassVar[str] = r"(?P<value>[1-5]):(?P<mentorship_id>[^/]+)/(?P<cycle>\d+)/(?P<kind>\w+)"


@dataclass(frozen=True, slots=True)
class TakeWayOn(Reference):
    """What somebody wants to do about a mentorship."""

    mentorship_id: MentorshipId
    way: WayOn
    tag: ClassVar[str] = "way_on"
    old: ClassVar[str] = r"(?P<way>\w+):(?P<mentorship_id>.+)"


@dataclass(frozen=True, slots=True)
class OtherRhythm(Reference):
    """How often the members would meet."""

    mentorship_id: MentorshipId
    rhythm: Rhythm
    tag: ClassVar[str] = "rhythm"
    old: ClassVar[str] = r"(?P<rhythm>\w+):(?P<mentorship_id>.+)"
