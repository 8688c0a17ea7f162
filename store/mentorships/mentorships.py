"""Mentorships and their members."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session

from bot.domain.base.ids import Couple, MentorshipId, ProgramId, UserId
from bot.domain.mentorships.formats import RULES, MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import (
    DeclineReason,
    EndReason,
    Membership,
    Mentorship,
    MentorshipState,
    ProposalAnswer,
)
from bot.ports import Mentorships
from store.base.reasons import reason_of, written
from store.base.sql import Rowlike, among, fixed, one_of, put_all, rows, table_of
from store.mentorships.tables import MembershipRow, MentorshipRow
from store.people.tables import ProfileRow

_mentorship = table_of(MentorshipRow)
_member = table_of(MembershipRow)
_profile = table_of(ProfileRow)
_NAMES = tuple(column.name for column in _mentorship.c)
_LEFT = "left"
"""The state of a membership whose person has left, whatever the mentorship's is."""
_LEARNS = sorted({role.value for rules in RULES.values() for role in rules.learns})

# Written as the partial indexes have it, so that they are used.
_OPEN = [fixed(state) for state in MentorshipState if state.takes_capacity]
TAKES_CAPACITY = _mentorship.c.state.in_(_OPEN)
COUNTS = _member.c.state.in_(_OPEN)
"""Of memberships: whether one counts toward the limits of its person."""


@cache
def has_room() -> ColumnElement[bool]:
    """Of profiles: fewer mentorships than they want."""
    theirs = select(func.count()).where(_member.c.person == _profile.c.user_id, COUNTS).scalar_subquery()
    return _profile.c.most_pairs > theirs


def mentorship_of(row: Rowlike, members: Sequence[Membership]) -> Mentorship:
    """The mentorship a row stands for."""
    return Mentorship(
        id=MentorshipId(row.id),
        program_id=ProgramId(row.program_id) if row.program_id else None,
        members=tuple(members),
        state=MentorshipState(row.state),
        created_at=row.created_at,
        format=MentorshipFormat(row.format),
        rhythm=Rhythm(row.rhythm),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        score=row.score,
        reasons=tuple(reason_of(reason) for reason in row.reasons),
        answer_by=row.answer_by,
        group_channel=row.group_channel,
        meetings=row.meetings,
        silence=row.silence,
        cycle=row.cycle,
        next_cycle_on=row.next_cycle_on,
        paused_until=row.paused_until,
        topics_used=tuple(row.topics_used),
        ended_at=row.ended_at,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
    )


def membership_of(row: Rowlike, prefix: str = "") -> Membership:
    """The member a row stands for; `prefix` is what the names of its columns begin with in this query."""
    its = {column.name: getattr(row, f"{prefix}{column.name}") for column in _member.c}
    return Membership(
        person=UserId(its["person"]),
        role=Role(its["role"]),
        answer=ProposalAnswer(its["answer"]) if its["answer"] else None,
        objective=its["objective"],
        decline_reason=DeclineReason(its["decline_reason"]) if its["decline_reason"] else None,
        not_before=its["not_before"],
        left_at=its["left_at"],
    )


def _values(its: Mentorship) -> dict[str, Any]:
    named = ("state", "format", "rhythm", "end_reason")
    return {
        **{name: getattr(its, name) for name in _NAMES},
        **{name: getattr(its, name) and getattr(its, name).value for name in named},
        "reasons": [written(reason) for reason in its.reasons],
        "topics_used": list(its.topics_used),
    }


def _member_values(its: Mentorship, seat: int, one: Membership) -> dict[str, Any]:
    return {
        "mentorship_id": its.id,
        "person": one.person,
        "seat": seat,
        "role": one.role.value,
        "state": its.state.value if one.left_at is None else _LEFT,
        "answer": one.answer and one.answer.value,
        "objective": one.objective,
        "decline_reason": one.decline_reason and one.decline_reason.value,
        "not_before": one.not_before,
        "left_at": one.left_at,
    }


