"""The best mentors for one person who looks for one by themselves."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.matching.obstacles import capacity, is_allowed
from bot.domain.matching.scoring import Scoring
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader, Traits
from bot.domain.matching.values import Match, Side
from bot.domain.programs.program import Program

MOST_ADVISED = 5


def best_for(
    side: Side,
    sides: Iterable[Side],
    now: datetime,
    *,
    n: int = MOST_ADVISED,
    program: Program | None = None,
) -> tuple[Match, ...]:
    """The `n` best mentors who have room and something to offer that is wanted, best first, with reasons.

    `sides` are those who may be asked; a program's terms count where one is given, else those of one-to-one pairs.
    Who offers nothing wanted is taken only while there are not enough others.
    """
    terms = Terms.of(program, now) if program else Terms(now)
    scoring, reader = Scoring(terms), Reader(terms)
    mentee = reader.traits(side)
    found = [
        (not one.offers & mentee.wants, -scoring.points(one, mentee), one.user_id, one)
        for one in (reader.traits(other) for other in sides if _has_time(other, terms))
        if is_allowed(one, mentee, terms)
    ]
    return tuple(scoring.match(one, mentee) for *_, one in sorted(found, key=_place)[:n])


def _place(found: tuple[bool, int, str, Traits]) -> tuple[bool, int, str]:
    return found[:3]


def _has_time(side: Side, terms: Terms) -> bool:
    return not capacity(side) and side.member.is_reachable(terms.now)
