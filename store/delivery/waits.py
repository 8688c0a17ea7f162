"""Until when something must wait, and the conversations that people are reached in."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, delete, select
from sqlmodel import Session

from bot.domain.base.ids import UserId
from bot.ports import Channels, Waits
from store.base.sql import among_named, changed, is_sqlite, listing, one_of, put, put_all, put_new, table_of
from store.delivery.tables import ChannelRow, WaitRow

_wait = table_of(WaitRow)
_channel = table_of(ChannelRow)

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for no moment, in a row made to be locked."""


@cache
def _kept(sqlite_speaks: bool) -> Select[Any]:
    return select(_wait).where(among_named(sqlite_speaks, _wait.c.scope, "scopes"))


class SqlWaits(Waits):
    """Moments by what they are about."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def until(self, scopes: Collection[str], *, lock: str = "") -> dict[str, datetime]:
        # On SQLite whoever writes is alone anyway.
        if lock and not is_sqlite(self._session):
            self._lock(lock)
        given = {"scopes": listing(self._session, scopes)}
        found = self._session.execute(_kept(is_sqlite(self._session)), given).all()
        return {row.scope: row.until for row in found if row.until != _NEVER}

    def keep(self, untils: Mapping[str, datetime], reason: str = "") -> None:
        kept = [{"scope": name, "until": until, "reason": reason} for name, until in sorted(untils.items())]
        put_all(self._session, _wait, kept)

    def forget(self, before: datetime) -> int:
        return changed(self._session, delete(_wait).where(_wait.c.until < before))

    def _lock(self, scope: str) -> None:
        row = select(_wait.c.scope).where(_wait.c.scope == scope).with_for_update()
        if self._session.execute(row).first() is None:
            put_new(self._session, _wait, {"scope": scope, "until": _NEVER, "reason": ""})
            self._session.execute(row)


class SqlChannels(Channels):
    """Conversations by the people in them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, people: Collection[UserId]) -> str:
        row = self._session.execute(one_of(_channel, "people"), {"people": _together(people)}).first()
        return row.channel if row else ""

    def keep(self, people: Collection[UserId], channel: str) -> None:
        if self.get(people) != channel:
            put(self._session, _channel, {"people": _together(people), "channel": channel})


def _together(people: Collection[UserId]) -> str:
    """The same for the same people."""
    return ",".join(sorted(people))
