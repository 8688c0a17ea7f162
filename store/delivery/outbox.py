"""Messages to be sent: written with the state that caused them, claimed by one sender each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, or_, select, update
from sqlmodel import Session

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import (
    About,
    Message,
    Priority,
    To,
    ToChannel,
    ToGroup,
    ToPerson,
    Unreadable,
    address,
    read_message,
    written,
)
from bot.domain.delivery.outbox import NoteAction, OutboxId, OutboxItem, OutboxState
from bot.ports import Outbox
from store.base.columns import UtcDateTime
from store.base.leases import taking
from store.base.readable import readable
from store.base.sql import Rowlike, changed, fixed, insert_for, one_of, put_new, rows, table_of
from store.delivery.tables import OutboxRow

_outbox = table_of(OutboxRow)
_OTHERWISE = {"kind", "to", "to_type", "about", "about_id"}
_AS_THEY_ARE = tuple(column.name for column in _outbox.c if column.name not in _OTHERWISE)
_TYPES: dict[type[To], str] = {ToPerson: "person", ToGroup: "group", ToChannel: "channel"}

_OUTCOME = ("state", "due_at", "reason", "attempts", "owner", "lease_until", "channel", "ts", "sent_at", "counted_on")
"""What sending changes."""

# Written as the partial indexes have it, so that they are used: millions of sent rows may lie behind.
_PENDING = _outbox.c.state == fixed(OutboxState.PENDING)
_UNSETTLED = _outbox.c.state.in_([fixed(OutboxState.SENDING), fixed(OutboxState.UNKNOWN)])


def _claiming() -> Any:
    """Built once: every replica runs it several times a second."""
    mine = (_outbox.c.priority == bindparam("its_priority")) & (_outbox.c.due_at <= bindparam("now", type_=UtcDateTime))
    order, most = (_outbox.c.due_at, _outbox.c.id), bindparam("most", type_=Integer)
    new = {
        "state": OutboxState.SENDING.value,
        "owner": bindparam("claimer"),
        "lease_until": bindparam("until", type_=UtcDateTime),
    }
    return taking(_outbox, _PENDING & mine, order, most, _outbox.c.attempts, new)


_CLAIM = _claiming()


def _asking() -> Any:
    """Which priorities have something due: for each, one step into the index of the claim."""
    now = bindparam("now", type_=UtcDateTime)
    theirs = {one: (_outbox.c.priority == one.value) & (_outbox.c.due_at <= now) for one in Priority}
    return select(*(select(_outbox.c.id).where(_PENDING, due).exists() for due in theirs.values()))


_DUE = _asking()


def _counting() -> Any:
    """How many messages count on a day of somebody's; and how many that go first are due and not counted yet."""
    mine = (_outbox.c.in_hours_of == bindparam("who")) & (_outbox.c.counted_on == bindparam("day"))
    due = _PENDING & (_outbox.c.due_at <= bindparam("now", type_=UtcDateTime))
    waiting = or_(due, _outbox.c.state == fixed(OutboxState.SENDING)) & _outbox.c.counted_on.is_(None)
    same = (_outbox.c.in_hours_of == bindparam("who")) & (_outbox.c.action != fixed(NoteAction.EDIT))
    better = _outbox.c.priority < bindparam("its_priority")
    which = (mine, and_(same, better, waiting))
    return select(*(select(func.count()).select_from(_outbox).where(one).scalar_subquery() for one in which))


_DAY = _counting()


def _finishing() -> Any:
    held = (_outbox.c.id == bindparam("its_id")) & (_outbox.c.owner == bindparam("holder")) & _UNSETTLED
    values = {name: bindparam(f"new_{name}", type_=_outbox.c[name].type) for name in _OUTCOME}
    return update(_outbox).where(held).values(values)


_FINISH = _finishing()
_COUNT_IN = update(_outbox).where(_outbox.c.id == bindparam("its_id")).values(counted_on=bindparam("day"))


def _holding() -> Any:
    change = (_outbox.c.edits == bindparam("its_key")) & (_outbox.c.action == fixed(NoteAction.EDIT))
    same = or_(_outbox.c.key == bindparam("its_key"), and_(change, _outbox.c.kind == bindparam("its_kind")))
    about = _outbox.c.about_id == bindparam("its_about")
    return update(_outbox).where(_PENDING, about, same).values(attempts=_outbox.c.attempts)


_HOLD = _holding()


def item_of(row: Rowlike) -> OutboxItem:
    """The item a row stands for."""
    values = {name: getattr(row, name) for name in _AS_THEY_ARE}
    values |= {
        "id": OutboxId(row.id),
        "message": read_message(row.kind, row.about),
        "to": _to(row.to_type, row.to),
        "action": NoteAction(row.action),
        "state": OutboxState(row.state),
        "priority": Priority(row.priority),
    }
    return OutboxItem(**values)


def _to_be_sent(row: Rowlike) -> OutboxItem:
    """Raises `ValueError` for a message of which nobody knows what it says."""
    item = item_of(row)
    if isinstance(item.message, Unreadable):
        raise ValueError(f"no message can be read from {item.message.about.kind}")
    return item


def _to(kind: str, kept: str) -> To:
    match kind:
        case "person":
            return ToPerson(UserId(kept))
        case "group":
            return ToGroup(tuple(UserId(one) for one in kept.split(",")))
        case _:
            return ToChannel(kept)


def _values(item: OutboxItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in _AS_THEY_ARE}
    return values | {
        "kind": item.kind,
        "to": address(item.to),
        "to_type": _TYPES[type(item.to)],
        "about": written(item.about),
        "about_id": item.about.id,
        "action": item.action.value,
        "state": item.state.value,
        "priority": int(item.priority),
    }


