"""Somebody looks for a mentor by themselves: what they see, and what a request comes to."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.cards import Card
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.mentorships.notes import MentorshipLine
from bot.domain.mentorships.pairing import MOST_REQUESTS, is_request_of
from bot.domain.mentorships.seeking import Place
from bot.domain.people.profile import Profile


class RequestProblem(StrEnum):
    """Why somebody cannot be asked."""

    YOURSELF = "yourself"
    ALREADY = "already"
    """There is a request, or a pair, of these two."""
    TOO_MANY = "too_many"
    """Two requests wait already."""
    YOUR_LIMIT = "your_limit"
    NO_ROOM = "no_room"
    NOT_OPEN = "not_open"
    """They are no mentor over months, are away, or do not fit for a reason that is theirs."""


@dataclass(frozen=True, slots=True)
class Advised:
    """A mentor who fits, and why."""

    card: Card
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MatchView:
    """What `/mentor match` shows. `waits`: Mentor asks the next who fits, as soon as somebody has room."""

    requests: tuple[MentorshipLine, ...] = ()
    advised: tuple[Advised, ...] = ()
    waits: bool = False
    is_full: bool = False
    """Their own limit of pairs is reached."""
    places: tuple[Place, ...] = ()
    """Programs in whose line they stand, or may."""

    @property
    def may_request(self) -> bool:
        return not self.is_full and len(self.requests) < MOST_REQUESTS


@dataclass(frozen=True, slots=True)
class Requested:
    """What a press on *Ask* came to."""

    name: str
    mentorship: Mentorship | None = None
    problem: RequestProblem | None = None


def problem_of(
    mentee: Profile, mentor: Profile, pairs_of_mentee: Collection[Mentorship], load_of_mentor: int, *, fits: bool
) -> RequestProblem | None:
    """Why the request cannot be made, or None. `pairs_of_mentee` are those that take capacity."""
    if mentee.user_id == mentor.user_id:
        return RequestProblem.YOURSELF
    if any(mentor.user_id in one.people for one in pairs_of_mentee):
        return RequestProblem.ALREADY
    if sum(is_request_of(one, mentee.user_id) for one in pairs_of_mentee) >= MOST_REQUESTS:
        return RequestProblem.TOO_MANY
    if len(pairs_of_mentee) >= mentee.limits.pairs:
        return RequestProblem.YOUR_LIMIT
    if not fits:
        return RequestProblem.NOT_OPEN
    return RequestProblem.NO_ROOM if load_of_mentor >= mentor.limits.pairs else None
