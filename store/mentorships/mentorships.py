"""Pairs over months."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import (
    DeclineReason,
    EndReason,
    Meeting,
    Mentorship,
    MentorshipState,
    ProposalAnswer,
)
from bot.domain.programs.program import ProgramState
from bot.domain.programs.rounds import Couple
from store.base.sql import Rowlike, among, fixed, one_of, put, put_all, rows, table_of
from store.mentorships.life import FIELDS, SqlMentorshipLife
from store.mentorships.tables import MentorshipRow
from store.people.tables import ProfileRow
from store.programs.rounds import reason_of, written
from store.programs.tables import ProgramRow

_pair = table_of(MentorshipRow)
_program = table_of(ProgramRow)
_profile = table_of(ProfileRow)
_NAMES = tuple(column.name for column in _pair.c)

# Written as the partial indexes have it, so that they are used.
TAKES_CAPACITY = _pair.c.state.in_([fixed(state) for state in MentorshipState if state.takes_capacity])


@cache
def has_room() -> ColumnElement[bool]:
    """Of profiles: fewer pairs than they want."""
    each = (_pair.c.mentor, _pair.c.mentee)
    theirs = [select(func.count()).where(one == _profile.c.user_id, TAKES_CAPACITY).scalar_subquery() for one in each]
    return _profile.c.most_pairs > theirs[0] + theirs[1]


def pair_of(row: Rowlike) -> Mentorship:
    """The pair a row stands for."""
    return Mentorship(
        id=MentorshipId(row.id),
        program_id=ProgramId(row.program_id) if row.program_id else None,
        mentor=UserId(row.mentor),
        mentee=UserId(row.mentee),
        state=MentorshipState(row.state),
        created_at=row.created_at,
        rhythm=Rhythm(row.rhythm),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        score=row.score,
        reasons=tuple(reason_of(reason) for reason in row.reasons),
        mentor_answer=ProposalAnswer(row.mentor_answer) if row.mentor_answer else None,
        mentee_answer=ProposalAnswer(row.mentee_answer) if row.mentee_answer else None,
        answer_by=row.answer_by,
        group_channel=row.group_channel,
        objective=row.objective,
        meetings=row.meetings,
        silence=row.silence,
        cycle=row.round_number,
        next_cycle_on=row.next_round_on,
        paused_until=row.paused_until,
        topics_used=tuple(row.topics_used),
        ended_at=row.ended_at,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
        declined_by=UserId(row.declined_by) if row.declined_by else None,
        decline_reason=DeclineReason(row.decline_reason) if row.decline_reason else None,
        not_before=row.not_before,
    )


def _values(pair: Mentorship) -> dict[str, Any]:
    named = ("state", "rhythm", "mentor_answer", "mentee_answer", "end_reason", "decline_reason")
    return {
        **{name: getattr(pair, FIELDS.get(name, name)) for name in _NAMES},
        **{name: getattr(pair, name) and getattr(pair, name).value for name in named},
        "reasons": [written(reason) for reason in pair.reasons],
        "topics_used": list(pair.topics_used),
    }


class SqlMentorships(SqlMentorshipLife):
    """Pairs with what becomes of them, over a session."""

    def get(self, mentorship_id: MentorshipId, *, lock: bool = False) -> Mentorship | None:
        """The pair; with `lock`, nobody else may change it until the transaction ends."""
        row = self._session.execute(one_of(_pair, "id", lock=lock), {"id": mentorship_id}).first()
        return pair_of(row) if row else None

    def many(self, mentorship_ids: Collection[MentorshipId]) -> Sequence[Mentorship]:
        """Those of the pairs that are there, oldest first."""
        return self._pairs(among(self._session, _pair.c.id, mentorship_ids), _pair.c.created_at)

    def save(self, pair: Mentorship) -> None:
        """Insert or update. The program must be saved first."""
        put(self._session, _pair, _values(pair))

    def save_all(self, pairs: Sequence[Mentorship], meetings: Sequence[Meeting] = ()) -> None:
        """Insert or update many pairs, and their meetings."""
        put_all(self._session, _pair, [_values(pair) for pair in pairs])
        self.save_meetings(meetings)

    def of_user(self, user_id: UserId, *, open_only: bool = False) -> Sequence[Mentorship]:
        """Newest first; with `open_only`, only those that take capacity."""
        theirs = or_(_pair.c.mentor == user_id, _pair.c.mentee == user_id)
        return self._pairs(and_(theirs, TAKES_CAPACITY) if open_only else theirs, _pair.c.created_at.desc())

    def of_program(self, program_id: ProgramId, *, open_only: bool = False) -> Sequence[Mentorship]:
        """Oldest first."""
        its = _pair.c.program_id == program_id
        return self._pairs(and_(its, TAKES_CAPACITY) if open_only else its, _pair.c.created_at)

    def states_of(self, program_id: ProgramId) -> dict[MentorshipState, int]:
        """How many pairs of a program are in each state."""
        its = _pair.c.program_id == program_id
        query = select(_pair.c.state, func.count().label("times")).where(its).group_by(_pair.c.state)
        return {MentorshipState(row.state): row.times for row in rows(self._session, query)}

    def people_of(self, program_id: ProgramId, *, open_only: bool = False) -> frozenset[UserId]:
        """Everybody who has, or once had, a pair in a program that has begun; with `open_only`, one that takes
        capacity."""
        which = TAKES_CAPACITY if open_only else _pair.c.starts_on.is_not(None)
        query = select(_pair.c.mentor, _pair.c.mentee).where(_pair.c.program_id == program_id, which)
        return frozenset(UserId(who) for row in rows(self._session, query) for who in (row.mentor, row.mentee))

    def between(self, one: UserId, other: UserId) -> Sequence[Mentorship]:
        """Pairs of these two, whichever way round, newest first."""
        this_way = and_(_pair.c.mentor == one, _pair.c.mentee == other)
        that_way = and_(_pair.c.mentor == other, _pair.c.mentee == one)
        return self._pairs(or_(this_way, that_way), _pair.c.created_at.desc())

    def earlier(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        """All pairs in which both are among these people, oldest first."""
        # By one side alone: asked for both, SQLite looks up each of them with each other.
        theirs, known = among(self._session, _pair.c.mentor, user_ids), frozenset(user_ids)
        return [pair for pair in self._pairs(theirs, _pair.c.created_at) if pair.mentee in known]

    def declined_by(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        """Pairs that one of these declined and said why, oldest first. The reason stays with Mentor."""
        theirs = among(self._session, _pair.c.declined_by, user_ids)
        return self._pairs(and_(_pair.c.decline_reason.is_not(None), theirs), _pair.c.created_at)

    def open_in_ended(self, limit: int) -> Sequence[MentorshipId]:
        """Pairs that take capacity although their program has ended, by id."""
        ended = select(_program.c.id).where(_program.c.state == fixed(ProgramState.ENDED))
        return self._ids(and_(TAKES_CAPACITY, _pair.c.program_id.in_(ended)), _pair.c.id, limit)

    def open_among(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        """(mentor, mentee) of the pairs that take capacity and in which both are among these people."""
        theirs, known = among(self._session, _pair.c.mentor, user_ids), frozenset(user_ids)
        query = select(_pair.c.mentor, _pair.c.mentee).where(TAKES_CAPACITY, theirs)
        found = ((UserId(row.mentor), UserId(row.mentee)) for row in rows(self._session, query))
        return frozenset(couple for couple in found if couple[1] in known)

    def asking(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people who have a request of their own out, to somebody who has not answered."""
        out = and_(_pair.c.state == fixed(MentorshipState.PROPOSED), _pair.c.program_id.is_(None))
        query = select(_pair.c.mentee).where(out, among(self._session, _pair.c.mentee, user_ids))
        return frozenset(UserId(row.mentee) for row in rows(self._session, query))

    def asked_in(self, program_id: ProgramId, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people to whom a pair in a program is proposed."""
        out = and_(_pair.c.program_id == program_id, _pair.c.state == fixed(MentorshipState.PROPOSED))
        query = select(_pair.c.mentor, _pair.c.mentee).where(out)
        both = {UserId(who) for row in rows(self._session, query) for who in (row.mentor, row.mentee)}
        return frozenset(both.intersection(user_ids))

    def with_room(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people who have fewer pairs than they want."""
        query = select(_profile.c.user_id).where(among(self._session, _profile.c.user_id, user_ids), has_room())
        return frozenset(UserId(row.user_id) for row in rows(self._session, query))

    def load_of(self, user_id: UserId) -> int:
        """How many pairs that take capacity somebody is in, over all programs together."""
        return self.loads_of([user_id]).get(user_id, 0)

    def loads_of(self, user_ids: Collection[UserId]) -> dict[UserId, int]:
        """The same of many, in two queries. Who carries none is left out."""
        loads: dict[UserId, int] = {}
        for column in (_pair.c.mentor, _pair.c.mentee):
            wanted = and_(among(self._session, column, user_ids), TAKES_CAPACITY)
            query = select(column.label("who"), func.count().label("times")).where(wanted).group_by(column)
            for row in rows(self._session, query):
                loads[UserId(row.who)] = loads.get(UserId(row.who), 0) + row.times
        return loads

    def unanswered(self, now: datetime, limit: int) -> Sequence[MentorshipId]:
        """Proposed pairs whose `answer_by` has passed, oldest first."""
        late = and_(_pair.c.state == fixed(MentorshipState.PROPOSED), _pair.c.answer_by <= now)
        return self._ids(late, _pair.c.answer_by, limit)

    def due(self, day: date, limit: int) -> Sequence[MentorshipId]:
        """Active pairs whose `next_round_on` or `ends_on` is not after `day`, earliest first."""
        due = or_(_pair.c.next_round_on <= day, _pair.c.ends_on <= day)
        earliest = func.coalesce(_pair.c.next_round_on, _pair.c.ends_on)
        return self._ids(and_(_pair.c.state == fixed(MentorshipState.ACTIVE), due), earliest, limit)

    def active(self, *, after: MentorshipId | None = None, limit: int = 500) -> Sequence[Mentorship]:
        """Active pairs page by page, by id, beginning after one."""
        wanted = and_(_pair.c.state == fixed(MentorshipState.ACTIVE), _pair.c.id > (after or ""))
        query = select(_pair).where(wanted).order_by(_pair.c.id).limit(limit)
        return [pair_of(row) for row in rows(self._session, query)]

    def pauses_ended(self, day: date, limit: int) -> Sequence[MentorshipId]:
        """Paused pairs whose `paused_until` is not after `day`."""
        over = and_(_pair.c.state == fixed(MentorshipState.PAUSED), _pair.c.paused_until <= day)
        return self._ids(over, _pair.c.paused_until, limit)

    def _pairs(self, condition: ColumnElement[bool], order: ColumnElement[Any]) -> Sequence[Mentorship]:
        query = select(_pair).where(condition).order_by(order, _pair.c.id)
        return [pair_of(row) for row in rows(self._session, query)]

    def _ids(self, condition: ColumnElement[bool], order: ColumnElement[Any], limit: int) -> Sequence[MentorshipId]:
        query = select(_pair.c.id).where(condition).order_by(order, _pair.c.id).limit(limit)
        return [MentorshipId(row.id) for row in rows(self._session, query)]
