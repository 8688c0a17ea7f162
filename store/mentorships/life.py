"""What becomes of pairs: meetings, check-ins, pulses, goals and last words; and wishes about partners."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, func, or_, select
from sqlmodel import Session

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.mentorships.mentorship import (
    CheckedIn,
    CheckIn,
    Goal,
    GoalId,
    Meeting,
    MeetingId,
    Pulse,
    PulseKind,
    Waiting,
    WrapUp,
)
from bot.domain.programs.rounds import Couple
from store.base.readable import readable
from store.base.sql import Rowlike, among, put, put_all, put_new, rows, table_of
from store.mentorships.tables import (
    BlockRow,
    CheckInRow,
    GoalRow,
    MeetingRow,
    MembershipRow,
    PulseRow,
    WaitingRow,
    WrapUpRow,
)

_member = table_of(MembershipRow)
_meeting = table_of(MeetingRow)
_check_in = table_of(CheckInRow)
_pulse = table_of(PulseRow)
_goal = table_of(GoalRow)
_wrap_up = table_of(WrapUpRow)
_block = table_of(BlockRow)
_waiting = table_of(WaitingRow)


def _plain(table: Table, value: object) -> dict[str, Any]:
    """The fields of a value whose columns have the same names."""
    return {column.name: getattr(value, column.name) for column in table.c}


def _meeting_of(row: Rowlike) -> Meeting:
    return Meeting(
        id=MeetingId(row.id),
        mentorship_id=MentorshipId(row.mentorship_id),
        cycle=row.cycle,
        created_at=row.created_at,
        slots=tuple(datetime.fromisoformat(slot) for slot in row.slots),
        picked=row.picked,
        picked_by=UserId(row.picked_by) if row.picked_by else None,
    )


def _meeting_values(meeting: Meeting) -> dict[str, Any]:
    return _plain(_meeting, meeting) | {"slots": [slot.isoformat() for slot in meeting.slots]}


def _check_in_of(row: Rowlike) -> CheckedIn:
    return CheckedIn(MentorshipId(row.mentorship_id), UserId(row.user_id), row.cycle, CheckIn(row.said), row.at)


def _pulse_of(row: Rowlike) -> Pulse:
    return Pulse(
        mentorship_id=MentorshipId(row.mentorship_id),
        user_id=UserId(row.user_id),
        kind=PulseKind(row.kind),
        cycle=row.cycle,
        value=row.value,
        at=row.at,
    )


def _goal_of(row: Rowlike) -> Goal:
    return Goal(
        id=GoalId(row.id),
        mentorship_id=MentorshipId(row.mentorship_id),
        owner=UserId(row.owner),
        words=row.words,
        created_at=row.created_at,
        steps=tuple((words, done) for words, done in row.steps),
        due_on=row.due_on,
        progress=row.progress,
    )


def _wrap_up_of(row: Rowlike) -> WrapUp:
    return WrapUp(MentorshipId(row.mentorship_id), UserId(row.user_id), row.at, row.reached, row.thanks, row.next_step)


def _waiting_of(row: Rowlike) -> Waiting:
    return Waiting(
        user_id=UserId(row.user_id),
        since=row.since,
        mentor=UserId(row.mentor) if row.mentor else None,
        program_id=ProgramId(row.program_id) if row.program_id else None,
    )


class SqlMentorshipLife:
    """What pairs do and say, over a session. (A part of the pairs.)"""

    def __init__(self, session: Session) -> None:
        self._session = session

    def meeting(self, meeting_id: MeetingId, *, lock: bool = False) -> Meeting | None:
        """One meeting; with `lock`, nobody else may change it until the transaction ends."""
        row = self._one(_meeting, meeting_id, lock)
        return _meeting_of(row) if row else None

    def meetings(self, mentorship_id: MentorshipId) -> Sequence[Meeting]:
        """Oldest first."""
        return [_meeting_of(row) for row in self._of_mentorship(_meeting, mentorship_id, "created_at", "id")]

    def save_meeting(self, meeting: Meeting) -> None:
        """Insert or update."""
        self.save_meetings([meeting])

    def save_meetings(self, meetings: Sequence[Meeting]) -> None:
        """The same of many."""
        put_all(self._session, _meeting, [_meeting_values(meeting) for meeting in meetings])

    def check_ins(self, mentorship_id: MentorshipId) -> Sequence[CheckedIn]:
        """By round, then by person."""
        return [_check_in_of(row) for row in self._of_mentorship(_check_in, mentorship_id, "cycle", "user_id")]

    def save_check_in(self, said: CheckedIn) -> None:
        """Insert, or take the place of what the same person said in the same round."""
        put(self._session, _check_in, _plain(_check_in, said) | {"said": said.said.value})

    def pulses(self, mentorship_id: MentorshipId) -> Sequence[Pulse]:
        """By round, then by person."""
        return [_pulse_of(row) for row in self._of_mentorship(_pulse, mentorship_id, "cycle", "user_id", "kind")]

    def save_pulse(self, pulse: Pulse) -> None:
        """Insert, or take the place of an earlier answer to the same question."""
        put(self._session, _pulse, _plain(_pulse, pulse) | {"kind": pulse.kind.value})

    def ratings_of(self, user_ids: Collection[UserId]) -> dict[UserId, float]:
        """The mean (1–5) of what their partners' pulses said; who has none is left out."""
        rater = and_(_member.c.mentorship_id == _pulse.c.mentorship_id, _member.c.person != _pulse.c.user_id)
        query = select(_member.c.person, func.avg(_pulse.c.value).label("mean")).join_from(_member, _pulse, rater)
        wanted = query.where(among(self._session, _member.c.person, user_ids)).group_by(_member.c.person)
        return {UserId(row.person): float(row.mean) for row in rows(self._session, wanted)}

    def goal(self, goal_id: GoalId, *, lock: bool = False) -> Goal | None:
        """One goal; with `lock`, nobody else may change it until the transaction ends."""
        row = self._one(_goal, goal_id, lock)
        return _goal_of(row) if row else None

    def goals(self, mentorship_id: MentorshipId) -> Sequence[Goal]:
        """Of both, oldest first."""
        return [_goal_of(row) for row in self._of_mentorship(_goal, mentorship_id, "created_at", "id")]

    def save_goal(self, goal: Goal) -> None:
        """Insert or update."""
        put(self._session, _goal, _plain(_goal, goal) | {"steps": [list(step) for step in goal.steps]})

    def delete_goal(self, goal_id: GoalId) -> None:
        """The goal is gone."""
        self._session.execute(delete(_goal).where(_goal.c.id == goal_id))

    def wrap_ups(self, mentorship_id: MentorshipId) -> Sequence[WrapUp]:
        """By person."""
        return [_wrap_up_of(row) for row in self._of_mentorship(_wrap_up, mentorship_id, "user_id")]

    def save_wrap_up(self, wrap_up: WrapUp) -> None:
        """Insert or update."""
        put(self._session, _wrap_up, _plain(_wrap_up, wrap_up))

    def block(self, blocker: UserId, blocked: UserId, at: datetime) -> None:
        """Never bring these two together. Private."""
        put_new(self._session, _block, {"blocker": blocker, "blocked": blocked, "at": at})

    def unblock(self, blocker: UserId, blocked: UserId) -> None:
        """They may be matched again."""
        both = (_block.c.blocker == blocker) & (_block.c.blocked == blocked)
        self._session.execute(delete(_block).where(both))

    def blocks_of(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        """(who, whom) of all blocks that one of these set."""
        query = select(_block).where(among(self._session, _block.c.blocker, user_ids))
        return frozenset((UserId(row.blocker), UserId(row.blocked)) for row in rows(self._session, query))

    def apart_from(self, user_id: UserId) -> frozenset[UserId]:
        """Everybody whom this person blocked, or who blocked them."""
        query = select(_block.c.blocker, _block.c.blocked)
        found = rows(self._session, query.where(or_(_block.c.blocker == user_id, _block.c.blocked == user_id)))
        return frozenset(UserId(row.blocked if row.blocker == user_id else row.blocker) for row in found)

    def wait(self, waiting: Waiting) -> None:
        """Insert, or take the place of an earlier wish of the same person."""
        put(self._session, _waiting, _plain(_waiting, waiting))

    def waiting_of(self, user_id: UserId) -> Waiting | None:
        """Whether somebody waits."""
        row = self._session.execute(select(_waiting).where(_waiting.c.user_id == user_id)).first()
        return _waiting_of(row) if row else None

    def waiting(self, limit: int) -> Sequence[Waiting]:
        """Who waits for a mentor, longest first."""
        query = select(_waiting).order_by(_waiting.c.since, _waiting.c.user_id).limit(limit)
        return list(readable(rows(self._session, query), _waiting_of))

    def stop_waiting(self, user_id: UserId) -> None:
        """They wait no more."""
        self._session.execute(delete(_waiting).where(_waiting.c.user_id == user_id))

    def _one(self, table: Table, key: str, lock: bool) -> Rowlike | None:
        query = select(table).where(table.c.id == key)
        return self._session.execute(query.with_for_update() if lock else query).first()

    def _of_mentorship(self, table: Table, mentorship_id: MentorshipId, *order: str) -> Sequence[Rowlike]:
        query = select(table).where(table.c.mentorship_id == mentorship_id)
        return rows(self._session, query.order_by(*(table.c[name] for name in order)))
