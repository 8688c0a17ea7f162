"""Who waits for a mentor with room."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlmodel import Session

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.mentorship import Waiting
from bot.ports import Waitlist
from store.base.readable import readable
from store.base.sql import Rowlike, one_of, plain, put, rows, table_of
from store.mentorships.tables import WaitingRow

_waiting = table_of(WaitingRow)


def _waiting_of(row: Rowlike) -> Waiting:
    return Waiting(
        user_id=UserId(row.user_id),
        since=row.since,
        mentor=UserId(row.mentor) if row.mentor else None,
        program_id=ProgramId(row.program_id) if row.program_id else None,
    )


class SqlWaitlist(Waitlist):
    """Those who wait, over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, waiting: Waiting) -> None:
        put(self._session, _waiting, plain(_waiting, waiting))

    def of(self, user_id: UserId) -> Waiting | None:
        row = self._session.execute(one_of(_waiting, "user_id"), {"user_id": user_id}).first()
        return _waiting_of(row) if row else None

    def longest(self, limit: int) -> Sequence[Waiting]:
        query = select(_waiting).order_by(_waiting.c.since, _waiting.c.user_id).limit(limit)
        return list(readable(rows(self._session, query), _waiting_of))

    def remove(self, user_id: UserId) -> None:
        self._session.execute(delete(_waiting).where(_waiting.c.user_id == user_id))
