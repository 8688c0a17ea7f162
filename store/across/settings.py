"""Settings that admins change at run time."""

from sqlmodel import Session

from bot.ports import AdminSettings
from store.across.tables import SettingRow
from store.base.sql import one_of, put, table_of

_setting = table_of(SettingRow)


class SqlSettings(AdminSettings):
    """Names and values; a name that was never set reads as empty."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str:
        row = self._session.execute(one_of(_setting, "name"), {"name": name}).first()
        return row.value if row else ""

    def set(self, name: str, value: str) -> None:
        put(self._session, _setting, {"name": name, "value": value})
