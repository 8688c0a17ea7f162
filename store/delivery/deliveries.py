"""What Slack delivered already, so that a second delivery changes nothing."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session

from store.base.sql import changed, put_new, table_of
from store.delivery.tables import DeliveryRow

_delivery = table_of(DeliveryRow)


class SqlDeliveries:
    """Remembered event, view and action ids over a session: a part of the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def first_time(self, key: str, now: datetime) -> bool:
        # On Postgres a second one waits here until the first one's transaction has ended.
        return put_new(self._session, _delivery, {"key": key, "seen_at": now})

    def forget(self, before: datetime) -> int:
        return changed(self._session, delete(_delivery).where(_delivery.c.seen_at < before))
