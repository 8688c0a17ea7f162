"""The content of each message about a pair. `bot.blocks` turns them into words and blocks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base.cards import Card
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.cycle import CycleKind
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Goal, MeetingId, Mentorship, PulseKind
from bot.domain.mentorships.messages import Change
from bot.domain.mentorships.seeking import Place, Sought
from bot.domain.mentorships.topics import Topic


@dataclass(frozen=True, slots=True)
class Frame:
    """What a pair is part of: its program, or none. `purpose` is a key of words, `purpose_words` the admin's own."""

    format: MentorshipFormat
    rhythm: Rhythm
    weeks: int | None = None
    program_name: str = ""
    purpose: str = ""
    purpose_words: str = ""


@dataclass(frozen=True, slots=True)
class ProposalNote:
    """Somebody to form a pair with. `is_request`: the other one asked for it by themselves."""

    mentorship_id: MentorshipId
    other: Card
    as_mentor: bool
    """Whether the receiver would be the mentor."""
    frame: Frame
    reasons: tuple[Reason, ...]
    until: datetime
    is_request: bool = False
    is_reminder: bool = False
    words: str = ""
    """What the one who requests has written."""


class ProposalStatus(StrEnum):
    """Where a proposal stands for one of the two."""

    OPEN = "open"
    YES = "yes"
    """They said yes, and the other is still to answer."""
    BEGUN = "begun"
    NO = "no"
    NO_TOLD = "no_told"
    """They said no, and why."""
    OTHER_NO = "other_no"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    PROGRAM_OVER = "program_over"
    """It came to nothing because its program has ended."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProposalOutcomeNote:
    """Where a proposal stands; takes the place of its buttons. `told` is the receiver's own reason, never the
    other's; `rests_until` the day that goes with the reason `TIME`, `named` by them or not."""

    mentorship_id: MentorshipId
    other: Card
    standing: ProposalStatus
    at: datetime
    told: DeclineReason | None = None
    rests_until: date | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class RequestEndedNote:
    """No pair came of it: to the one who had said yes or asked. `waits`: they are on the wait list; `place`: where they
    stand in the program's queue."""

    mentorship_id: MentorshipId
    name: str
    standing: ProposalStatus
    is_request: bool
    waits: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class RequestMadeNote:
    """Somebody had room: asked for one who waits."""

    mentorship_id: MentorshipId
    mentor: Card
    reasons: tuple[Reason, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """A meeting to be found. `slots` are times (UTC)."""

    meeting_id: MeetingId
    slots: tuple[datetime, ...]
    picked: datetime | None
    minutes: int
    same_office: str = ""


@dataclass(frozen=True, slots=True)
class MentorshipIntroductionNote:
    """The first message of the group DM."""

    mentorship_id: MentorshipId
    members: tuple[Card, ...]
    """By their seats: who learns first."""
    frame: Frame
    reasons: tuple[Reason, ...]
    objectives: tuple[tuple[Role, str, str], ...]
    """(role, name, what they say that it is for), of those who said."""
    hopes: tuple[tuple[str, str], ...]
    """(name, what they hope for), of those who said."""
    topic: Topic | None
    times: Times
    check_in_on: date


@dataclass(frozen=True, slots=True)
class MentorshipTimesNote:
    """Times to meet, asked for later."""

    mentorship_id: MentorshipId
    times: Times


@dataclass(frozen=True, slots=True)
class MeetingCalendarNote:
    """The calendar file of a picked time."""

    meeting_id: MeetingId
    mentee: Card
    mentor: Card
    start: datetime
    minutes: int
    same_office: str


@dataclass(frozen=True, slots=True)
class TopicNote:
    """Something worth the next meeting. `check_in_on` is when the round closes."""

    mentorship_id: MentorshipId
    other: Card
    topic: Topic
    check_in_on: date


@dataclass(frozen=True, slots=True)
class CheckInNote:
    """Whether they met, at the close of a round; `kind` says whether a silence is spoken of."""

    mentorship_id: MentorshipId
    other: Card
    cycle: int
    rhythm: Rhythm
    kind: CycleKind
    next_on: date | None
    goals: tuple[Goal, ...] = ()
    """The receiver's own, where it is time to ask about them."""


@dataclass(frozen=True, slots=True)
class PulseNote:
    """One private question."""

    mentorship_id: MentorshipId
    other: Card
    cycle: int
    kind: PulseKind


@dataclass(frozen=True, slots=True)
class LookBackNote:
    """Half the time is over."""

    mentorship_id: MentorshipId
    other: Card
    meetings: int
    ends_on: date
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class WrapUpNote:
    """The time is over: what was reached, thanks, what next. `done`: they have written it down, as `reached`."""

    mentorship_id: MentorshipId
    other: Card
    weeks: int
    meetings: int
    goals: tuple[Goal, ...]
    done: bool = False
    reached: str = ""
    program_ended: str = ""
    """Name of the program, where the pair ended with it before its time."""


@dataclass(frozen=True, slots=True)
class MentorshipThanksNote:
    """A line of thanks from the other, at the end."""

    mentorship_id: MentorshipId
    other: Card
    thanks: str


@dataclass(frozen=True, slots=True)
class MentorshipChangedNote:
    """The pair pauses, goes on, or has another rhythm; who wished so is not said. `day` is when they hear of it again,
    `rests` whether it pauses until then."""

    mentorship_id: MentorshipId
    other: Card
    change: Change
    rhythm: Rhythm
    day: date | None
    rests: bool = False


@dataclass(frozen=True, slots=True)
class MentorshipEndedNote:
    """The pair is over. `sought` is what it comes to if the receiver wants somebody else; `waits`: they are on the wait
    list already; `place`: where they stand in the program's queue already."""

    mentorship_id: MentorshipId
    name: str
    reason: EndReason
    sought: Sought
    waits: bool = False
    place: Place | None = None

    @property
    def offers(self) -> bool:
        """Whether somebody else can be looked for, and is not yet."""
        waits = self.waits if self.sought is Sought.WAIT_LIST else self.place is not None
        return self.sought in {Sought.QUEUE, Sought.WAIT_LIST} and not waits


@dataclass(frozen=True, slots=True)
class MentorshipLine:
    """One of somebody's pairs, as the hub and `/mentor status` show it."""

    mentorship: Mentorship
    me: UserId
    other: Card
    standing: ProposalStatus
    next_meeting: datetime | None = None
    goals: tuple[Goal, ...] = ()
    """Their own."""
