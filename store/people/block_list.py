"""Who would rather not be brought together with whom."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlmodel import Session

from bot.domain.base.ids import Couple, UserId
from bot.ports import BlockLists
from store.base.sql import among, put_new, rows, table_of
from store.people.tables import BlockRow

_block = table_of(BlockRow)


class SqlBlockLists(BlockLists):
    """Block lists over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, blocker: UserId, blocked: UserId, at: datetime) -> None:
        put_new(self._session, _block, {"blocker": blocker, "blocked": blocked, "at": at})

    def remove(self, blocker: UserId, blocked: UserId) -> None:
        both = (_block.c.blocker == blocker) & (_block.c.blocked == blocked)
        self._session.execute(delete(_block).where(both))

    def of(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        query = select(_block).where(among(self._session, _block.c.blocker, user_ids))
        return frozenset((UserId(row.blocker), UserId(row.blocked)) for row in rows(self._session, query))

    def blocked_with(self, user_id: UserId) -> frozenset[UserId]:
        query = select(_block.c.blocker, _block.c.blocked)
        found = rows(self._session, query.where(or_(_block.c.blocker == user_id, _block.c.blocked == user_id)))
        return frozenset(UserId(row.blocked if row.blocker == user_id else row.blocker) for row in found)
