"""Programs, who was invited, and who joined."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select, update
from sqlmodel import Session

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.programs.program import (
    Invitation,
    Invited,
    Participation,
    Program,
    ProgramState,
    Purpose,
    Rules,
    Weigh,
    WorkingValue,
)
from bot.ports import Programs
from store.base.readable import readable
from store.base.sql import Rowlike, among, changed, fixed, insert_for, number, one_of, put, rows, table_of
from store.mentorships.mentorships import COUNTS, TAKES_CAPACITY
from store.mentorships.tables import MembershipRow, MentorshipRow
from store.people.profiles import listed, skills_of
from store.programs.tables import InvitationRow, ParticipationRow, ProgramRow

_program = table_of(ProgramRow)
_invitation = table_of(InvitationRow)
_participation = table_of(ParticipationRow)
_mentorship = table_of(MentorshipRow)
_member = table_of(MembershipRow)
_OF_THEIRS = and_(_member.c.mentorship_id == _mentorship.c.id, _member.c.person == _participation.c.user_id)
_IS_IN = _participation.c.left_at.is_(None)


def program_of(row: Rowlike) -> Program:
    """The program a row stands for."""
    return Program(
        id=ProgramId(row.id),
        name=row.name,
        purpose=Purpose(row.purpose),
        format=MentorshipFormat(row.format),
        created_by=UserId(row.created_by),
        created_at=row.created_at,
        starts_on=row.starts_on,
        purpose_words=row.purpose_words,
        invited=Invited(
            channel=row.invited_channel,
            departments=frozenset(row.invited_departments),
            levels=frozenset(row.invited_levels),
            people=frozenset(UserId(user_id) for user_id in row.invited_people),
        ),
        rhythm=Rhythm(row.rhythm),
        length_weeks=row.length_weeks,
        rules=Rules(
            both_accept=row.both_accept,
            same_team=row.same_team,
            again_after_weeks=row.again_after_weeks,
            weigh=Weigh(row.weigh),
        ),
        questions=tuple(row.questions),
        state=ProgramState(row.state),
    )


def _values(program: Program) -> dict[str, Any]:
    return {
        "id": program.id,
        "name": program.name,
        "purpose": program.purpose.value,
        "purpose_words": program.purpose_words,
        "format": program.format.value,
        "created_by": program.created_by,
        "created_at": program.created_at,
        "starts_on": program.starts_on,
        "invited_channel": program.invited.channel,
        "invited_departments": sorted(program.invited.departments),
        "invited_levels": sorted(program.invited.levels),
        "invited_people": sorted(program.invited.people),
        "rhythm": program.rhythm.value,
        "length_weeks": program.length_weeks,
        "both_accept": program.rules.both_accept,
        "same_team": program.rules.same_team,
        "again_after_weeks": program.rules.again_after_weeks,
        "weigh": program.rules.weigh.value,
        "questions": list(program.questions),
        "state": program.state.value,
    }


def participation_of(row: Rowlike) -> Participation:
    """The participation a row stands for."""
    return Participation(
        program_id=ProgramId(row.program_id),
        user_id=UserId(row.user_id),
        role=Role(row.role),
        joined_at=row.joined_at,
        goals=row.goals,
        objective=row.objective,
        wants=skills_of(row.wants),
        values=frozenset(WorkingValue(value) for value in row.working_values),
        answers=tuple(row.answers),
        left_out=row.left_out,
        left_at=row.left_at,
        queued_since=row.queued_since,
    )


def _participation_values(one: Participation) -> dict[str, Any]:
    return {
        "program_id": one.program_id,
        "user_id": one.user_id,
        "role": one.role.value,
        "joined_at": one.joined_at,
        "goals": one.goals,
        "objective": one.objective,
        "wants": listed(one.wants),
        "working_values": sorted(one.values),
        "answers": list(one.answers),
        "left_out": one.left_out,
        "left_at": one.left_at,
        "queued_since": one.queued_since,
    }


def _invited(program_id: ProgramId, user_id: UserId, at: datetime, *, written: bool = False) -> dict[str, Any]:
    return {"program_id": program_id, "user_id": user_id, "invited_at": at, "declined_at": None, "written": written}


def _invitation_of(row: Rowlike) -> Invitation:
    return Invitation(ProgramId(row.program_id), UserId(row.user_id), row.invited_at, row.declined_at)


class SqlPrograms(Programs):
    """Programs over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, program_id: ProgramId, *, lock: bool = False) -> Program | None:
        row = self._session.execute(one_of(_program, "id", lock=lock), {"id": program_id}).first()
        return program_of(row) if row else None

    def save(self, program: Program) -> None:
        put(self._session, _program, _values(program))

    def all(self, *, over: bool = False) -> Sequence[Program]:
        wanted = select(_program) if over else select(_program).where(_program.c.state != fixed(ProgramState.ENDED))
        newest = wanted.order_by(_program.c.created_at.desc(), _program.c.id)
        return list(readable(rows(self._session, newest), program_of))

    def invite(self, program_id: ProgramId, user_ids: Collection[UserId], at: datetime) -> Sequence[UserId]:
        known = select(_invitation.c.user_id).where(_invitation.c.program_id == program_id)
        new = sorted(set(user_ids) - {row.user_id for row in rows(self._session, known)})
        if new:
            insert = insert_for(self._session, _invitation).on_conflict_do_nothing()
            self._session.execute(insert, [_invited(program_id, who, at) for who in new])
        return new

    def invitation(self, program_id: ProgramId, user_id: UserId) -> Invitation | None:
        return self.invitations_of(user_id).get(program_id)

    def decline(self, program_id: ProgramId, user_id: UserId, at: datetime) -> None:
        known = self.invitation(program_id, user_id)
        invited_at = known.invited_at if known else at
        put(self._session, _invitation, _invited(program_id, user_id, invited_at, written=True) | {"declined_at": at})

    def invitations_of(self, user_id: UserId) -> dict[ProgramId, Invitation]:
        query = select(_invitation).where(_invitation.c.user_id == user_id)
        return {ProgramId(row.program_id): _invitation_of(row) for row in rows(self._session, query)}

    def to_write(self, limit: int) -> Sequence[Invitation]:
        query = select(_invitation).where(~_invitation.c.written).order_by("program_id", "user_id").limit(limit)
        return list(readable(rows(self._session, query), _invitation_of))

    def written(self, program_id: ProgramId, user_id: UserId) -> bool:
        its = (_invitation.c.program_id == program_id) & (_invitation.c.user_id == user_id)
        return changed(self._session, update(_invitation).where(its, ~_invitation.c.written).values(written=True)) == 1

    def invited_count(self, program_id: ProgramId) -> int:
        query = select(func.count()).select_from(_invitation)
        return number(self._session, query.where(_invitation.c.program_id == program_id))

    def participation(self, program_id: ProgramId, user_id: UserId, *, lock: bool = False) -> Participation | None:
        its = one_of(_participation, "program_id", "user_id", lock=lock)
        row = self._session.execute(its, {"program_id": program_id, "user_id": user_id}).first()
        return participation_of(row) if row else None

    def participants(self, program_id: ProgramId, only: Collection[UserId] | None = None) -> Sequence[Participation]:
        query = select(_participation).where(_participation.c.program_id == program_id, _IS_IN)
        if only is not None:
            query = query.where(among(self._session, _participation.c.user_id, only))
        return [participation_of(row) for row in rows(self._session, query.order_by(_participation.c.user_id))]

    def participations_of(self, user_id: UserId) -> Sequence[Participation]:
        query = select(_participation).where(_participation.c.user_id == user_id, _IS_IN)
        return [participation_of(row) for row in rows(self._session, query.order_by(_participation.c.joined_at))]

    def save_participation(self, participation: Participation) -> None:
        put(self._session, _participation, _participation_values(participation))

    def left_out(self, program_id: ProgramId, user_ids: Collection[UserId]) -> None:
        its = _participation.c.program_id == program_id
        left_out = among(self._session, _participation.c.user_id, user_ids)
        self._session.execute(update(_participation).where(its, ~left_out).values(left_out=0))
        more = {"left_out": _participation.c.left_out + 1}
        self._session.execute(update(_participation).where(its, left_out).values(more))

    def queue(self, program_id: ProgramId | None = None, limit: int | None = None) -> Sequence[Participation]:
        query = select(_participation).where(_participation.c.queued_since.is_not(None), _IS_IN)
        if program_id is not None:
            query = query.where(_participation.c.program_id == program_id)
        longest = query.order_by(_participation.c.queued_since, _participation.c.program_id, _participation.c.user_id)
        return list(readable(rows(self._session, longest.limit(limit)), participation_of))

    def queue_of_closed(self, limit: int) -> Sequence[Participation]:
        states = [fixed(state) for state in (ProgramState.WRAPPING_UP, ProgramState.ENDED)]
        closed = select(_program.c.id).where(_program.c.state.in_(states))
        has_one = and_(_mentorship.c.program_id == _participation.c.program_id, _OF_THEIRS, COUNTS)
        free = ~exists().where(has_one).correlate(_participation)
        query = select(_participation).where(
            _participation.c.queued_since.is_not(None), _IS_IN, _participation.c.program_id.in_(closed), free
        )
        longest = query.order_by(_participation.c.queued_since, _participation.c.program_id, _participation.c.user_id)
        return list(readable(rows(self._session, longest.limit(limit)), participation_of))

    def into_queue(self, program_id: ProgramId, user_ids: Collection[UserId], at: datetime) -> None:
        these = and_(
            _participation.c.program_id == program_id, among(self._session, _participation.c.user_id, user_ids)
        )
        waits = _participation.c.queued_since.is_(None)
        self._session.execute(update(_participation).where(these, _IS_IN, waits).values(queued_since=at))

    def out_of_queue(self, program_id: ProgramId, user_ids: Collection[UserId]) -> None:
        its = and_(_participation.c.program_id == program_id, among(self._session, _participation.c.user_id, user_ids))
        self._session.execute(update(_participation).where(its).values(queued_since=None, left_out=0))

    def queue_unpaired(self, program_id: ProgramId, at: datetime) -> None:
        had_one = and_(_mentorship.c.program_id == program_id, _OF_THEIRS, _mentorship.c.starts_on.is_not(None))
        unpaired = ~exists().where(had_one).correlate(_participation)
        waits = _participation.c.queued_since.is_(None)
        its = and_(_participation.c.program_id == program_id, _IS_IN, waits, unpaired)
        self._session.execute(update(_participation).where(its).values(queued_since=at))

    def open_in_ended(self, limit: int) -> Sequence[MentorshipId]:
        ended = select(_program.c.id).where(_program.c.state == fixed(ProgramState.ENDED))
        query = select(_mentorship.c.id).where(TAKES_CAPACITY, _mentorship.c.program_id.in_(ended))
        return [MentorshipId(row.id) for row in rows(self._session, query.order_by(_mentorship.c.id).limit(limit))]
