"""People the directory told us of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, update
from sqlmodel import Session

from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, Workplace, WorkspaceMembership
from bot.ports import Directories
from store.base.sql import Rowlike, among, changed, insert_for, one_of, rows, table_of
from store.people.tables import PersonRow, ProfileRow

_person = table_of(PersonRow)
_profile = table_of(ProfileRow)
_GONE = WorkspaceMembership.DEACTIVATED.value
_WORKPLACE = ("office", "department", "level", "manager")


def person_of(row: Rowlike) -> Person:
    """The person a row stands for."""
    return Person(
        user_id=UserId(row.user_id),
        name=row.name,
        title=row.title,
        zone=row.zone,
        standing=WorkspaceMembership(row.standing),
        is_admin=row.is_admin,
        workplace=Workplace(
            office=row.office,
            department=row.department,
            level=row.level,
            manager=UserId(row.manager) if row.manager else None,
        ),
    )


def _workplace_values(workplace: Workplace) -> dict[str, Any]:
    return {name: getattr(workplace, name) for name in _WORKPLACE}


def _values(person: Person, seen_at: datetime) -> dict[str, Any]:
    return {
        "user_id": person.user_id,
        "name": person.name,
        "title": person.title,
        "zone": person.zone,
        "standing": person.standing.value,
        "is_admin": person.is_admin,
        "seen_at": seen_at,
        **_workplace_values(person.workplace),
    }


def _unseen(since: datetime) -> ColumnElement[bool]:
    return (_person.c.seen_at < since) & (_person.c.standing != _GONE)


class SqlDirectories(Directories):
    """The directory's people over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, user_id: UserId) -> Person | None:
        row = self._session.execute(one_of(_person, "user_id"), {"user_id": user_id}).first()
        return person_of(row) if row else None

    def many(self, user_ids: Collection[UserId]) -> dict[UserId, Person]:
        query = select(_person).where(among(self._session, _person.c.user_id, user_ids))
        return {row.user_id: person_of(row) for row in rows(self._session, query)}

    def upsert(self, people: Sequence[Person], seen_at: datetime) -> None:
        if not people:
            return
        insert = insert_for(self._session, _person)
        new = insert.excluded
        says_nothing = (new.office + new.department + new.level + func.coalesce(new.manager, "")) == ""
        set_: dict[str, Any] = {name: new[name] for name in ("name", "title", "zone", "standing", "is_admin")}
        later = new.seen_at > _person.c.seen_at
        set_["seen_at"] = case((later, new.seen_at), else_=_person.c.seen_at)
        set_ |= {name: case((says_nothing, _person.c[name]), else_=new[name]) for name in _WORKPLACE}
        values = {person.user_id: _values(person, seen_at) for person in people}
        # In one order, so that two replicas that sync at once wait for each other and never in a circle.
        ordered = [values[user_id] for user_id in sorted(values)]
        self._session.execute(insert.on_conflict_do_update(index_elements=["user_id"], set_=set_), ordered)

    def set_workplace(self, user_id: UserId, workplace: Workplace) -> None:
        known = _person.c.user_id == user_id
        self._session.execute(update(_person).where(known).values(**_workplace_values(workplace)))

    def unseen_members(self, since: datetime) -> Sequence[UserId]:
        query = select(_person.c.user_id).join(_profile, _profile.c.user_id == _person.c.user_id)
        return [UserId(row.user_id) for row in rows(self._session, query.where(_unseen(since)).order_by("user_id"))]

    def seen(self, user_ids: Collection[UserId], seen_at: datetime) -> None:
        these = among(self._session, _person.c.user_id, user_ids) & (_person.c.seen_at < seen_at)
        self._session.execute(update(_person).where(these).values(seen_at=seen_at))

    def deactivate(self, user_id: UserId) -> None:
        self._session.execute(update(_person).where(_person.c.user_id == user_id).values(standing=_GONE))

    def deactivate_unseen(self, since: datetime) -> int:
        return changed(self._session, update(_person).where(_unseen(since)).values(standing=_GONE))

    def reports_of(self, manager: UserId) -> frozenset[UserId]:
        query = select(_person.c.user_id).where(_person.c.manager == manager)
        return frozenset(UserId(row.user_id) for row in rows(self._session, query))
