"""One round of matching, from the people of a program to a plan."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.domain.base.ids import UserId
from bot.domain.matching.choosing import Chosen, choose_among, choose_between
from bot.domain.matching.locks import keep_locked
from bot.domain.matching.obstacles import capacity, not_in_program
from bot.domain.matching.scoring import Scoring
from bot.domain.matching.solving import Solve
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader, Traits
from bot.domain.matching.unmatched import Left, tell_left, what_would_help
from bot.domain.matching.values import Match, MatchingStage, MentorLoad, Plan, Progress, Round, Side
from bot.domain.mentorships.formats import Role


def match(round_: Round, solve: Solve, progress: Progress | None = None) -> Plan:
    """The best plan: as many matched as can be, those left out before first, then the largest total score, then the
    best worst pair. Locked pairs stand before all. The order of what is given makes no difference."""
    tell, scoring = progress or _silent, Scoring(_terms(round_))
    sides = sorted(round_.sides, key=lambda side: side.user_id)
    tell(MatchingStage.READING, 0, len(sides))
    people = _people(round_, sides, scoring.terms)
    tell(MatchingStage.READING, len(sides), len(sides))
    locked, refused = keep_locked(round_.locked, people, scoring)
    taken = Counter(one for pair in locked for one in pair.ids)
    pairs = [*locked, *_found(people, taken, scoring, solve, tell)]
    tell(MatchingStage.TELLING, 0, 1)
    plan = _told(pairs, sides, people, scoring.terms)
    tell(MatchingStage.TELLING, 1, 1)
    return replace(plan, refused=refused)


def by_hand(round_: Round) -> tuple[Match, ...]:
    """The locked pairs of a round alone, of those people who are in them, where the firm rules let them."""
    wanted = {who for couple in round_.locked for who in couple}
    scoring = Scoring(_terms(round_))
    people = _people(round_, [side for side in round_.sides if side.user_id in wanted], scoring.terms)
    return tuple(keep_locked(round_.locked, people, scoring)[0])


def _terms(round_: Round) -> Terms:
    terms = Terms.of(round_.program, round_.now)
    return replace(terms, forbidden=frozenset(map(frozenset, round_.forbidden)))


def _people(round_: Round, sides: Iterable[Side], terms: Terms) -> dict[UserId, Traits]:
    reader = Reader(terms)
    return {side.user_id: reader.traits(side) for side in sides if not not_in_program(side, round_.program, terms)}


def _silent(_stage: MatchingStage, _done: int, _of: int) -> None:
    """Nobody wants to know."""


def _found(
    people: dict[UserId, Traits], taken: Counter[UserId], scoring: Scoring, solve: Solve, tell: Progress
) -> list[Match]:
    open_to_more = [one for one in people.values() if not capacity(one.side)]
    if scoring.terms.is_peer:
        peers = [one for one in open_to_more if not taken[one.user_id]]
        return _matches(choose_among(peers, scoring, solve, tell), peers, peers, scoring)
    mentees = [one for one in open_to_more if one.side.role is Role.MENTEE and not taken[one.user_id]]
    mentors = [one for one in open_to_more if one.side.role is Role.MENTOR and one.side.free > taken[one.user_id]]
    room = [one.side.free - taken[one.user_id] for one in mentors]
    return _matches(choose_between(mentees, mentors, room, scoring, solve, tell), mentees, mentors, scoring)


def _matches(chosen: Chosen, heads: list[Traits], tails: list[Traits], scoring: Scoring) -> list[Match]:
    """Of peers the first by id stands where a mentor would."""
    if scoring.terms.is_peer:
        return [scoring.match(heads[head], tails[tail]) for head, tail in chosen]
    return [scoring.match(tails[tail], heads[head]) for head, tail in chosen]


def _told(pairs: list[Match], sides: list[Side], people: dict[UserId, Traits], terms: Terms) -> Plan:
    pairs = sorted(pairs, key=lambda pair: (-pair.score, pair.ids))
    taken = Counter(one for pair in pairs for one in pair.ids)
    left = Left(people, taken, terms)
    unmatched = tuple(tell_left(side, left) for side in sides if not taken[side.user_id])
    load = tuple(
        MentorLoad(side.user_id, taken[side.user_id], side.free)
        for side in sides
        if side.role is Role.MENTOR and side.user_id in people
    )
    return Plan(tuple(pairs), unmatched, load, what_would_help(unmatched))
