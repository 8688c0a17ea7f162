"""The best partner for one who stands in line, by the rules of the program."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.matching.choosing import MOST_LEFT_OUT
from bot.domain.matching.obstacles import capacity, is_allowed, not_in_program
from bot.domain.matching.scoring import Scoring
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader, Traits
from bot.domain.matching.values import Match, Side
from bot.domain.mentorships.formats import Role
from bot.domain.programs.program import Program


def partner_for(side: Side, others: Iterable[Side], program: Program, now: datetime) -> Match | None:
    """The pair for somebody in line: with who waits too, or was left out most often, then with who fits best. All
    rules of the program hold. None where nobody will do."""
    terms = Terms.of(program, now)
    if side.role is None or not _may(side, program, terms):
        return None
    scoring, reader, wanted = Scoring(terms), Reader(terms), side.role.other_side
    one = reader.traits(side)
    fitting = [
        _ordered(one, other)
        for other in (reader.traits(each) for each in others if each.role is wanted and _may(each, program, terms))
        if is_allowed(one, other, terms)
    ]
    found = min(fitting, key=lambda both: _place(both, one, scoring), default=None)
    return scoring.match(*found) if found else None


def _may(side: Side, program: Program, terms: Terms) -> bool:
    return not capacity(side) and not not_in_program(side, program, terms)


def _ordered(one: Traits, other: Traits) -> tuple[Traits, Traits]:
    """Mentor and mentee; of peers the first by id stands where a mentor would, as in a round."""
    if one.side.role is Role.PEER:
        return (one, other) if one.user_id < other.user_id else (other, one)
    return (one, other) if one.side.role is Role.MENTOR else (other, one)


def _place(both: tuple[Traits, Traits], one: Traits, scoring: Scoring) -> tuple[int, int, str]:
    other = both[0] if both[1] is one else both[1]
    return -min(other.side.left_out, MOST_LEFT_OUT), -scoring.points(*both), other.user_id