class SqlOutbox(Outbox):
    """The outbox over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, item: OutboxItem) -> bool:
        return put_new(self._session, _outbox, _values(item))

    def add_all(self, items: Sequence[OutboxItem]) -> int:
        # In one order, so that two replicas that write the same rows do not wait for each other.
        ordered = [_values(item) for item in sorted(items, key=lambda item: item.key)]
        insert = insert_for(self._session, _outbox).on_conflict_do_nothing().returning(_outbox.c.id)
        return len(self._session.execute(insert, ordered).all()) if ordered else 0

    def by_key(self, key: str) -> OutboxItem | None:
        row = self._session.execute(one_of(_outbox, "key"), {"key": key}).first()
        return item_of(row) if row else None

    def claim(
        self,
        now: datetime,
        owner: str,
        lease_until: datetime,
        limit: int,
        priorities: Sequence[Priority] = tuple(Priority),
    ) -> Sequence[OutboxItem]:
        # What goes first is asked for first: each priority is a short way into the index, whatever waits for its day.
        taken: list[OutboxItem] = []
        for priority in sorted(priorities):
            if len(taken) < limit:
                taken += self._claim(now, owner, lease_until, limit - len(taken), priority)
        return taken

    def _claim(
        self, now: datetime, owner: str, lease_until: datetime, limit: int, priority: Priority
    ) -> Sequence[OutboxItem]:
        given = {"its_priority": priority.value, "now": now, "most": limit, "claimer": owner, "until": lease_until}
        items = readable(self._session.execute(_CLAIM, given).all(), _to_be_sent, self._unreadable)
        return sorted(items, key=lambda item: (item.due_at, item.id))

    def due(self, now: datetime) -> frozenset[Priority]:
        found = self._session.execute(_DUE, {"now": now}).one()
        return frozenset(one for one, there in zip(Priority, found, strict=True) if there)

    def finish(self, item: OutboxItem, owner: str) -> bool:
        values = {f"new_{name}": getattr(item, name) for name in _OUTCOME}
        return changed(self._session, _FINISH, values | {"its_id": item.id, "holder": owner}) == 1

    def count_in(self, item_id: OutboxId, day: date) -> None:
        self._session.execute(_COUNT_IN, {"its_id": item_id, "day": day})

    def day_of(self, item: OutboxItem, day: date, now: datetime) -> tuple[int, int]:
        about = {"who": item.in_hours_of, "day": day, "now": now, "its_priority": item.priority.value}
        counted, ahead = self._session.execute(_DAY, about).one()
        return counted, ahead

    def hold(self, key: str, change: Message[Any]) -> bool:
        # Locked by a write that changes nothing: a sender that claims it at this moment is found out, one that comes
        # later reads what is written here.
        given = {"its_key": key, "its_kind": change.name, "its_about": change.about.id}
        return changed(self._session, _HOLD, given) > 0

    def lease_ended(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        unknown = _outbox.c.state == OutboxState.UNKNOWN.value
        ended = or_(unknown, _outbox.c.lease_until <= now)
        query = select(_outbox).where(_UNSETTLED, ended).order_by(_outbox.c.lease_until, _outbox.c.id).limit(limit)
        return list(readable(rows(self._session, query), item_of))

    def take_over(self, item: OutboxItem, owner: str, lease_until: datetime) -> bool:
        same = (_outbox.c.state == item.state.value) & (_outbox.c.owner == item.owner)
        same &= _outbox.c.lease_until.is_not_distinct_from(item.lease_until)
        taken = {"state": OutboxState.SENDING.value, "owner": owner, "lease_until": lease_until}
        return changed(self._session, update(_outbox).where(_outbox.c.id == item.id, same).values(taken)) == 1

    def cancel(self, about: About, reason: str) -> int:
        return self._cancel(_outbox.c.about_id == about.id, reason)

    def cancel_to(self, user_id: UserId, reason: str) -> int:
        return self._cancel(or_(_outbox.c.to == user_id, _outbox.c.in_hours_of == user_id), reason)

    def counts(self) -> dict[OutboxState, int]:
        query = select(_outbox.c.state, func.count().label("times")).group_by(_outbox.c.state)
        found = {row.state: row.times for row in rows(self._session, query)}
        return {state: found.get(state.value, 0) for state in OutboxState}

    def failed_since(self, moment: datetime) -> dict[str, int]:
        failed = (_outbox.c.state == OutboxState.FAILED.value) & (_outbox.c.due_at >= moment)
        query = select(_outbox.c.kind, func.count().label("times")).where(failed).group_by(_outbox.c.kind)
        return {row.kind: row.times for row in rows(self._session, query.order_by(_outbox.c.kind))}

    def oldest_due(self, now: datetime) -> datetime | None:
        query = select(func.min(_outbox.c.due_at)).where(_PENDING, _outbox.c.due_at <= now)
        found: datetime | None = self._session.execute(query).scalar()
        return found

    def _unreadable(self, row: Rowlike) -> None:
        """Nobody can send it: it ends here."""
        ended = {"state": OutboxState.FAILED.value, "reason": "unreadable", "lease_until": None}
        self._session.execute(update(_outbox).where(_outbox.c.id == row.id).values(ended))

    def _cancel(self, condition: Any, reason: str) -> int:
        cancelled = {"state": OutboxState.CANCELLED.value, "reason": reason}
        return changed(self._session, update(_outbox).where(_PENDING, condition).values(cancelled))
