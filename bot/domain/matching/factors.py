"""How well two people suit each other, one question at a time; every answer lies in 0–1.

Each function compares a mentor with a mentee. They are called millions of times: keep them bare.
"""

from collections.abc import Callable

from bot.domain.base.factors import EACH_FURTHER, ENOUGH_HOURS
from bot.domain.base.skill import SKILLS_LIMIT
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import QUARTERS_PER_HOUR, Traits
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import MentorshipFormat

Compare = Callable[[Traits, Traits], float]
"""(mentor, mentee) → 0–1."""

OF_FRAMES = frozenset(
    {MatchingFactor.HOURS, MatchingFactor.LANGUAGE, MatchingFactor.LEVEL, MatchingFactor.NEW_PERSPECTIVE}
)
"""Factors that compare nothing but `Traits.frame`."""
ENOUGH_QUARTERS = ENOUGH_HOURS * QUARTERS_PER_HOUR
"""Shared working time per week beyond which more makes no difference."""
ENOUGH_WORDS = 3
"""Shared words of goals beyond which more make no difference."""
_CLIMB = {0: 0.5, 1: 0.8, 2: 1.0, 3: 0.8, 4: 0.6}
"""What it is worth that one stands so many steps above the other: one or two are near enough to remember."""
_UNKNOWN = 0.5
_SO_MANY = tuple(1 - EACH_FURTHER**number for number in range(SKILLS_LIMIT + 1))
"""The first skill counts one half, each further one half of the one before."""


def compares(terms: Terms) -> dict[MatchingFactor, Compare]:
    """The comparison of each factor under these terms."""
    return {
        MatchingFactor.SKILLS: _covered_both_ways if terms.is_peer else covered_by_name,
        MatchingFactor.PURPOSE: _purpose_both_ways if terms.is_peer else purpose,
        MatchingFactor.HOURS: hours,
        MatchingFactor.LANGUAGE: language,
        MatchingFactor.LEVEL: {
            MentorshipFormat.ONE_TO_ONE: level,
            MentorshipFormat.REVERSE: level_reversed,
            MentorshipFormat.PEER: level_near,
        }[terms.format],
        MatchingFactor.NEW_PERSPECTIVE: new_perspective,
        MatchingFactor.VALUES: working_values,
        MatchingFactor.RATINGS: ratings,
        MatchingFactor.ANSWERS: answers,
    }


def covered_by_name(mentor: Traits, mentee: Traits) -> float:
    """Wanted skills that are offered: the first counts most, each further one half of the one before."""
    if mentee.wants.isdisjoint(mentor.offers):
        return 0.0
    return _SO_MANY[len(mentee.wants & mentor.offers)] / _SO_MANY[len(mentee.wants)]


def purpose(mentor: Traits, mentee: Traits) -> float:
    """Words of the mentee's goals and of the purpose in what the mentor says."""
    if mentee.sought.isdisjoint(mentor.told):
        return 0.0
    shared = len(mentee.sought & mentor.told)
    return shared / ENOUGH_WORDS if shared < ENOUGH_WORDS else 1.0


def hours(mentor: Traits, mentee: Traits) -> float:
    """Working time in common, as a part of enough."""
    shared = (mentor.week & mentee.week).bit_count() / ENOUGH_QUARTERS
    return shared if shared < 1 else 1.0


def language(mentor: Traits, mentee: Traits) -> float:
    """Whether they share one."""
    return 0.0 if mentor.languages.isdisjoint(mentee.languages) else 1.0


def level(mentor: Traits, mentee: Traits) -> float:
    """How far the mentor stands above the mentee."""
    if mentor.step is None or mentee.step is None:
        return _UNKNOWN
    above = mentor.step - mentee.step
    return 0.0 if above < 0 else _CLIMB.get(above, 0.4)


def level_reversed(mentor: Traits, mentee: Traits) -> float:
    """In a reverse pair the mentor is the junior."""
    return level(mentee, mentor)


def level_near(mentor: Traits, mentee: Traits) -> float:
    """Peers stand near each other."""
    if mentor.step is None or mentee.step is None:
        return _UNKNOWN
    return max(0.0, 1 - abs(mentor.step - mentee.step) / 3)


def new_perspective(mentor: Traits, mentee: Traits) -> float:
    """Another department, another place."""
    department = bool(mentor.department and mentee.department and mentor.department != mentee.department)
    office = bool(mentor.office and mentee.office and mentor.office != mentee.office)
    return 0.7 * department + 0.3 * office


def working_values(mentor: Traits, mentee: Traits) -> float:
    """Values both picked, as a part of those picked (Dice)."""
    shared = (mentor.values & mentee.values).bit_count()
    return 2 * shared / (mentor.values.bit_count() + mentee.values.bit_count()) if shared else 0.0


def ratings(mentor: Traits, mentee: Traits) -> float:
    """What earlier partners said of both; the middle where nobody did."""
    return (mentor.rating + mentee.rating) / 2


def answers(mentor: Traits, mentee: Traits) -> float:
    """Likeness of the answers to the program's questions (Dice, over words), as the mean of the questions."""
    asked = max(len(mentor.answers), len(mentee.answers))
    alike = (likeness(a, b) for a, b in zip(mentor.answers, mentee.answers, strict=False))
    return sum(alike) / asked if asked else 0.0


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _purpose_both_ways(one: Traits, other: Traits) -> float:
    """The mean of both directions, in one step: it is asked for every pair of peers."""
    there, back = len(other.sought & one.told), len(one.sought & other.told)
    return (min(there, ENOUGH_WORDS) + min(back, ENOUGH_WORDS)) / (2 * ENOUGH_WORDS)


def _covered_both_ways(one: Traits, other: Traits) -> float:
    """The mean of both directions; that one offers nothing the other wants is told apart quickly."""
    there = back = 0.0
    if not other.wants.isdisjoint(one.offers):
        there = _SO_MANY[len(other.wants & one.offers)] / _SO_MANY[len(other.wants)]
    if not one.wants.isdisjoint(other.offers):
        back = _SO_MANY[len(one.wants & other.offers)] / _SO_MANY[len(one.wants)]
    return (there + back) / 2
