"""The tables of delivery: messages to be sent, what was delivered to us, waits and conversations."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from store.base.columns import UtcDateTime, Words
from store.base.tables import Row, partial


class OutboxRow(Row, table=True):
    """A message to be sent once."""

    __tablename__ = "outbox"
    __table_args__: Any = (
        UniqueConstraint("key"),
        partial("ix_outbox_due", "priority", "due_at", "id", where="state = 'pending'"),
        Index("ix_outbox_about_id", "about_id"),
        partial("ix_outbox_to", "to", where="state = 'pending'"),
        partial("ix_outbox_in_hours_of", "in_hours_of", where="state = 'pending'"),
        partial("ix_outbox_unsettled", "lease_until", "id", where="state IN ('sending', 'unknown')"),
        partial("ix_outbox_counted", "in_hours_of", "counted_on", where="counted_on IS NOT NULL"),
        Index("ix_outbox_state", "state"),
    )

    id: str = Field(primary_key=True)
    key: str
    kind: str
    to: str
    to_type: str
    about: str = Field(sa_type=Words)
    about_id: str
    due_at: datetime = Field(sa_type=UtcDateTime)
    action: str
    edits: str
    in_hours_of: str
    expires_at: datetime | None = Field(sa_type=UtcDateTime)
    state: str
    reason: str = Field(sa_type=Words)
    attempts: int
    owner: str
    lease_until: datetime | None = Field(sa_type=UtcDateTime)
    channel: str
    ts: str
    sent_at: datetime | None = Field(sa_type=UtcDateTime)
    created_at: datetime | None = Field(sa_type=UtcDateTime)
    priority: int = Field(sa_column_kwargs={"server_default": "3"})
    counted_on: date | None


class DeliveryRow(Row, table=True):
    """An event, view or action that Slack delivered once already."""

    __tablename__ = "delivery"
    __table_args__: Any = (Index("ix_delivery_seen_at", "seen_at"),)

    key: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class WaitRow(Row, table=True):
    """Until when something is spent or held back, and why: a budget, a channel, a method Slack asked to leave alone."""

    __tablename__ = "wait"

    scope: str = Field(primary_key=True)
    until: datetime = Field(sa_type=UtcDateTime)
    reason: str


class ChannelRow(Row, table=True):
    """The conversation of the bot with somebody, or with several (user ids in order, joined by commas)."""

    __tablename__ = "channel"

    people: str = Field(primary_key=True)
    channel: str
