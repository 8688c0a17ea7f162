"""Pairs an admin locked by hand: they stand before all others, where the firm rules let them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.domain.base.ids import UserId
from bot.domain.matching.obstacles import FIRM, Obstacle
from bot.domain.matching.scoring import Scoring
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Traits
from bot.domain.matching.values import Match, PairOfIds, Refusal
from bot.domain.mentorships.formats import Role

_REFUSALS = {
    Obstacle.REPORTING_LINE: Refusal.REPORTING_LINE,
    Obstacle.FORBIDDEN: Refusal.FORBIDDEN,
    Obstacle.SAME_PERSON: Refusal.NOT_IN_ROUND,
    Obstacle.PRIVATE: Refusal.NOT_POSSIBLE,
}

Refused = tuple[tuple[PairOfIds, Refusal], ...]


def keep_locked(
    locked: Iterable[PairOfIds], people: Mapping[UserId, Traits], scoring: Scoring
) -> tuple[list[Match], Refused]:
    """The locked pairs that hold, and those that do not with why. Room, blocks and the reporting line hold here too;
    teams, earlier pairs and hours give way to the admin."""
    kept: list[Match] = []
    refused: list[tuple[PairOfIds, Refusal]] = []
    taken: Counter[UserId] = Counter()
    for ids in sorted({_ordered(pair, scoring.terms) for pair in locked}):
        if refusal := _refusal(ids, people, taken, scoring.terms):
            refused.append((ids, refusal))
        else:
            kept.append(scoring.match(people[ids[0]], people[ids[1]], locked=True))
            taken.update(ids)
    return kept, tuple(refused)


def _ordered(pair: PairOfIds, terms: Terms) -> PairOfIds:
    one, other = pair
    return (other, one) if terms.is_peer and other < one else pair


def _refusal(ids: PairOfIds, people: Mapping[UserId, Traits], taken: Counter[UserId], terms: Terms) -> Refusal | None:
    mentor, mentee = people.get(ids[0]), people.get(ids[1])
    if mentor is None or mentee is None or (mentor.side.role, mentee.side.role) != _roles(terms):
        return Refusal.NOT_IN_ROUND
    if found := next((found for rule in FIRM if (found := rule(mentor, mentee, terms))), None):
        return _REFUSALS[found]
    room = 1 if terms.is_peer else mentor.side.free
    full = taken[ids[0]] >= min(room, mentor.side.free) or taken[ids[1]] >= min(1, mentee.side.free)
    return Refusal.NO_ROOM if full else None


def _roles(terms: Terms) -> tuple[Role, Role]:
    return (Role.PEER, Role.PEER) if terms.is_peer else (Role.MENTOR, Role.MENTEE)
