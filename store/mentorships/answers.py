"""What people in mentorships answer: check-ins, pulses and last words."""

from collections.abc import Collection, Sequence

from sqlalchemy import Table, and_, func, select
from sqlmodel import Session

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.mentorship import CheckedIn, CheckIn, Pulse, WrapUp
from bot.ports import Answers
from store.base.sql import Rowlike, among, plain, put, rows, table_of
from store.mentorships.tables import CheckInRow, MembershipRow, PulseRow, WrapUpRow

_member = table_of(MembershipRow)
_check_in = table_of(CheckInRow)
_pulse = table_of(PulseRow)
_wrap_up = table_of(WrapUpRow)


def _check_in_of(row: Rowlike) -> CheckedIn:
    return CheckedIn(MentorshipId(row.mentorship_id), UserId(row.user_id), row.cycle, CheckIn(row.said), row.at)


def _wrap_up_of(row: Rowlike) -> WrapUp:
    return WrapUp(MentorshipId(row.mentorship_id), UserId(row.user_id), row.at, row.reached, row.thanks, row.next_step)


class SqlAnswers(Answers):
    """Answers over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def check_ins(self, mentorship_id: MentorshipId) -> Sequence[CheckedIn]:
        return [_check_in_of(row) for row in self._of_mentorship(_check_in, mentorship_id, "cycle", "user_id")]

    def save_check_in(self, said: CheckedIn) -> None:
        put(self._session, _check_in, plain(_check_in, said) | {"said": said.said.value})

    def save_pulse(self, pulse: Pulse) -> None:
        put(self._session, _pulse, plain(_pulse, pulse) | {"kind": pulse.kind.value})

    def ratings_of(self, user_ids: Collection[UserId]) -> dict[UserId, float]:
        rater = and_(_member.c.mentorship_id == _pulse.c.mentorship_id, _member.c.person != _pulse.c.user_id)
        query = select(_member.c.person, func.avg(_pulse.c.value).label("mean")).join_from(_member, _pulse, rater)
        wanted = query.where(among(self._session, _member.c.person, user_ids)).group_by(_member.c.person)
        return {UserId(row.person): float(row.mean) for row in rows(self._session, wanted)}

    def wrap_ups(self, mentorship_id: MentorshipId) -> Sequence[WrapUp]:
        return [_wrap_up_of(row) for row in self._of_mentorship(_wrap_up, mentorship_id, "user_id")]

    def save_wrap_up(self, wrap_up: WrapUp) -> None:
        put(self._session, _wrap_up, plain(_wrap_up, wrap_up))

    def _of_mentorship(self, table: Table, mentorship_id: MentorshipId, *order: str) -> Sequence[Rowlike]:
        query = select(table).where(table.c.mentorship_id == mentorship_id)
        return rows(self._session, query.order_by(*(table.c[name] for name in order)))
