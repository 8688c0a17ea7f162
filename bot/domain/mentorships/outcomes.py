"""What a press about a pair came to."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.domain.mentorships.mentorship import Goal, Mentorship
from bot.domain.mentorships.notes import ProposalStatus
from bot.domain.mentorships.seeking import Place, Sought


@dataclass(frozen=True, slots=True)
class MentorshipOutcome:
    """For `user_id`, one of the two. Where `changed` is False it was decided before: `pair` shows the present state."""

    mentorship: Mentorship
    user_id: UserId
    other_name: str
    standing: ProposalStatus
    changed: bool = False
    needs_objective: bool = False
    """Nothing holds yet: a reverse pair wants to know what it is for."""
    sought: Sought | None = None
    """Where somebody else is looked for: what that comes to."""
    place: Place | None = None
    """Where they stand in the program's line, if it came to that."""


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """A press on a time; `picked` is the one that holds, None where the press was on nothing (any more)."""

    picked: datetime | None
    changed: bool


@dataclass(frozen=True, slots=True)
class MentorshipGoals:
    """One pair with both sides' goals. The other's can be read by both: they work on them together."""

    mentorship: Mentorship
    other: Card
    own: tuple[Goal, ...]
    theirs: tuple[Goal, ...]
