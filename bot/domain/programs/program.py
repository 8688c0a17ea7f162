"""A program: the long form of mentoring, with a purpose, people who joined, and rounds of matching."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.skill import Skill
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role

MOST_QUESTIONS = 5
"""Own questions of a program."""
MOST_VALUES = 3
"""Working values that somebody picks on joining."""


class Purpose(StrEnum):
    ONBOARDING = "onboarding"
    LEADERSHIP = "leadership"
    SKILL = "skill"
    INCLUSION = "inclusion"
    KNOWLEDGE_TRANSFER = "knowledge_transfer"
    OWN = "own"
    """In the admin's own words, `Program.purpose_words`."""


class ProgramState(StrEnum):
    """Anybody in the program can see it; it only moves forward (matching may go back to inviting before a round)."""

    INVITING = "inviting"
    MATCHING = "matching"
    RUNNING = "running"
    WRAPPING_UP = "wrapping_up"
    ENDED = "ended"


class WorkingValue(StrEnum):
    """How somebody likes to work. Each picks up to three; likeness in attitudes and values is the strongest
    antecedent of how protégés see the relationship (Eby et al. 2013, doi:10.1037/a0029279)."""

    DIRECTNESS = "directness"
    PATIENCE = "patience"
    STRUCTURE = "structure"
    IMPROVISATION = "improvisation"
    CURIOSITY = "curiosity"
    DEPTH = "depth"
    PACE = "pace"
    CARE = "care"
    INDEPENDENCE = "independence"
    COOPERATION = "cooperation"
    PLAYFULNESS = "playfulness"
    FAIRNESS = "fairness"


class Weigh(StrEnum):
    """What an admin lets weigh most in matching."""

    BALANCED = "balanced"
    SKILLS = "skills"
    NEW_PERSPECTIVE = "new_perspective"
    SHARED_HOURS = "shared_hours"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who may join: members that fit any of the lists; everybody signed up when all are empty."""

    channel: str = ""
    departments: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    people: frozenset[UserId] = frozenset()

    @property
    def everybody(self) -> bool:
        return not (self.channel or self.departments or self.levels or self.people)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds in a program's matching."""

    both_accept: bool = True
    """Both sides say yes before anything is shared."""
    same_team: bool = False
    """Whether two of one department may be matched."""
    again_after_weeks: int | None = 12
    """An earlier pair may be matched again after so many weeks; None = never again."""
    weigh: Weigh = Weigh.BALANCED


@dataclass(frozen=True, slots=True)
class Program:
    """What an admin set up. Dates are calendar days; `length_weeks` is how long a pair lasts."""

    id: ProgramId
    name: str
    purpose: Purpose
    format: MentorshipFormat
    created_by: UserId
    created_at: datetime
    starts_on: date
    purpose_words: str = ""
    invited: Invited = field(default_factory=Invited)
    rhythm: Rhythm = Rhythm.BIWEEKLY
    length_weeks: int = 26
    rules: Rules = field(default_factory=Rules)
    questions: tuple[str, ...] = ()
    state: ProgramState = ProgramState.INVITING

    @property
    def ends_on(self) -> date:
        """The last day of the program: pairs that began with it have had their time."""
        return self.starts_on + timedelta(weeks=self.length_weeks)

    def last_day(self, begins: date) -> date:
        """The last day of a pair that begins on a day: its whole length, but not beyond the program. (A program that is
        about to be matched only after its time gets another time with its first round: see `from_first_round`.)"""
        whole = begins + timedelta(weeks=self.length_weeks)
        return min(whole, self.ends_on) if begins < self.ends_on else whole

    def weeks_for(self, begins: date) -> int:
        """How many weeks a pair has that begins on a day, to be promised in whole ones."""
        return max(1, -(-(self.last_day(begins) - begins).days // 7))


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody in a program. `objective` is needed in reverse programs; `answers` go with `Program.questions`."""

    program_id: ProgramId
    user_id: UserId
    role: Role
    joined_at: datetime
    goals: str = ""
    objective: str = ""
    wants: tuple[Skill, ...] = ()
    """What they want from this program; empty = what their profile says."""
    values: frozenset[WorkingValue] = frozenset()
    answers: tuple[str, ...] = ()
    left_out: int = 0
    """In how many rounds in a row nobody was found for them: they come first in the next."""
    left_at: datetime | None = None
    queued_since: datetime | None = None
    """Since when they look for another partner in it: they come first in its next round, or are matched by themselves
    as soon as somebody who fits has room."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody was asked to join a program."""

    program_id: ProgramId
    user_id: UserId
    invited_at: datetime
    declined_at: datetime | None = None
