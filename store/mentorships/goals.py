"""Goals of people in mentorships."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlmodel import Session

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.mentorship import Goal, GoalId
from bot.ports import Goals
from store.base.sql import Rowlike, one_of, plain, put, rows, table_of
from store.mentorships.tables import GoalRow

_goal = table_of(GoalRow)


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


class SqlGoals(Goals):
    """Goals over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, goal_id: GoalId, *, lock: bool = False) -> Goal | None:
        row = self._session.execute(one_of(_goal, "id", lock=lock), {"id": goal_id}).first()
        return _goal_of(row) if row else None

    def of(self, mentorship_id: MentorshipId) -> Sequence[Goal]:
        query = select(_goal).where(_goal.c.mentorship_id == mentorship_id)
        return [_goal_of(row) for row in rows(self._session, query.order_by(_goal.c.created_at, _goal.c.id))]

    def save(self, goal: Goal) -> None:
        put(self._session, _goal, plain(_goal, goal) | {"steps": [list(step) for step in goal.steps]})

    def delete(self, goal_id: GoalId) -> None:
        self._session.execute(delete(_goal).where(_goal.c.id == goal_id))
