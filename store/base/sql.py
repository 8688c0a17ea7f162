"""What both databases can do, but each in its own words."""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Dialect,
    Select,
    String,
    Table,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Rowlike = Any
"""A row of a Core query: columns are attributes."""


def table_of(row: type[SQLModel]) -> Table:
    """The Core table of a row class."""
    return cast(Table, row.__table__)  # type: ignore[attr-defined]


def plain(table: Table, value: object) -> dict[str, Any]:
    """The fields of a value whose columns have the same names."""
    return {column.name: getattr(value, column.name) for column in table.c}


def dialect_of(session: Session) -> Dialect:
    """Which database the session speaks to."""
    return session.get_bind().dialect


def is_sqlite(session: Session) -> bool:
    """Whether the session speaks to the embedded database."""
    return dialect_of(session).name == "sqlite"


# Statements that every message needs are built once: building one takes longer than running it.


@cache
def one_of(table: Table, *names: str, lock: bool = False) -> Select[Any]:
    """Rows in which these columns have the values given as parameters under their names; with `lock`, locked."""
    found = select(table).where(*(table.c[name] == bindparam(name) for name in names))
    return found.with_for_update() if lock else found


def insert_for(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows `on_conflict_…`."""
    return _insert(is_sqlite(session), table)


def _insert(sqlite_speaks: bool, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if sqlite_speaks else postgresql.insert(table)


def put(session: Session, table: Table, values: dict[str, Any]) -> None:
    """Insert the row, or overwrite all of it where its primary key is taken."""
    put_all(session, table, [values])


def put_all(session: Session, table: Table, values: list[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns, or overwrite those whose primary key is taken."""
    if values:
        session.execute(_putting(is_sqlite(session), table, tuple(values[0])), values)


@cache
def _putting(sqlite_speaks: bool, table: Table, names: tuple[str, ...]) -> Any:
    keys = [column.name for column in table.primary_key]
    insert = _insert(sqlite_speaks, table)
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


def put_new(session: Session, table: Table, values: dict[str, Any]) -> bool:
    """Insert the row unless a unique key of it is taken; whether it was new."""
    return session.execute(putting_new(is_sqlite(session), table), values).first() is not None


@cache
def putting_new(sqlite_speaks: bool, table: Table) -> Any:
    """An insert that leaves out rows of which a unique key is taken, and gives back the keys of the others."""
    return _insert(sqlite_speaks, table).on_conflict_do_nothing().returning(*table.primary_key)


def changed(session: Session, statement: Any, given: dict[str, Any] | None = None) -> int:
    """Run a statement that writes; how many rows it touched."""
    return cast(CursorResult[Any], session.execute(statement, given)).rowcount


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


def among_named(sqlite_speaks: bool, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The same for a statement built once: what `listing` makes of the values is given under this name."""
    if sqlite_speaks:
        each = func.json_each(bindparam(name, type_=String())).table_valued("value")
        return column.in_(select(each.c.value))
    return column == func.any(bindparam(name, type_=postgresql.ARRAY(column.type)))


def listing(session: Session, values: Collection[str]) -> Any:
    """Values as the parameter of `among_named`."""
    listed = sorted(values)
    return json.dumps(listed) if is_sqlite(session) else listed


def fixed(value: str) -> ColumnElement[str]:
    """A value written into the statement itself: partial indexes are found by it. Never for what people type."""
    assert value.isidentifier(), "a word of Mentor's own"
    return literal_column(f"'{value}'", String())
