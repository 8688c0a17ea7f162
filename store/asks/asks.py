"""Asks, and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from bot.domain.asks.ask import Ask, AskId, AskRecord, AskState, Helped, Shape, Urgency
from bot.domain.base.ids import UserId
from bot.ports import Asks
from store.asks.answer_text import keep_answer_text
from store.asks.offers import SqlOffers
from store.asks.tables import AskRow
from store.base.sql import Rowlike, fixed, one_of, put, rows, table_of
from store.people.profiles import listed, skills_of

_ask = table_of(AskRow)

_NAMES = tuple(column.name for column in _ask.c)

# Written as the partial index has it, so that it is used.
_GOING_ON = _ask.c.state.not_in([fixed(AskState.CLOSED), fixed(AskState.WITHDRAWN), fixed(AskState.EXPIRED)])


def ask_of(row: Rowlike) -> Ask:
    """The ask a row stands for."""
    return Ask(
        id=AskId(row.id),
        asker=UserId(row.asker),
        question=row.question,
        created_at=row.created_at,
        skills=skills_of(row.skills),
        tried=row.tried,
        urgency=Urgency(row.urgency),
        shape=Shape(row.shape),
        name_hidden=row.name_hidden,
        excluded=frozenset(UserId(user_id) for user_id in row.excluded),
        only=_user(row.only),
        widened=row.widened,
        state=AskState(row.state),
        mentor=_user(row.mentor),
        accepted_at=row.accepted_at,
        closed_at=row.closed_at,
        touched_at=row.touched_at,
        group_channel=row.group_channel,
        helped=_helped(row.helped),
        thanks=row.thanks,
        thanks_passed_on=row.thanks_passed_on,
        slots=tuple(datetime.fromisoformat(slot) for slot in row.slots),
        picked_slot=row.picked_slot,
    )


def _user(user_id: str | None) -> UserId | None:
    return UserId(user_id) if user_id else None


def _helped(said: str | None) -> Helped | None:
    return Helped(said) if said else None


def _values(ask: Ask) -> dict[str, Any]:
    return {name: getattr(ask, name) for name in _NAMES} | {
        "skills": listed(ask.skills),
        "urgency": ask.urgency.value,
        "shape": ask.shape.value,
        "excluded": sorted(ask.excluded),
        "state": ask.state.value,
        "helped": ask.helped.value if ask.helped else None,
        "slots": [slot.isoformat() for slot in ask.slots],
    }


class SqlAsks(SqlOffers, Asks):
    """Asks with their offers, over a session."""

    def get(self, ask_id: AskId, *, lock: bool = False) -> Ask | None:
        # On SQLite a writing transaction is alone anyway.
        row = self._session.execute(one_of(_ask, "id", lock=lock), {"id": ask_id}).first()
        return ask_of(row) if row else None

    def save(self, ask: Ask) -> None:
        put(self._session, _ask, _values(ask))
        if ask.state is AskState.CLOSED:
            keep_answer_text(self._session, ask)

    def of_asker(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]:
        return self._asks(select(_ask).where(_ask.c.asker == user_id), open_only, limit)

    def of_mentor(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]:
        return self._asks(select(_ask).where(_ask.c.mentor == user_id), open_only, limit)

    def untouched_since(self, moment: datetime, limit: int) -> Sequence[AskId]:
        touched = func.coalesce(_ask.c.touched_at, _ask.c.created_at)
        query = select(_ask.c.id).where(_GOING_ON, touched < moment).order_by(touched, _ask.c.id)
        return [AskId(row.id) for row in rows(self._session, query.limit(limit))]

    def records(self, start: datetime, end: datetime) -> Sequence[AskRecord]:
        made = (_ask.c.created_at >= start) & (_ask.c.created_at < end)
        names = ("created_at", "state", "mentor", "accepted_at", "closed_at", "helped")
        query = select(*(_ask.c[name] for name in names)).where(made).order_by(_ask.c.created_at, _ask.c.id)
        return [_record_of(row) for row in rows(self._session, query)]

    def _asks(self, query: Select[Any], open_only: bool, limit: int) -> Sequence[Ask]:
        wanted = query.where(_GOING_ON) if open_only else query
        return [ask_of(row) for row in rows(self._session, wanted.order_by(_ask.c.created_at.desc()).limit(limit))]


def _record_of(row: Rowlike) -> AskRecord:
    return AskRecord(
        created_at=row.created_at,
        state=AskState(row.state),
        mentor=_user(row.mentor),
        accepted_at=row.accepted_at,
        closed_at=row.closed_at,
        helped=_helped(row.helped),
    )