class SqlMentorships(Mentorships):
    """Mentorships over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, mentorship_id: MentorshipId, *, lock: bool = False) -> Mentorship | None:
        row = self._session.execute(one_of(_mentorship, "id", lock=lock), {"id": mentorship_id}).first()
        if row is None:
            return None
        found = self._session.execute(one_of(_member, "mentorship_id"), {"mentorship_id": mentorship_id}).all()
        return mentorship_of(row, [membership_of(one) for one in sorted(found, key=lambda one: one.seat)])

    def many(self, mentorship_ids: Collection[MentorshipId]) -> Sequence[Mentorship]:
        return self._all(among(self._session, _mentorship.c.id, mentorship_ids), _mentorship.c.created_at)

    def save(self, mentorship: Mentorship) -> None:
        self.save_all([mentorship])

    def save_all(self, mentorships: Sequence[Mentorship]) -> None:
        put_all(self._session, _mentorship, [_values(its) for its in mentorships])
        members = [_member_values(its, seat, one) for its in mentorships for seat, one in enumerate(its.members)]
        put_all(self._session, _member, members)

    def of_user(self, user_id: UserId, *, open_only: bool = False) -> Sequence[Mentorship]:
        is_theirs = _member.c.person == user_id
        theirs = select(_member.c.mentorship_id).where(is_theirs, COUNTS) if open_only else self._of(is_theirs)
        return self._all(_mentorship.c.id.in_(theirs), _mentorship.c.created_at.desc())

    def states_of(self, program_id: ProgramId) -> dict[MentorshipState, int]:
        its = _mentorship.c.program_id == program_id
        query = select(_mentorship.c.state, func.count().label("times")).where(its).group_by(_mentorship.c.state)
        return {MentorshipState(row.state): row.times for row in rows(self._session, query)}

    def people_of(self, program_id: ProgramId, *, open_only: bool = False) -> frozenset[UserId]:
        which = and_(TAKES_CAPACITY, COUNTS) if open_only else _mentorship.c.starts_on.is_not(None)
        return self._people(and_(_mentorship.c.program_id == program_id, which))

    def between(self, one: UserId, other: UserId) -> Sequence[Mentorship]:
        both = self._of(_member.c.person == one).intersect(self._of(_member.c.person == other))
        return self._all(_mentorship.c.id.in_(both), _mentorship.c.created_at.desc())

    def earlier(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        theirs = self._of(among(self._session, _member.c.person, user_ids)).group_by(_member.c.mentorship_id)
        return self._all(_mentorship.c.id.in_(theirs.having(func.count() > 1)), _mentorship.c.created_at)

    def declined_by(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        theirs = among(self._session, _member.c.person, user_ids)
        said_why = select(_member.c.mentorship_id).where(_member.c.decline_reason.is_not(None), theirs)
        return self._all(_mentorship.c.id.in_(said_why), _mentorship.c.created_at)

    def open_among(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        before = _member.alias("before")
        both = and_(before.c.mentorship_id == _member.c.mentorship_id, before.c.seat < _member.c.seat)
        query = select(_member.c.person, before.c.person.label("with")).join_from(_member, before, both)
        # By one side alone: asked for both, SQLite looks up each of them with each other.
        theirs, known = among(self._session, _member.c.person, user_ids), frozenset(user_ids)
        found = rows(self._session, query.where(COUNTS, theirs, before.c.left_at.is_(None)))
        return frozenset((UserId(one), UserId(other)) for one, other in found if other in known)

    def asking(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        out = and_(_mentorship.c.state == fixed(MentorshipState.PROPOSED), _mentorship.c.program_id.is_(None))
        theirs = and_(among(self._session, _member.c.person, user_ids), COUNTS, _member.c.role.in_(_LEARNS))
        return self._people(and_(out, theirs))

    def asked_in(self, program_id: ProgramId, user_ids: Collection[UserId]) -> frozenset[UserId]:
        its = _mentorship.c.program_id == program_id
        out = self._people(and_(its, _mentorship.c.state == fixed(MentorshipState.PROPOSED), COUNTS))
        return out.intersection(user_ids)

    def with_room(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        query = select(_profile.c.user_id).where(among(self._session, _profile.c.user_id, user_ids), has_room())
        return frozenset(UserId(row.user_id) for row in rows(self._session, query))

    def load_of(self, user_id: UserId) -> int:
        return self.loads_of([user_id]).get(user_id, 0)

    def loads_of(self, user_ids: Collection[UserId]) -> dict[UserId, int]:
        wanted = and_(among(self._session, _member.c.person, user_ids), COUNTS)
        query = select(_member.c.person, func.count().label("times")).where(wanted).group_by(_member.c.person)
        return {UserId(row.person): row.times for row in rows(self._session, query)}

    def unanswered(self, now: datetime, limit: int) -> Sequence[MentorshipId]:
        late = and_(_mentorship.c.state == fixed(MentorshipState.PROPOSED), _mentorship.c.answer_by <= now)
        return self._ids(late, _mentorship.c.answer_by, limit)

    def due(self, day: date, limit: int) -> Sequence[MentorshipId]:
        due = or_(_mentorship.c.next_cycle_on <= day, _mentorship.c.ends_on <= day)
        earliest = func.coalesce(_mentorship.c.next_cycle_on, _mentorship.c.ends_on)
        return self._ids(and_(_mentorship.c.state == fixed(MentorshipState.ACTIVE), due), earliest, limit)

    def pauses_ended(self, day: date, limit: int) -> Sequence[MentorshipId]:
        over = and_(_mentorship.c.state == fixed(MentorshipState.PAUSED), _mentorship.c.paused_until <= day)
        return self._ids(over, _mentorship.c.paused_until, limit)

    def _all(self, condition: ColumnElement[bool], order: ColumnElement[Any]) -> Sequence[Mentorship]:
        return self._with_members(select(_mentorship).where(condition).order_by(order, _mentorship.c.id))

    def _with_members(self, query: Select[Any]) -> Sequence[Mentorship]:
        found = rows(self._session, query)
        members: dict[str, list[Membership]] = defaultdict(list)
        theirs = select(_member).where(among(self._session, _member.c.mentorship_id, [row.id for row in found]))
        for row in rows(self._session, theirs.order_by(_member.c.mentorship_id, _member.c.seat)) if found else ():
            members[row.mentorship_id].append(membership_of(row))
        return [mentorship_of(row, members[row.id]) for row in found]

    def _of(self, whose: ColumnElement[bool]) -> Select[Any]:
        return select(_member.c.mentorship_id).where(whose)

    def _people(self, condition: ColumnElement[bool]) -> frozenset[UserId]:
        query = select(_member.c.person).join_from(_mentorship, _member, _member.c.mentorship_id == _mentorship.c.id)
        return frozenset(UserId(row.person) for row in rows(self._session, query.where(condition)))

    def _ids(self, condition: ColumnElement[bool], order: ColumnElement[Any], limit: int) -> Sequence[MentorshipId]:
        query = select(_mentorship.c.id).where(condition).order_by(order, _mentorship.c.id).limit(limit)
        return [MentorshipId(row.id) for row in rows(self._session, query)]
