"""Why somebody is in no pair, and what would help. What is private stays so: blocks are never named."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.base.ids import UserId
from bot.domain.matching.obstacles import Obstacle, no_common_hour, obstacle
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Traits
from bot.domain.matching.values import Help, HelpKind, Side, Unmatched, Why
from bot.domain.mentorships.formats import Role

_MORE_OF = {
    Role.MENTOR: HelpKind.MORE_MENTORS,
    Role.MENTEE: HelpKind.MORE_MENTEES,
    Role.PEER: HelpKind.MORE_PEERS,
}
_LOOSER = {Obstacle.SAME_TEAM: HelpKind.SAME_TEAM, Obstacle.EARLIER: HelpKind.SOONER_AGAIN}


class Left:
    """The round as it ended, to look at those left over."""

    def __init__(self, people: Mapping[UserId, Traits], taken: Counter[UserId], terms: Terms) -> None:
        self.people, self.taken, self.terms = people, taken, terms
        self._cells: dict[Role | None, dict[tuple[int, str], list[Traits]]] = {role: {} for role in Role}
        for one in people.values():
            self._cells[one.side.role].setdefault((one.week, one.department), []).append(one)
        self.offered = frozenset(key for one in people.values() if one.side.role != Role.MENTEE for key in one.offers)

    def in_the_way(self, one: Traits, role: Role) -> set[Obstacle | None]:
        """What keeps somebody from the people of a role; with None among it where nothing keeps them from one.

        People with equal hours and department stand together, so that one look tells of all who are out of reach.
        """
        seen: set[Obstacle | None] = set()
        for (week, _), people in self._cells[role].items():
            if week == one.week or not no_common_hour(one, people[0], self.terms):
                seen |= self._one_by_one(one, people)
            else:
                seen.add(Obstacle.NO_COMMON_HOUR)
            if None in seen:
                break
        return seen

    def _one_by_one(self, one: Traits, people: list[Traits]) -> set[Obstacle | None]:
        seen: set[Obstacle | None] = set()
        for other in people:
            if other is not one:
                seen.add(obstacle(one, other, self.terms))
                if None in seen:
                    break
        return seen


def tell_left(side: Side, left: Left) -> Unmatched:
    """Why this one has no pair."""
    one, role = left.people.get(side.user_id), side.role
    if one is None or role is None:
        return Unmatched(side.user_id, role, Why.AWAY)
    if side.free < 1:
        return Unmatched(side.user_id, role, Why.NO_ROOM, (Help(HelpKind.MORE_ROOM),))
    why, looser = _why(left.in_the_way(one, role.other_side))
    more = Help(_MORE_OF[role.other_side], (region,) if (region := _region(side)) else (), 1)
    return Unmatched(side.user_id, role, why, (*_not_offered(one, left), *looser, more))


def _why(seen: set[Obstacle | None]) -> tuple[Why, tuple[Help, ...]]:
    if not seen:
        return Why.NOBODY_THERE, ()
    if None in seen:
        return Why.ALL_TAKEN, ()
    if seen == {Obstacle.NO_COMMON_HOUR}:
        return Why.NO_COMMON_HOUR, ()
    return Why.RULES, tuple(Help(kind) for found, kind in _LOOSER.items() if found in seen)


def _not_offered(one: Traits, left: Left) -> tuple[Help, ...]:
    """Skills they want that nobody offers; for mentors that is no matter."""
    if one.side.role is Role.MENTOR:
        return ()
    labels = tuple(skill.label for skill in one.side.wants if skill.key not in left.offered)
    return (Help(HelpKind.OFFER, labels),) if labels else ()


def _region(side: Side) -> str:
    """The part of the world of somebody's zone: "Asia"; empty where the zone does not say."""
    area, _, place = side.member.profile.hours.zone.partition("/")
    return area if place and area != "Etc" else ""


def what_would_help(unmatched: Iterable[Unmatched]) -> tuple[Help, ...]:
    """What those left over have in common, summed up: how many would be helped by what, the most first.

    Mentors without a mentee are no trouble and ask for nothing here.
    """
    wanted: Counter[Help] = Counter()
    for one in unmatched:
        if one.role is not Role.MENTOR or one.why is Why.NO_ROOM:
            wanted.update(part for help_ in one.helps for part in _parts(help_))
    return tuple(
        replace(help_, count=count) for help_, count in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))
    )


def _parts(help_: Help) -> list[Help]:
    if help_.kind is HelpKind.OFFER:
        return [Help(HelpKind.OFFER, (label,)) for label in help_.detail]
    return [replace(help_, count=0)]
