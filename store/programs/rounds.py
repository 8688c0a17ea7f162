"""Matching rounds with their previews."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, case, delete, func, insert, or_, select, update
from sqlmodel import Session

from bot.domain.base.ids import Couple, ProgramId, UserId
from bot.domain.mentorships.formats import Role
from bot.domain.programs.rounds import (
    UNDERWAY,
    BadLine,
    LineProblem,
    MatchingRound,
    PlannedPair,
    RoundId,
    RoundState,
    UnmatchedPerson,
)
from bot.ports import Rounds
from store.base.leases import taking
from store.base.reasons import reason_of, written
from store.base.sql import Rowlike, among, fixed, number, put, put_all, rows, table_of
from store.programs.tables import PlannedPairRow, RoundRow, UnmatchedRow

_round = table_of(RoundRow)
_planned = table_of(PlannedPairRow)
_left = table_of(UnmatchedRow)
_NAMES = tuple(column.name for column in _round.c)


def _couples(listed: Sequence[Sequence[str]]) -> frozenset[Couple]:
    return frozenset((UserId(mentor), UserId(mentee)) for mentor, mentee in listed)


def round_of(row: Rowlike) -> MatchingRound:
    """The round a row stands for."""
    return MatchingRound(
        id=RoundId(row.id),
        program_id=ProgramId(row.program_id),
        number=row.number,
        created_by=UserId(row.created_by),
        created_at=row.created_at,
        run=row.run,
        state=RoundState(row.state),
        locked=_couples(row.locked),
        forbidden=_couples(row.forbidden),
        done=row.done,
        total=row.total,
        owner=row.owner,
        lease_until=row.lease_until,
        ready_at=row.ready_at,
        published_at=row.published_at,
        published_by=UserId(row.published_by) if row.published_by else None,
        tries=row.tries,
        failed_in=RoundState(row.failed_in) if row.failed_in else None,
        file=row.file or "",
        bad=tuple(BadLine(line, LineProblem(problem), detail) for line, problem, detail in row.bad),
    )


def _values(matching: MatchingRound) -> dict[str, Any]:
    return {name: getattr(matching, name) for name in _NAMES} | {
        "state": matching.state.value,
        "locked": sorted(list(couple) for couple in matching.locked),
        "forbidden": sorted(list(couple) for couple in matching.forbidden),
        "failed_in": matching.failed_in and matching.failed_in.value,
        "file": matching.file or None,
        "bad": [[one.line, one.problem.value, one.detail] for one in matching.bad],
    }


def _planned_of(row: Rowlike) -> PlannedPair:
    return PlannedPair(
        mentor=UserId(row.mentor),
        mentee=UserId(row.mentee),
        score=row.score,
        reasons=tuple(reason_of(reason) for reason in row.reasons),
        factors=tuple((name, value, weight) for name, value, weight in row.factors),
        locked=row.locked,
        made=row.made,
    )


def _planned_values(round_id: RoundId, pair: PlannedPair) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "score": pair.score,
        "reasons": [written(reason) for reason in pair.reasons],
        "factors": [list(factor) for factor in pair.factors],
        "locked": pair.locked,
        "made": pair.made,
    }


def _left_of(row: Rowlike) -> UnmatchedPerson:
    helps = tuple(reason_of(reason) for reason in row.helps)
    return UnmatchedPerson(UserId(row.user_id), Role(row.role), reason_of(row.why), helps)


def _left_values(round_id: RoundId, left: UnmatchedPerson) -> dict[str, Any]:
    helps = [written(reason) for reason in left.helps]
    key = {"round_id": round_id, "user_id": left.user_id}
    return {**key, "role": left.role.value, "why": written(left.why), "helps": helps}


def _is(round_id: RoundId, couple: Couple) -> ColumnElement[bool]:
    mentor, mentee = couple
    return and_(_planned.c.round_id == round_id, _planned.c.mentor == mentor, _planned.c.mentee == mentee)


class SqlRounds(Rounds):
    """Rounds over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, round_id: RoundId, *, lock: bool = False) -> MatchingRound | None:
        query = select(_round).where(_round.c.id == round_id)
        row = self._session.execute(query.with_for_update() if lock else query).first()
        return round_of(row) if row else None

    def save(self, matching: MatchingRound) -> None:
        put(self._session, _round, _values(matching))

    def of_program(self, program_id: ProgramId) -> Sequence[MatchingRound]:
        query = select(_round).where(_round.c.program_id == program_id).order_by(_round.c.number.desc())
        return [round_of(row) for row in rows(self._session, query)]

    def claim(self, now: datetime, owner: str, lease_until: datetime) -> MatchingRound | None:
        to_do = _round.c.state.in_([fixed(state) for state in sorted(UNDERWAY)])
        free = or_(_round.c.lease_until.is_(None), _round.c.lease_until <= now)
        began = case((_round.c.state == RoundState.WAITING.value, RoundState.WORKING.value), else_=_round.c.state)
        new = {"state": began, "owner": owner, "lease_until": lease_until}
        order = (_round.c.created_at, _round.c.id)
        row = self._session.execute(taking(_round, to_do & free, order, 1, _round.c.tries, new)).first()
        return round_of(row) if row else None

    def keep_plan(self, round_id: RoundId, pairs: Sequence[PlannedPair], unmatched: Sequence[UnmatchedPerson]) -> None:
        for table in (_planned, _left):
            self._session.execute(delete(table).where(table.c.round_id == round_id))
        self._insert(_planned, [_planned_values(round_id, pair) for pair in pairs])
        self._insert(_left, [_left_values(round_id, left) for left in unmatched])

    def pairs(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[PlannedPair]:
        query = select(_planned).where(_planned.c.round_id == round_id)
        order = (_planned.c.score, _planned.c.mentor, _planned.c.mentee)
        return [_planned_of(row) for row in rows(self._session, query.order_by(*order).offset(offset).limit(limit))]

    def pair(self, round_id: RoundId, couple: Couple) -> PlannedPair | None:
        row = self._session.execute(select(_planned).where(_is(round_id, couple))).first()
        return _planned_of(row) if row else None

    def pairs_with(self, round_id: RoundId, user_ids: Collection[UserId]) -> Sequence[PlannedPair]:
        theirs = or_(*(among(self._session, column, user_ids) for column in (_planned.c.mentor, _planned.c.mentee)))
        query = select(_planned).where(_planned.c.round_id == round_id, theirs)
        return [_planned_of(row) for row in rows(self._session, query.order_by(_planned.c.mentor, _planned.c.mentee))]

    def unmade(self, round_id: RoundId, limit: int) -> Sequence[PlannedPair]:
        query = select(_planned).where(_planned.c.round_id == round_id, ~_planned.c.made)
        ordered = query.order_by(_planned.c.mentor, _planned.c.mentee).limit(limit)
        return [_planned_of(row) for row in rows(self._session, ordered)]

    def pair_count(self, round_id: RoundId) -> int:
        return self._count(_planned, round_id)

    def made(self, round_id: RoundId, couples: Collection[Couple]) -> None:
        its = and_(
            _planned.c.round_id == round_id,
            _planned.c.mentor == bindparam("its_mentor"),
            _planned.c.mentee == bindparam("its_mentee"),
        )
        each = [{"its_mentor": mentor, "its_mentee": mentee} for mentor, mentee in sorted(couples)]
        if each:
            self._session.connection().execute(update(_planned).where(its).values(made=True), each)

    def save_pair(self, round_id: RoundId, pair: PlannedPair) -> None:
        put(self._session, _planned, _planned_values(round_id, pair))

    def drop_pair(self, round_id: RoundId, couple: Couple) -> None:
        self._session.execute(delete(_planned).where(_is(round_id, couple)))

    def unmatched(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[UnmatchedPerson]:
        query = select(_left).where(_left.c.round_id == round_id)
        ordered = query.order_by(_left.c.role == Role.MENTOR.value, _left.c.user_id)
        return [_left_of(row) for row in rows(self._session, ordered.offset(offset).limit(limit))]

    def unmatched_one(self, round_id: RoundId, user_id: UserId) -> UnmatchedPerson | None:
        its = (_left.c.round_id == round_id) & (_left.c.user_id == user_id)
        found = rows(self._session, select(_left).where(its))
        return _left_of(found[0]) if found else None

    def unmatched_count(self, round_id: RoundId) -> int:
        return self._count(_left, round_id)

    def add_unmatched(self, round_id: RoundId, unmatched: Collection[UnmatchedPerson]) -> None:
        put_all(self._session, _left, [_left_values(round_id, left) for left in unmatched])

    def now_matched(self, round_id: RoundId, user_ids: Collection[UserId]) -> None:
        found = among(self._session, _left.c.user_id, user_ids)
        self._session.execute(delete(_left).where(_left.c.round_id == round_id, found))

    def loads(self, round_id: RoundId) -> dict[UserId, int]:
        times = func.count().label("times")
        query: Select[Any] = select(_planned.c.mentor, times).where(_planned.c.round_id == round_id)
        grouped = query.group_by(_planned.c.mentor).order_by(times.desc(), _planned.c.mentor)
        return {UserId(row.mentor): row.times for row in rows(self._session, grouped)}

    def _insert(self, table: Table, values: list[dict[str, Any]]) -> None:
        if values:
            self._session.execute(insert(table), values)

    def _count(self, table: Table, round_id: RoundId) -> int:
        return number(self._session, select(func.count()).select_from(table).where(table.c.round_id == round_id))
