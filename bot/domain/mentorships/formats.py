"""The formats of mentorships, their rhythms, and the roles in them."""

from datetime import timedelta
from enum import StrEnum


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"

    @property
    def every(self) -> timedelta:
        """Time between two meetings."""
        return timedelta(weeks={Rhythm.WEEKLY: 1, Rhythm.BIWEEKLY: 2, Rhythm.MONTHLY: 4}[self])


class MentorshipFormat(StrEnum):
    """The formats that make pairs. (Circles and panels have more than two.)"""

    ONE_TO_ONE = "one_to_one"
    REVERSE = "reverse"
    PEER = "peer"


class Role(StrEnum):
    """What somebody joined as. In a reverse program the `MENTOR` is the junior who shows; in peer all are `PEER`."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"

    @property
    def other_side(self) -> "Role":
        """What the partner of one who joined as this has joined as."""
        return {Role.MENTOR: Role.MENTEE, Role.MENTEE: Role.MENTOR, Role.PEER: Role.PEER}[self]
