"""Settings that admins change at run time."""

from sqlmodel import Session

from store.across.tables import SettingRow
from store.base.sql import one_of, put, table_of

_setting = table_of(SettingRow)


class SqlSettings:
    """Names and values; a name that was never set reads as empty."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str:
        """The value, or empty."""
        row = self._session.execute(one_of(_setting, "name"), {"name": name}).first()
        return row.value if row else ""

    def set(self, name: str, value: str) -> None:
        """Keep the value in place of an older one."""
        put(self._session, _setting, {"name": name, "value": value})
