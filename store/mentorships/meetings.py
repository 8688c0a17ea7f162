"""Meetings of mentorships."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.mentorship import Meeting, MeetingId
from bot.ports import Meetings
from store.base.sql import Rowlike, one_of, plain, put_all, rows, table_of
from store.mentorships.tables import MeetingRow

_meeting = table_of(MeetingRow)


def _meeting_of(row: Rowlike) -> Meeting:
    return Meeting(
        id=MeetingId(row.id),
        mentorship_id=MentorshipId(row.mentorship_id),
        cycle=row.cycle,
        created_at=row.created_at,
        slots=tuple(datetime.fromisoformat(slot) for slot in row.slots),
        picked=row.picked,
        picked_by=UserId(row.picked_by) if row.picked_by else None,
        introduced=row.introduced,
    )


def _meeting_values(meeting: Meeting) -> dict[str, Any]:
    return plain(_meeting, meeting) | {"slots": [slot.isoformat() for slot in meeting.slots]}


class SqlMeetings(Meetings):
    """Meetings over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, meeting_id: MeetingId, *, lock: bool = False) -> Meeting | None:
        row = self._session.execute(one_of(_meeting, "id", lock=lock), {"id": meeting_id}).first()
        return _meeting_of(row) if row else None

    def of(self, mentorship_id: MentorshipId) -> Sequence[Meeting]:
        query = select(_meeting).where(_meeting.c.mentorship_id == mentorship_id)
        return [_meeting_of(row) for row in rows(self._session, query.order_by(_meeting.c.created_at, _meeting.c.id))]

    def save(self, meeting: Meeting) -> None:
        self.save_all([meeting])

    def save_all(self, meetings: Sequence[Meeting]) -> None:
        put_all(self._session, _meeting, [_meeting_values(meeting) for meeting in meetings])
