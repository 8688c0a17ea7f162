"""The tables. Rows never leave `store`: the repositories turn them into domain values."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, Integer, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from store.base.columns import Listing, UtcDateTime, Words

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """Base of all tables: one catalogue with a naming convention, so that migrations can name every constraint."""

    metadata = MetaData(naming_convention=NAMING)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index over the few rows that `where` lets in, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class PersonRow(Row, table=True):
    """Somebody in the directory."""

    __tablename__ = "person"
    __table_args__: Any = (
        Index("ix_person_manager", "manager"),
        Index("ix_person_seen_at", "seen_at"),
        Index("ix_person_presence", "user_id", "standing"),
        partial("ix_person_admins", "user_id", where="is_admin"),
    )

    user_id: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    zone: str
    standing: str
    is_admin: bool
    office: str = Field(sa_type=Words)
    department: str = Field(sa_type=Words)
    level: str = Field(sa_type=Words)
    manager: str | None
    seen_at: datetime = Field(sa_type=UtcDateTime)


class ProfileRow(Row, table=True):
    """What a member told Mentor. `offers` and `wants` are lists of [key, label]; `profile_skill` indexes them."""

    __tablename__ = "profile"
    __table_args__: Any = (
        Index("ix_profile_presence", "user_id", "paused", "paused_until"),
        partial("ix_profile_paused_until", "paused_until", where="paused"),
    )

    user_id: str = Field(primary_key=True, foreign_key="person.user_id")
    offers: list[Any] = Field(sa_type=Listing)
    wants: list[Any] = Field(sa_type=Listing)
    about: str = Field(sa_type=Words)
    formats: list[Any] = Field(sa_type=Listing)
    languages: list[Any] = Field(sa_type=Listing)
    not_areas: list[Any] = Field(sa_type=Listing)
    hours_zone: str
    hours_days: str
    hours_start: time
    hours_end: time
    most_open_asks: int
    most_pairs: int
    paused: bool
    paused_until: datetime | None = Field(sa_type=UtcDateTime)
    signed_up_at: datetime = Field(sa_type=UtcDateTime)


class ProfileSkillRow(Row, table=True):
    """One skill that somebody offers or wants."""

    __tablename__ = "profile_skill"
    __table_args__: Any = (Index("ix_profile_skill_key", "key", "side", "user_id"),)

    user_id: str = Field(primary_key=True, foreign_key="profile.user_id", ondelete="CASCADE")
    side: str = Field(primary_key=True)
    key: str = Field(primary_key=True, sa_type=Words)


class SkillRow(Row, table=True):
    """A skill as the company writes it. `words` is its label folded for looking up by the beginning of any word."""

    __tablename__ = "skill"

    key: str = Field(primary_key=True, sa_type=Words)
    label: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)


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


class SearchTextRow(Row, table=True):
    """A text that people are found by. The databases' own full text is laid over it by the migration."""

    __tablename__ = "search_text"
    __table_args__: Any = (
        UniqueConstraint("source"),
        Index("ix_search_text_user_id", "user_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    source: str
    user_id: str
    kind: str
    text: str = Field(sa_type=Words)


class OutboxRow(Row, table=True):
    """A message to be sent once."""

    __tablename__ = "outbox"
    __table_args__: Any = (
        UniqueConstraint("key"),
        partial("ix_outbox_due", "priority", "due_at", "id", where="state = 'pending'"),
        Index("ix_outbox_subject", "subject"),
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
    subject: str
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


class SettingRow(Row, table=True):
    """A setting that admins change at run time."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Words)


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


class FindingRow(Row, table=True):
    """Something that the audit found: a message that should have come and did not."""

    __tablename__ = "finding"

    id: str = Field(primary_key=True)
    problem: str
    kind: str
    subject: str
    detail: str
    found_at: datetime = Field(sa_type=UtcDateTime)
