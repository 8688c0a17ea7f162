"""What Mentor remembers for itself."""

from sqlmodel import Session

from bot.ports import Memory
from store.base.sql import one_of, put, table_of
from store.base.tables import MemoryRow

_memory = table_of(MemoryRow)


class SqlMemory(Memory):
    """Names and values over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str:
        row = self._session.execute(one_of(_memory, "name"), {"name": name}).first()
        return row.value if row else ""

    def set(self, name: str, value: str) -> None:
        put(self._session, _memory, {"name": name, "value": value})
