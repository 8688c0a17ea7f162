"""The tables of asks and their offers."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.base.tables import Row, partial


class AskRow(Row, table=True):
    """One question by one person, and what became of it."""

    __tablename__ = "ask"
    __table_args__: Any = (
        Index("ix_ask_asker", "asker", "created_at"),
        Index("ix_ask_mentor", "mentor", "state"),
        Index("ix_ask_created_at", "created_at"),
        partial("ix_ask_routing", "created_at", where="state = 'routing'"),
        partial("ix_ask_going_on", "touched_at", where="state NOT IN ('closed', 'withdrawn', 'expired')"),
    )

    id: str = Field(primary_key=True)
    asker: str
    question: str = Field(sa_type=Words)
    tried: str = Field(sa_type=Words)
    skills: list[Any] = Field(sa_type=Listing)
    urgency: str
    shape: str
    name_hidden: bool
    excluded: list[Any] = Field(sa_type=Listing)
    only: str | None
    widened: bool
    state: str
    mentor: str | None
    created_at: datetime = Field(sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(sa_type=UtcDateTime)
    touched_at: datetime | None = Field(sa_type=UtcDateTime)
    group_channel: str
    helped: str | None
    thanks: str = Field(sa_type=Words)
    thanks_passed_on: bool
    slots: list[Any] = Field(sa_type=Listing)
    picked_slot: datetime | None = Field(sa_type=UtcDateTime)


class OfferRow(Row, table=True):
    """An ask laid before one mentor. `reasons` is a list of [kind, detail, detail, …]."""

    __tablename__ = "offer"
    __table_args__: Any = (
        Index("ix_offer_ask_id", "ask_id"),
        Index("ix_offer_mentor", "mentor", "offered_at"),
        partial("ix_offer_live_mentor", "mentor", where="state IN ('offered', 'reminded')"),
        partial("ix_offer_live_ask", "ask_id", where="state IN ('offered', 'reminded')"),
        partial("ix_offer_to_remind", "remind_at", where="state = 'offered'"),
        partial("ix_offer_to_lapse", "lapse_at", where="state IN ('offered', 'reminded')"),
    )

    id: str = Field(primary_key=True)
    ask_id: str = Field(foreign_key="ask.id", ondelete="CASCADE")
    mentor: str
    offered_at: datetime = Field(sa_type=UtcDateTime)
    remind_at: datetime = Field(sa_type=UtcDateTime)
    lapse_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    reasons: list[Any] = Field(sa_type=Listing)
    score: float
    decided_at: datetime | None = Field(sa_type=UtcDateTime)
