"""What both databases can do, but each in its own words."""

import json
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Dialect, String, Table, bindparam, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

DAYS_OFF = "days_off"
"""Where a session keeps the function that tells the public holidays of a zone."""

Rowlike = Any
"""A row of a Core query: columns are attributes."""


def table_of(row: type[SQLModel]) -> Table:
    """The Core table of a row class."""
    return cast(Table, row.__table__)  # type: ignore[attr-defined]


def dialect_of(session: Session) -> Dialect:
    """Which database the session speaks to."""
    return session.get_bind().dialect


def is_sqlite(session: Session) -> bool:
    """Whether the session speaks to the embedded database."""
    return dialect_of(session).name == "sqlite"


def insert_for(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows `on_conflict_…`."""
    return sqlite.insert(table) if is_sqlite(session) else postgresql.insert(table)


def put(session: Session, table: Table, values: dict[str, Any]) -> None:
    """Insert the row, or overwrite all of it where its primary key is taken."""
    keys = [column.name for column in table.primary_key]
    insert = insert_for(session, table)
    rest = {name: insert.excluded[name] for name in values if name not in keys}
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=rest), values)


def put_all(session: Session, table: Table, values: list[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns, or overwrite those whose primary key is taken."""
    if not values:
        return
    keys = [column.name for column in table.primary_key]
    insert = insert_for(session, table)
    rest = {name: insert.excluded[name] for name in values[0] if name not in keys}
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=rest), values)


def put_new(session: Session, table: Table, values: dict[str, Any]) -> bool:
    """Insert the row unless a unique key of it is taken; whether it was new."""
    insert = insert_for(session, table).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(insert, values).first() is not None


def changed(session: Session, statement: Any) -> int:
    """Run a statement that writes; how many rows it touched."""
    return cast(CursorResult[Any], session.execute(statement)).rowcount


def rows(session: Session, statement: Any) -> Sequence[Rowlike]:
    """All rows of a query."""
    return session.execute(statement).all()


def number(session: Session, query: Any) -> int:
    """The one number a query counts."""
    return int(session.execute(query).scalar_one())


def among(session: Session, column: ColumnElement[Any], values: Collection[str]) -> ColumnElement[bool]:
    """`column IN values` with a single parameter, so that any number of values makes the same statement."""
    listed = sorted(values)
    if is_sqlite(session):
        each = func.json_each(json.dumps(listed)).table_valued("value")
        return column.in_(select(each.c.value))
    return column == func.any(bindparam(None, listed, type_=postgresql.ARRAY(column.type)))


def fixed(value: str) -> ColumnElement[str]:
    """A value written into the statement itself: partial indexes are found by it. Never for what people type."""
    return literal(str(value), String(), literal_execute=True)
