"""Who can help: texts that match, skills offered, and what is known of the candidates."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, union_all
from sqlmodel import Session

from bot.domain.asks.ask import AskState, Helped
from bot.domain.asks.ranking import Evidence, Hit
from bot.domain.base.ids import UserId
from bot.domain.people.person import WorkspaceMembership
from bot.domain.people.search_text import HitKind
from bot.ports import Search
from store.asks.fulltext import best_texts
from store.asks.offers import loads_of
from store.asks.tables import AskRow, OfferRow
from store.base.sql import among, rows, table_of
from store.people.profiles import SqlProfiles
from store.people.tables import PersonRow, ProfileRow, ProfileSkillRow

_ask = table_of(AskRow)
_offer = table_of(OfferRow)
_person = table_of(PersonRow)
_profile = table_of(ProfileRow)
_used = table_of(ProfileSkillRow)

_KINDS = {kind.value: kind for kind in HitKind}

LOOKED_AT = 6_000
"""People looked at for a set of skills at most, shared among the skills. Beyond, the later ids are not seen."""


def _present() -> ColumnElement[bool]:
    """Members who take part. A pause with an end may be over by now: the domain looks at the clock."""
    return (_person.c.standing == WorkspaceMembership.MEMBER.value) & or_(
        ~_profile.c.paused, _profile.c.paused_until.is_not(None)
    )


class SqlSearch(Search):
    """Search over a session. `has_room` says of a row of `profile` whether there is room for another pair."""

    def __init__(self, session: Session, profiles: SqlProfiles, has_room: ColumnElement[bool]) -> None:
        self._session = session
        self._profiles = profiles
        self._has_room = has_room

    def hits(self, words: Sequence[str], limit: int = 1000) -> Sequence[Hit]:
        found = best_texts(self._session, words, limit)
        best = found[0].score if found else 0.0
        return [
            Hit(row.user_id, _KINDS[row.kind], position, nearness=row.score / best if best else 1.0)
            for position, row in enumerate(found)
        ]

    def offering(self, skills: Collection[str], limit: int = 500, *, with_room: bool = False) -> Sequence[UserId]:
        if not skills:
            return []
        matches = func.count().label("matches")
        each = union_all(*(self._first_offering(key, max(limit, LOOKED_AT // len(skills))) for key in sorted(skills)))
        offering = each.subquery("offering")
        best = select(offering.c.user_id, matches).group_by(offering.c.user_id)
        if with_room:
            best = best.join(_profile, _profile.c.user_id == offering.c.user_id).where(self._has_room)
        cut = best.order_by(matches.desc(), offering.c.user_id).limit(limit).subquery("best")
        # Those who left are dropped after the cut, so that nobody is looked up in vain.
        people = (
            select(cut.c.user_id).join(_profile, _profile.c.user_id == cut.c.user_id).join(_person).where(_present())
        )
        query = people.order_by(cut.c.matches.desc(), cut.c.user_id)
        return [UserId(row.user_id) for row in rows(self._session, query)]

    def _first_offering(self, key: str, most: int) -> Any:
        offered = (_used.c.key == key) & (_used.c.side == "offer")
        return select(select(_used.c.user_id).where(offered).order_by(_used.c.user_id).limit(most).subquery().c.user_id)

    def longest_unasked(self, limit: int, *, with_room: bool = False) -> Sequence[UserId]:
        members = select(_profile.c.user_id).join_from(_profile, _person).where(_present())
        if with_room:
            members = members.where(self._has_room)
        never = members.where(~select(_offer.c.id).where(_offer.c.mentor == _profile.c.user_id).exists())
        found = [row.user_id for row in rows(self._session, never.order_by(_profile.c.user_id).limit(limit))]
        if len(found) < limit:
            asked = members.join(_offer, _offer.c.mentor == _profile.c.user_id).group_by(_profile.c.user_id)
            by_age = asked.order_by(func.max(_offer.c.offered_at), _profile.c.user_id).limit(limit - len(found))
            found += [row.user_id for row in rows(self._session, by_age)]
        return [UserId(user_id) for user_id in found]

    def evidence(self, user_ids: Collection[UserId], now: datetime) -> dict[UserId, Evidence]:
        members = self._profiles.members(user_ids)
        loads = loads_of(self._session, sorted(members), now)
        helped = self._helped(members)
        return {
            user_id: Evidence(
                member=member,
                load=loads[user_id],
                helped_a_lot=helped.get((user_id, Helped.A_LOT), 0),
                helped_some=helped.get((user_id, Helped.SOME), 0),
                helped_not=helped.get((user_id, Helped.NOT), 0),
            )
            for user_id, member in members.items()
        }

    def _helped(self, mentors: Collection[UserId]) -> dict[tuple[str, str], int]:
        closed = (_ask.c.state == AskState.CLOSED.value) & _ask.c.helped.is_not(None)
        query = select(_ask.c.mentor, _ask.c.helped, func.count().label("times"))
        found = query.where(among(self._session, _ask.c.mentor, mentors), closed).group_by(_ask.c.mentor, _ask.c.helped)
        return {(row.mentor, row.helped): row.times for row in rows(self._session, found)}
