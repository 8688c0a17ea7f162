"""Until when something must wait, and the conversations that people are reached in."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from store.sql import among, changed, insert_for, is_sqlite, put_new, rows, table_of
from store.tables import ChannelRow, WaitRow

_wait = table_of(WaitRow)
_channel = table_of(ChannelRow)

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for no moment, in a row made to be locked."""


class SqlWaits:
    """Moments by what they are about."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def until(self, scopes: Collection[str], *, lock: str = "") -> dict[str, datetime]:
        """The moments kept. `lock` is a scope that nobody else locks until the transaction ends."""
        # On SQLite whoever writes is alone anyway.
        if lock and not is_sqlite(self._session):
            self._lock(lock)
        found = select(_wait).where(among(self._session, _wait.c.scope, scopes))
        return {row.scope: row.until for row in rows(self._session, found) if row.until != _NEVER}

    def keep(self, untils: Mapping[str, datetime], reason: str = "") -> None:
        """Keep moments in place of earlier ones."""
        insert = insert_for(self._session, _wait)
        rest = {"until": insert.excluded.until, "reason": insert.excluded.reason}
        keep = insert.on_conflict_do_update(index_elements=["scope"], set_=rest)
        ordered = sorted(untils.items())
        self._session.execute(keep, [{"scope": name, "until": until, "reason": reason} for name, until in ordered])

    def reasons(self, now: datetime) -> dict[str, str]:
        """What is held back at `now` for a reason, and the reason."""
        held = select(_wait.c.scope, _wait.c.reason).where(_wait.c.until > now, _wait.c.reason != "")
        return {row.scope: row.reason for row in rows(self._session, held)}

    def forget(self, before: datetime) -> int:
        """Drop moments long past; how many."""
        return changed(self._session, delete(_wait).where(_wait.c.until < before))

    def _lock(self, scope: str) -> None:
        row = select(_wait.c.scope).where(_wait.c.scope == scope).with_for_update()
        if self._session.execute(row).first() is None:
            put_new(self._session, _wait, {"scope": scope, "until": _NEVER, "reason": ""})
            self._session.execute(row)


class SqlChannels:
    """Conversations by the people in them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, people: str) -> str:
        """The channel, or empty."""
        found: str | None = self._session.execute(
            select(_channel.c.channel).where(_channel.c.people == people)
        ).scalar()
        return found or ""

    def keep(self, people: str, channel: str) -> None:
        """Keep the channel, in place of an earlier one."""
        insert = insert_for(self._session, _channel)
        new = insert.excluded.channel
        keep = insert.on_conflict_do_update(
            index_elements=["people"], set_={"channel": new}, where=new != _channel.c.channel
        )
        self._session.execute(keep, {"people": people, "channel": channel})
