"""The tables of people: the directory, profiles, skills, and the texts that people are found by."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.base.tables import Row, partial


class PersonRow(Row, table=True):
    """Somebody in the directory."""

    __tablename__ = "person"
    __table_args__: Any = (
        Index("ix_person_manager", "manager"),
        Index("ix_person_seen_at", "seen_at"),
        Index("ix_person_presence", "user_id", "standing"),
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


class BlockRow(Row, table=True):
    """Somebody would rather not be brought together with somebody. Private: shown to nobody but the blocker."""

    __tablename__ = "block"
    __table_args__: Any = (Index("ix_block_blocked", "blocked"),)

    blocker: str = Field(primary_key=True)
    blocked: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
