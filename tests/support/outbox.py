"""The outbox, counted as only tests need it."""

from datetime import datetime

from sqlalchemy import Engine, func, select

from store.base.sql import table_of
from store.delivery.tables import OutboxRow

_outbox = table_of(OutboxRow)


def due_count(engine: Engine, now: datetime) -> int:
    """How many messages wait to be sent and are due."""
    due = (_outbox.c.state == "pending") & (_outbox.c.due_at <= now)
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(_outbox).where(due)).scalar_one())
