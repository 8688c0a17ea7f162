"""The formats of mentorships, their rhythms, and the roles in them."""

from dataclasses import dataclass, replace
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
    """The formats of relationships that last. What differs between them is in `FormatRules`."""

    ONE_TO_ONE = "one_to_one"
    REVERSE = "reverse"
    PEER = "peer"
    CIRCLE = "circle"


class Role(StrEnum):
    """What somebody joined as, or is in a mentorship. In reverse the `MENTOR` is the junior who shows; in peer all are
    `PEER`; a circle has a `HOST`, and `MEMBER`s."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"
    HOST = "host"
    MEMBER = "member"

    @property
    def other_side(self) -> "Role":
        """What the partner of one who joined as this has joined as."""
        return _OTHER_SIDES.get(self, self)


_OTHER_SIDES = {Role.MENTOR: Role.MENTEE, Role.MENTEE: Role.MENTOR}


@dataclass(frozen=True, slots=True)
class FormatRules:
    """What is particular to a format: all that is asked of it anywhere, so that a new one is one more value."""

    roles: tuple[Role, ...]
    """The roles there are, by the order of seats; those beyond take the last."""
    leads: Role
    """Who is asked to take on a request, and is counted as the one who gives."""
    learns: frozenset[Role]
    """Who comes to learn, and so has grown in what the mentorship was for."""
    keeps_time: Role
    """By whose calendar its days are told, and for whose experience its topics are chosen."""
    smallest: int = 2
    """With fewer members left, it ends."""
    largest: int = 2
    needs_objective: bool = False
    """Whether it begins only once somebody has said what it is for."""
    asks_objective: Role | None = None
    """Who is asked for that, where nobody has said so and nobody need accept."""

    def role_at(self, seat: int) -> Role:
        """The role that goes with a seat, counted from 0."""
        return self.roles[min(seat, len(self.roles) - 1)]


_MENTEE_AND_MENTOR = FormatRules(
    roles=(Role.MENTEE, Role.MENTOR),
    leads=Role.MENTOR,
    learns=frozenset({Role.MENTEE}),
    keeps_time=Role.MENTEE,
)
RULES = {
    MentorshipFormat.ONE_TO_ONE: _MENTEE_AND_MENTOR,
    MentorshipFormat.REVERSE: replace(_MENTEE_AND_MENTOR, needs_objective=True, asks_objective=Role.MENTEE),
    MentorshipFormat.PEER: FormatRules(
        roles=(Role.PEER, Role.PEER), leads=Role.PEER, learns=frozenset({Role.PEER}), keeps_time=Role.PEER
    ),
    MentorshipFormat.CIRCLE: FormatRules(
        roles=(Role.HOST, Role.MEMBER),
        leads=Role.HOST,
        learns=frozenset({Role.MEMBER}),
        keeps_time=Role.HOST,
        smallest=3,
        largest=8,
    ),
}
"""The rules of each format."""
OF_TWO = tuple(each for each, rules in RULES.items() if rules.largest == 2)
"""The formats that matching makes: what a program can be."""
