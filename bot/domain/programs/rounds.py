"""A matching round: asked for, worked out, looked at and adjusted by an admin, published once.

What takes long (working out, reading a file, publishing) is done beside the listeners, and tried `ROUNDS.tries` times.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.base.ids import Couple, ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.delivery.lease import Lease
from bot.domain.mentorships.formats import Role

RoundId = NewType("RoundId", str)


class RoundState(StrEnum):
    WAITING = "waiting"
    """Asked for; nobody works at it yet."""
    WORKING = "working"
    READY = "ready"
    """Worked out: a preview that the admin may adjust."""
    READING = "reading"
    """A file of the admin's is to take the place of the preview."""
    PUBLISHING = "publishing"
    """Decided; the pairs are being made."""
    PUBLISHED = "published"
    DISCARDED = "discarded"
    FAILED = "failed"
    """Given up after `ROUNDS.tries`; `failed_in` says at what. What was done before stays, and it can be run again."""


OVER = frozenset({RoundState.PUBLISHED, RoundState.DISCARDED})
"""States in which the program may have another round."""
UNDERWAY = frozenset({RoundState.WAITING, RoundState.WORKING, RoundState.READING, RoundState.PUBLISHING})
"""States in which there is something to be done for the round."""
ROUNDS = Lease(timedelta(minutes=10), (timedelta(minutes=1), timedelta(minutes=5)))
"""How the work at a round is held, and tried again."""
BAD_TOLD = 8
"""Bad lines named at once; the rest follow when these are put right."""


class LineProblem(StrEnum):
    """What is wrong with a line of a file."""

    NO_COLUMNS = "no_columns"
    """The head does not name both ids."""
    NOBODY = "nobody"
    """An id that nobody in the program has."""
    SAME_PERSON = "same_person"
    TWICE = "twice"
    NOT_TEXT = "not_text"
    """The file is not UTF-8."""
    TOO_LARGE = "too_large"
    GONE = "gone"
    """Slack does not hand the file out (any more)."""
    WRONG_SIDE = "wrong_side"
    """The mentor joined as mentee, or the mentee as mentor."""
    NO_ROOM = "no_room"
    """One of the two takes no more pairs."""
    RULE = "rule"
    """A rule is in the way; which one stays with those two."""
    MORE = "more"
    """Stands for `line` further ones."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be taken; the head is line 1. `detail` is what it says there."""

    line: int
    problem: LineProblem
    detail: str = ""


def shortened(bad: Sequence[BadLine]) -> tuple[BadLine, ...]:
    """The first few bad lines, and how many more there are."""
    more = (BadLine(len(bad) - BAD_TOLD, LineProblem.MORE),) if len(bad) > BAD_TOLD else ()
    return (*bad[:BAD_TOLD], *more)


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """A pair of the preview. `factors` are (name, value in 0–1, weight); `score` is their weighted sum."""

    mentor: UserId
    mentee: UserId
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    factors: tuple[tuple[str, float, float], ...] = ()
    locked: bool = False
    """Kept by hand: the next run leaves it as it is."""
    made: bool = False
    """Published: there is a pair of the two."""

    @property
    def couple(self) -> Couple:
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True)
class UnmatchedPerson:
    """Somebody whom the preview leaves without a pair: why, and what would help."""

    user_id: UserId
    role: Role
    why: Reason
    helps: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingRound:
    """One round of a program. `done` of `total` steps are worked out, by `owner` until `lease_until` (without one:
    not before then); `forbidden` and `locked` are set by hand and hold for the next run."""

    id: RoundId
    program_id: ProgramId
    number: int
    created_by: UserId
    created_at: datetime
    run: int = 1
    """Which of its messages keeps up with it: working out again, a file and a failure begin another."""
    state: RoundState = RoundState.WAITING
    locked: frozenset[Couple] = field(default_factory=frozenset)
    forbidden: frozenset[Couple] = field(default_factory=frozenset)
    done: int = 0
    total: int = 0
    owner: str = ""
    lease_until: datetime | None = None
    ready_at: datetime | None = None
    published_at: datetime | None = None
    published_by: UserId | None = None
    tries: int = 0
    """How often the present work was begun since it last got anywhere."""
    failed_in: RoundState | None = None
    file: str = ""
    """Slack's id of the file to be read."""
    bad: tuple[BadLine, ...] = ()
    """Why nothing of the last file was taken; until the next change."""

    @property
    def share_done(self) -> float:
        """How far the work is, 0–1."""
        if self.state not in UNDERWAY:
            return 1.0
        return self.done / self.total if self.total else 0.0

    @property
    def can_be_discarded(self) -> bool:
        """Whether it can be thrown away: nothing of it has reached anybody."""
        failed = self.state is RoundState.FAILED and self.failed_in is RoundState.WORKING
        return failed or self.state is RoundState.READY

    @property
    def has_preview(self) -> bool:
        """Whether there are pairs to look at."""
        if self.state is RoundState.FAILED:
            return self.failed_in is not RoundState.WORKING
        return self.state not in {RoundState.WAITING, RoundState.WORKING, RoundState.READING}
