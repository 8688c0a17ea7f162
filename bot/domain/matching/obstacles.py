"""The hard rules: what keeps two people from being matched. Each rule says what is in the way, or None."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import QUARTERS_PER_HOUR, Traits
from bot.domain.matching.values import Side
from bot.domain.mentorships.formats import Role
from bot.domain.programs.program import Program


class Obstacle(StrEnum):
    """Why two people cannot be matched. `PRIVATE` is never told to anybody."""

    CAPACITY = "capacity"
    NOT_IN_PROGRAM = "not_in_program"
    SAME_PERSON = "same_person"
    FORBIDDEN = "forbidden"
    PRIVATE = "private"
    REPORTING_LINE = "reporting_line"
    SAME_TEAM = "same_team"
    EARLIER = "earlier"
    NO_COMMON_HOUR = "no_common_hour"


Rule = Callable[[Traits, Traits, Terms], Obstacle | None]

NEEDED_QUARTERS = QUARTERS_PER_HOUR
"""One hour of shared working time a week: less does not hold a talk."""


def no_common_hour(a: Traits, b: Traits, _terms: Terms) -> Obstacle | None:
    """Less than one working hour a week in common."""
    return Obstacle.NO_COMMON_HOUR if (a.week & b.week).bit_count() < NEEDED_QUARTERS else None


def same_team(a: Traits, b: Traits, terms: Terms) -> Obstacle | None:
    """One department, where the program does not let them, or one of them, privately, does not want it."""
    if a.department != b.department or not a.department:
        return None
    if not terms.rules.same_team:
        return Obstacle.SAME_TEAM
    return Obstacle.PRIVATE if a.only_elsewhere or b.only_elsewhere else None


def reporting_line(a: Traits, b: Traits, _terms: Terms) -> Obstacle | None:
    """The own manager, or the manager's manager, either way round."""
    return Obstacle.REPORTING_LINE if a.user_id in b.reporting_line or b.user_id in a.reporting_line else None


def private(a: Traits, b: Traits, _terms: Terms) -> Obstacle | None:
    """One of them does not want the other, or anybody at the moment."""
    if a.rests or b.rests:
        return Obstacle.PRIVATE
    return Obstacle.PRIVATE if a.user_id in b.blocked or b.user_id in a.blocked else None


def earlier(a: Traits, b: Traits, terms: Terms) -> Obstacle | None:
    """They were a pair not long enough ago, or the program matches nobody twice."""
    if b.user_id not in a.earlier and a.user_id not in b.earlier:
        return None
    weeks = terms.rules.again_after_weeks
    ends = [at for at in (a.earlier.get(b.user_id), b.earlier.get(a.user_id)) if at is not None]
    return Obstacle.EARLIER if weeks is None or max(ends) + timedelta(weeks=weeks) > terms.now else None


def forbidden(a: Traits, b: Traits, terms: Terms) -> Obstacle | None:
    """Taken out by hand."""
    if not terms.forbidden:
        return None
    return Obstacle.FORBIDDEN if frozenset((a.user_id, b.user_id)) in terms.forbidden else None


def same_person(a: Traits, b: Traits, _terms: Terms) -> Obstacle | None:
    """Nobody is matched with themselves."""
    return Obstacle.SAME_PERSON if a.user_id == b.user_id else None


def not_in_program(side: Side, program: Program, terms: Terms) -> Obstacle | None:
    """Not joined, left, paused, gone from the company, or in a role that the format does not have."""
    joined = side.participation
    roles = {Role.PEER} if terms.is_peer else {Role.MENTOR, Role.MENTEE}
    takes_part = joined and joined.program_id == program.id and joined.left_at is None and joined.role in roles
    return None if takes_part and side.member.is_reachable(terms.now) else Obstacle.NOT_IN_PROGRAM


def capacity(side: Side) -> Obstacle | None:
    """No room for one more pair, over all programs together."""
    return Obstacle.CAPACITY if side.free < 1 else None


FIRM: tuple[Rule, ...] = (same_person, forbidden, private, reporting_line)
"""Rules that hold for pairs locked by hand too."""
OF_FRAME_RULES: tuple[Rule, ...] = (no_common_hour, same_team)
"""Rules that look at nothing but `Traits.frame`."""
BETWEEN_PEOPLE: tuple[Rule, ...] = (*FIRM, earlier)
RULES: tuple[Rule, ...] = (*OF_FRAME_RULES, *BETWEEN_PEOPLE)


def obstacle(a: Traits, b: Traits, terms: Terms) -> Obstacle | None:
    """The first thing in the way of two people; the order of the two says nothing."""
    return next((found for rule in RULES if (found := rule(a, b, terms))), None)


def is_free_between(a: Traits, b: Traits, terms: Terms) -> bool:
    """Whether nothing between these two people is in the way, hours and team apart."""
    for rule in BETWEEN_PEOPLE:  # noqa: SIM110 - a generator would double the time
        if rule(a, b, terms):
            return False
    return True


def is_allowed(a: Traits, b: Traits, terms: Terms) -> bool:
    """Whether nothing is in the way."""
    return obstacle(a, b, terms) is None
