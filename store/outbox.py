"""Messages to be sent: written with the state that caused them, claimed by one sender each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_, select, update
from sqlmodel import Session

from bot.domain.outbox import NoteAction, NoteKind, OutboxId, OutboxItem, OutboxState, Priority
from bot.domain.people import UserId
from store.columns import Moment
from store.sql import Rowlike, changed, fixed, insert_for, number, put_new, rows, table_of
from store.tables import OutboxRow

_outbox = table_of(OutboxRow)
_NAMES = tuple(column.name for column in _outbox.c)

# Written as the partial indexes have it, so that they are used: millions of sent rows may lie behind.
_PENDING = _outbox.c.state == fixed(OutboxState.PENDING)
_UNSETTLED = _outbox.c.state.in_([fixed(OutboxState.SENDING), fixed(OutboxState.UNKNOWN)])


def _claiming() -> Any:
    """Built once: every replica runs it several times a second."""
    mine = (_outbox.c.priority == bindparam("its_priority")) & (_outbox.c.due_at <= bindparam("now", type_=Moment))
    due = select(_outbox.c.id).where(_PENDING, mine).order_by(_outbox.c.due_at, _outbox.c.id)
    # What another sender is taking at this moment is stepped over, not waited for. (SQLite has one writer anyway.)
    locked = due.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)
    free = locked.cte("free").prefix_with("MATERIALIZED", dialect="postgresql")
    taken = {
        "state": OutboxState.SENDING.value,
        "owner": bindparam("claimer"),
        "lease_until": bindparam("until", type_=Moment),
        "attempts": _outbox.c.attempts + 1,
    }
    return update(_outbox).where(_outbox.c.id.in_(select(free.c.id))).values(taken).returning(_outbox)


_CLAIM = _claiming()


def item_of(row: Rowlike) -> OutboxItem:
    """The item a row stands for."""
    values = {name: getattr(row, name) for name in _NAMES}
    values |= {
        "id": OutboxId(row.id),
        "kind": NoteKind(row.kind),
        "action": NoteAction(row.action),
        "state": OutboxState(row.state),
        "priority": Priority(row.priority),
    }
    return OutboxItem(**values)


def _values(item: OutboxItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in _NAMES}
    return values | {
        "kind": item.kind.value,
        "action": item.action.value,
        "state": item.state.value,
        "priority": int(item.priority),
    }


class SqlOutbox:
    """The outbox over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, item: OutboxItem) -> bool:
        """Insert unless its key exists already; whether it was new."""
        return put_new(self._session, _outbox, _values(item))

    def add_all(self, items: Sequence[OutboxItem]) -> int:
        """Insert those whose keys are new, in one statement for many; how many."""
        # In one order, so that two replicas that write the same rows do not wait for each other.
        ordered = [_values(item) for item in sorted(items, key=lambda item: item.key)]
        insert = insert_for(self._session, _outbox).on_conflict_do_nothing().returning(_outbox.c.id)
        return len(self._session.execute(insert, ordered).all()) if ordered else 0

    def get(self, item_id: OutboxId) -> OutboxItem | None:
        """The item by its id."""
        return self._one(_outbox.c.id == item_id)

    def by_key(self, key: str) -> OutboxItem | None:
        """The item by what it is for."""
        return self._one(_outbox.c.key == key)

    def claim(
        self,
        now: datetime,
        owner: str,
        lease_until: datetime,
        limit: int,
        priorities: Sequence[Priority] = tuple(Priority),
    ) -> Sequence[OutboxItem]:
        """Take due pending rows for this owner: state SENDING, one attempt more. No two owners get the same row.

        What goes first is asked for first: each priority is a short way into the index, whatever waits for its day.
        """
        taken: list[OutboxItem] = []
        for priority in sorted(priorities):
            if len(taken) < limit:
                taken += self._claim(now, owner, lease_until, limit - len(taken), priority)
        return taken

    def _claim(
        self, now: datetime, owner: str, lease_until: datetime, limit: int, priority: Priority
    ) -> Sequence[OutboxItem]:
        given = {"its_priority": priority.value, "now": now, "most": limit, "claimer": owner, "until": lease_until}
        items = [item_of(row) for row in self._session.execute(_CLAIM, given).all()]
        return sorted(items, key=lambda item: (item.due_at, item.id))

    def finish(self, item: OutboxItem, owner: str) -> bool:
        """Write the outcome, if `owner` still holds the row."""
        held = (_outbox.c.id == item.id) & (_outbox.c.owner == owner) & _UNSETTLED
        values = _values(item)
        del values["id"], values["key"]
        return changed(self._session, update(_outbox).where(held).values(values)) == 1

    def count_in(self, item_id: OutboxId, day: date) -> None:
        """Let a message count among those of the receiver's day."""
        self._session.execute(update(_outbox).where(_outbox.c.id == item_id).values(counted_on=day))

    def day_of(self, item: OutboxItem, day: date, now: datetime) -> tuple[int, int]:
        """How many messages count on a day of the receiver's; and how many of a better priority are due for the same
        person, or just being sent, and not counted."""
        due = _PENDING & (_outbox.c.due_at <= now)
        waiting = or_(due, _outbox.c.state == fixed(OutboxState.SENDING)) & _outbox.c.counted_on.is_(None)
        same = (_outbox.c.in_hours_of == item.in_hours_of) & (_outbox.c.action != NoteAction.EDIT.value)
        better = _outbox.c.priority < int(item.priority)
        mine = (_outbox.c.in_hours_of == item.in_hours_of) & (_outbox.c.counted_on == day)
        counts = (
            select(func.count()).select_from(_outbox).where(*which).scalar_subquery()
            for which in ((mine,), (same, better, waiting))
        )
        counted, ahead = self._session.execute(select(*counts)).one()
        return counted, ahead

    def lease_ended(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        """Rows in SENDING whose lease has passed, and rows in UNKNOWN: to be looked up. Longest waiting first."""
        unknown = _outbox.c.state == OutboxState.UNKNOWN.value
        ended = or_(unknown, _outbox.c.lease_until <= now)
        query = select(_outbox).where(_UNSETTLED, ended).order_by(_outbox.c.lease_until, _outbox.c.id).limit(limit)
        return [item_of(row) for row in rows(self._session, query)]

    def take_over(self, item: OutboxItem, owner: str, lease_until: datetime) -> bool:
        """Hold a row that ended unclear, to look it up; False where anything about it has changed meanwhile."""
        same = (_outbox.c.state == item.state.value) & (_outbox.c.owner == item.owner)
        same &= _outbox.c.lease_until.is_not_distinct_from(item.lease_until)
        taken = {"state": OutboxState.SENDING.value, "owner": owner, "lease_until": lease_until}
        return changed(self._session, update(_outbox).where(_outbox.c.id == item.id, same).values(taken)) == 1

    def cancel(self, subject: str, reason: str) -> int:
        """Cancel all pending rows about a subject; how many."""
        return self._cancel(_outbox.c.subject == subject, reason)

    def cancel_to(self, user_id: UserId, reason: str) -> int:
        """Cancel all pending rows to a person (or in their hours); how many."""
        return self._cancel(or_(_outbox.c.to == user_id, _outbox.c.in_hours_of == user_id), reason)

    def counts(self) -> dict[OutboxState, int]:
        """How many rows are in each state; states without rows count 0."""
        query = select(_outbox.c.state, func.count().label("times")).group_by(_outbox.c.state)
        found = {row.state: row.times for row in rows(self._session, query)}
        return {state: found.get(state.value, 0) for state in OutboxState}

    def due_count(self, now: datetime) -> int:
        """How many pending rows are due."""
        query = select(func.count()).select_from(_outbox).where(_PENDING, _outbox.c.due_at <= now)
        return number(self._session, query)

    def oldest_due(self, now: datetime) -> datetime | None:
        """When the pending row that is due for longest became due; None where none is."""
        query = select(func.min(_outbox.c.due_at)).where(_PENDING, _outbox.c.due_at <= now)
        found: datetime | None = self._session.execute(query).scalar()
        return found

    def _one(self, condition: Any) -> OutboxItem | None:
        row = self._session.execute(select(_outbox).where(condition)).first()
        return item_of(row) if row else None

    def _cancel(self, condition: Any, reason: str) -> int:
        cancelled = {"state": OutboxState.CANCELLED.value, "reason": reason}
        return changed(self._session, update(_outbox).where(_PENDING, condition).values(cancelled))
