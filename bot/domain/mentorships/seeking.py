"""What it comes to that one of a mentorship wants another partner."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.base.ids import ProgramId


class Sought(StrEnum):
    """What it comes to that somebody wants another partner."""

    QUEUE = "queue"
    """They are in the queue of the pair's program."""
    WAIT_LIST = "wait_list"
    """They look for a mentor outside of programs."""
    FOUND = "found"
    """They came to give: whoever looks finds them."""
    OVER = "over"
    """The program takes up no new pairs, and outside of programs there are none of its format."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody and a program in which they have nobody, or look for another. `since` is None for who may get in line
    and is not; `before` counts those of the same role who have stood longer."""

    program_id: ProgramId
    program_name: str
    state: str
    """The program's, as its words are called."""
    since: datetime | None = None
    before: int = 0
    is_asked: bool = False
    """A pair in the program is proposed to them, and waits for an answer."""
    has_room: bool = True

    @property
    def is_queued(self) -> bool:
        return self.since is not None
