"""How the tables of the models and those of a database are compared."""

from typing import Any

from store.across import tables as across
from store.asks import tables as asks
from store.base.tables import Row
from store.delivery import tables as delivery
from store.mentorships import tables as mentorships
from store.people import tables as people
from store.programs import tables as programs

MODULES = (across, asks, delivery, mentorships, people, programs)
"""Every wing's tables: imported here, so that every comparison knows them."""

_BY_HAND = {"search_index", "lexemes", "ix_search_text_lexemes"}
"""What the migration makes for the databases' own full text, and no model names."""


def _compared(_thing: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out the full text: on SQLite it is a virtual table with tables of its own, on Postgres a column."""
    return name is None or not (name in _BY_HAND or name.startswith("search_index_"))


def comparison() -> dict[str, Any]:
    """Options of an Alembic context that compares with the models."""
    return {
        "target_metadata": Row.metadata,
        "include_object": _compared,
        "compare_type": True,
        "compare_server_default": True,
    }
