"""The tables of pairs, and of what becomes of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.base.tables import Row, partial

TAKES_CAPACITY = "state IN ('proposed', 'active', 'paused')"
"""Pairs that count toward the limits of both."""


class MentorshipRow(Row, table=True):
    """Two people over months. Ratings of what they said stand in tables of their own."""

    __tablename__ = "pair"
    __table_args__: Any = (
        Index("ix_pair_program_id", "program_id", "state"),
        Index("ix_pair_mentor", "mentor", "mentee"),
        Index("ix_pair_mentee", "mentee"),
        partial("ix_pair_mentor_load", "mentor", where=TAKES_CAPACITY),
        partial("ix_pair_mentee_load", "mentee", where=TAKES_CAPACITY),
        partial("ix_pair_answer_by", "answer_by", where="state = 'proposed'"),
        partial("ix_pair_next_round_on", "next_round_on", where="state = 'active'"),
        partial("ix_pair_paused_until", "paused_until", where="state = 'paused'"),
        partial("ix_pair_declined_by", "declined_by", where="decline_reason IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    program_id: str | None = Field(foreign_key="program.id")
    mentor: str
    mentee: str
    state: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    rhythm: str
    starts_on: date | None
    ends_on: date | None
    score: float
    reasons: list[Any] = Field(sa_type=Listing)
    mentor_answer: str | None
    mentee_answer: str | None
    answer_by: datetime | None = Field(sa_type=UtcDateTime)
    group_channel: str
    objective: str = Field(sa_type=Words)
    meetings: int
    silence: int
    round_number: int
    next_round_on: date | None
    paused_until: date | None
    topics_used: list[Any] = Field(sa_type=Listing)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    end_reason: str | None
    declined_by: str | None
    decline_reason: str | None
    not_before: date | None


class MeetingRow(Row, table=True):
    """A meeting of a pair to be found. `slots` are moments in ISO form."""

    __tablename__ = "meeting"
    __table_args__: Any = (Index("ix_meeting_pair_id", "pair_id", "round_number"),)

    id: str = Field(primary_key=True)
    pair_id: str = Field(foreign_key="pair.id", ondelete="CASCADE")
    round_number: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    slots: list[Any] = Field(sa_type=Listing)
    picked: datetime | None = Field(sa_type=UtcDateTime)
    picked_by: str | None


class CheckInRow(Row, table=True):
    """What one of the two pressed on a check-in."""

    __tablename__ = "check_in"

    pair_id: str = Field(primary_key=True, foreign_key="pair.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    round_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    said: str
    at: datetime = Field(sa_type=UtcDateTime)


class PulseRow(Row, table=True):
    """One private answer of one of the two."""

    __tablename__ = "pulse"
    __table_args__: Any = (Index("ix_pulse_at", "at"),)

    pair_id: str = Field(primary_key=True, foreign_key="pair.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    round_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    value: int
    at: datetime = Field(sa_type=UtcDateTime)


class GoalRow(Row, table=True):
    """A goal of one of the two. `steps` is a list of [words, done]."""

    __tablename__ = "goal"
    __table_args__: Any = (Index("ix_goal_pair_id", "pair_id", "owner"),)

    id: str = Field(primary_key=True)
    pair_id: str = Field(foreign_key="pair.id", ondelete="CASCADE")
    owner: str
    words: str = Field(sa_type=Words)
    created_at: datetime = Field(sa_type=UtcDateTime)
    steps: list[Any] = Field(sa_type=Listing)
    due_on: date | None
    progress: int


class WrapUpRow(Row, table=True):
    """What one of the two says at the end of a pair."""

    __tablename__ = "wrap_up"

    pair_id: str = Field(primary_key=True, foreign_key="pair.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    reached: str = Field(sa_type=Words)
    thanks: str = Field(sa_type=Words)
    next_step: str


class BlockRow(Row, table=True):
    """Somebody would rather not be brought together with somebody. Private: shown to nobody but the blocker."""

    __tablename__ = "block"
    __table_args__: Any = (Index("ix_block_blocked", "blocked"),)

    blocker: str = Field(primary_key=True)
    blocked: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class WaitingRow(Row, table=True):
    """Somebody who waits for a mentor with room."""

    __tablename__ = "waiting"
    __table_args__: Any = (Index("ix_waiting_mentor", "mentor", "since"), Index("ix_waiting_since", "since"))

    user_id: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    mentor: str | None
    program_id: str | None
