"""What matching needs of everybody in a program, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import permutations

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.matching.lessons import counts_as_earlier, learned
from bot.domain.matching.values import Lessons, Side
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.people.profile import Member
from bot.domain.programs.program import Participation
from bot.ports import Transaction

_LOWEST, _HIGHEST = 1, 5
"""The scale of pulses; matching wants 0–1."""
_NONE = Lessons()


def sides_of(
    tx: Transaction, program_id: ProgramId, now: datetime, only: Collection[UserId] | None = None
) -> tuple[Side, ...]:
    """Everybody who is in a program (of `only` these) and still in Mentor, by id."""
    joined = {one.user_id: one for one in tx.programs.participants(program_id, only)}
    return sides_among(tx, tx.profiles.members(joined), now, joined)


def sides_among(
    tx: Transaction, members: Mapping[UserId, Member], now: datetime, joined: Mapping[UserId, Participation]
) -> tuple[Side, ...]:
    """These members as matching sees them; `joined` says how they are in the program, where there is one."""
    loads, ratings = tx.mentorships.loads_of(members), tx.answers.ratings_of(members)
    lines, blocked, earlier = _lines(tx, members), _blocked(tx, members), _earlier(tx, members, now)
    lessons = lessons_of(tx, members, now)
    return tuple(
        Side(
            member=member,
            participation=joined.get(who),
            free=max(0, member.profile.limits.pairs - loads.get(who, 0)),
            reporting_line=lines[who],
            blocked=frozenset(blocked[who]),
            earlier=earlier[who],
            lessons=lessons.get(who, _NONE),
            rating=(ratings[who] - _LOWEST) / (_HIGHEST - _LOWEST) if who in ratings else None,
        )
        for who, member in sorted(members.items())
    )


def _lines(tx: Transaction, members: Mapping[UserId, Member]) -> dict[UserId, tuple[UserId, ...]]:
    """Everybody's manager, and the manager's manager."""
    own = {who: member.person.workplace.manager for who, member in members.items()}
    managers = tx.people.many({manager for manager in own.values() if manager})
    above = {who: person.workplace.manager for who, person in managers.items()}
    lines = {who: (manager, above.get(manager) if manager else None) for who, manager in own.items()}
    return {who: tuple(one for one in line if one) for who, line in lines.items()}


def _blocked(tx: Transaction, members: Mapping[UserId, Member]) -> dict[UserId, set[UserId]]:
    blocked: dict[UserId, set[UserId]] = defaultdict(set)
    for blocker, one in tx.block_lists.of(members):
        blocked[blocker].add(one)
    return blocked


def lessons_of(tx: Transaction, user_ids: Collection[UserId], now: datetime) -> dict[UserId, Lessons]:
    """What those who declined pairs told by it. Who told nothing is left out."""
    declined: dict[UserId, list[Mentorship]] = defaultdict(list)
    for pair in tx.mentorships.declined_by(user_ids):
        if pair.declined_by is not None:
            declined[pair.declined_by].append(pair)
    return {who: learned(pairs, who, now) for who, pairs in declined.items()}


def _earlier(tx: Transaction, members: Mapping[UserId, Member], now: datetime) -> dict[UserId, dict[UserId, datetime]]:
    """Everybody's earlier partners with the moment it ended; a pair that still lasts ends now, at the earliest."""
    earlier: dict[UserId, dict[UserId, datetime]] = defaultdict(dict)
    for pair in filter(counts_as_earlier, tx.mentorships.earlier(members)):
        at = now if pair.state.takes_capacity else pair.ended_at or pair.created_at
        for one, other in permutations(pair.people, 2):
            earlier[one][other] = max(at, earlier[one].get(other, at))
    return earlier
