"""The tables of mentorships, their members, and of what becomes of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, false
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.base.tables import Row, partial

TAKES_CAPACITY = "state IN ('proposed', 'active', 'paused')"
"""Mentorships and memberships that count toward limits."""


class MentorshipRow(Row, table=True):
    """A relationship that lasts. Ratings of what its members said stand in tables of their own."""

    __tablename__ = "mentorship"
    __table_args__: Any = (
        Index("ix_mentorship_program_id", "program_id", "state"),
        partial("ix_mentorship_answer_by", "answer_by", where="state = 'proposed'"),
        partial("ix_mentorship_next_cycle_on", "next_cycle_on", where="state = 'active'"),
        partial("ix_mentorship_paused_until", "paused_until", where="state = 'paused'"),
    )

    id: str = Field(primary_key=True)
    program_id: str | None = Field(foreign_key="program.id")
    state: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    format: str
    rhythm: str
    starts_on: date | None
    ends_on: date | None
    score: float
    reasons: list[Any] = Field(sa_type=Listing)
    answer_by: datetime | None = Field(sa_type=UtcDateTime)
    group_channel: str
    meetings: int
    silence: int
    cycle: int
    next_cycle_on: date | None
    paused_until: date | None
    topics_used: list[Any] = Field(sa_type=Listing)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    end_reason: str | None


class MembershipRow(Row, table=True):
    """Somebody in a mentorship. `state` repeats the mentorship's, or says that they have left: limits are counted by
    it without a look at the mentorship."""

    __tablename__ = "membership"
    __table_args__: Any = (
        Index("ix_membership_person", "person", "mentorship_id"),
        partial("ix_membership_load", "person", "mentorship_id", where=TAKES_CAPACITY),
        partial("ix_membership_declined", "person", where="decline_reason IS NOT NULL"),
    )

    mentorship_id: str = Field(primary_key=True, foreign_key="mentorship.id", ondelete="CASCADE")
    person: str = Field(primary_key=True)
    seat: int
    role: str
    state: str
    answer: str | None
    objective: str = Field(sa_type=Words)
    decline_reason: str | None
    not_before: date | None
    left_at: datetime | None = Field(sa_type=UtcDateTime)


class MeetingRow(Row, table=True):
    """A meeting to be found. `slots` are moments in ISO form."""

    __tablename__ = "meeting"
    __table_args__: Any = (Index("ix_meeting_mentorship_id", "mentorship_id", "cycle"),)

    id: str = Field(primary_key=True)
    mentorship_id: str = Field(foreign_key="mentorship.id", ondelete="CASCADE")
    cycle: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    slots: list[Any] = Field(sa_type=Listing)
    picked: datetime | None = Field(sa_type=UtcDateTime)
    picked_by: str | None
    introduced: bool = Field(sa_column_kwargs={"server_default": false()})


class CheckInRow(Row, table=True):
    """What a member pressed on a check-in."""

    __tablename__ = "check_in"

    mentorship_id: str = Field(primary_key=True, foreign_key="mentorship.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    cycle: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    said: str
    at: datetime = Field(sa_type=UtcDateTime)


class PulseRow(Row, table=True):
    """One private answer of a member."""

    __tablename__ = "pulse"
    __table_args__: Any = (Index("ix_pulse_at", "at"),)

    mentorship_id: str = Field(primary_key=True, foreign_key="mentorship.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    cycle: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    value: int
    at: datetime = Field(sa_type=UtcDateTime)


class GoalRow(Row, table=True):
    """A goal of a member. `steps` is a list of [words, done]."""

    __tablename__ = "goal"
    __table_args__: Any = (Index("ix_goal_mentorship_id", "mentorship_id", "owner"),)

    id: str = Field(primary_key=True)
    mentorship_id: str = Field(foreign_key="mentorship.id", ondelete="CASCADE")
    owner: str
    words: str = Field(sa_type=Words)
    created_at: datetime = Field(sa_type=UtcDateTime)
    steps: list[Any] = Field(sa_type=Listing)
    due_on: date | None
    progress: int


class WrapUpRow(Row, table=True):
    """What a member says at the end."""

    __tablename__ = "wrap_up"

    mentorship_id: str = Field(primary_key=True, foreign_key="mentorship.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    reached: str = Field(sa_type=Words)
    thanks: str = Field(sa_type=Words)
    next_step: str


class WaitingRow(Row, table=True):
    """Somebody who waits for a mentor with room."""

    __tablename__ = "waiting"
    __table_args__: Any = (Index("ix_waiting_mentor", "mentor", "since"), Index("ix_waiting_since", "since"))

    user_id: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    mentor: str | None
    program_id: str | None
