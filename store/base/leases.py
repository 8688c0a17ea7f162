"""Taking work for a while, the same for messages and for rounds: no two owners get the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Update, select, update


def taking(
    table: Table,
    wanted: ColumnElement[bool],
    order: Sequence[Any],
    most: Any,
    tries: Column[int],
    new: Mapping[str, Any],
) -> Update:
    """Take the first rows that are wanted, one try more, and give them back. `new` names the state, the owner and the
    end of the lease."""
    due = select(table.c.id).where(wanted).order_by(*order).limit(most)
    # What another is taking at this moment is stepped over, not waited for. (SQLite has one writer anyway.)
    free = due.with_for_update(skip_locked=True).cte("free").prefix_with("MATERIALIZED", dialect="postgresql")
    taken = {**new, tries.name: tries + 1}
    return update(table).where(table.c.id.in_(select(free.c.id))).values(taken).returning(table)
