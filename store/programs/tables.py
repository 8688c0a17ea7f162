"""The tables of programs and their matching rounds."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.base.tables import Row, partial

TO_DO = "state IN ('waiting', 'working', 'reading', 'publishing')"
"""Rounds in which there is something to be done."""


class ProgramRow(Row, table=True):
    """What an admin set up."""

    __tablename__ = "program"
    __table_args__: Any = (Index("ix_program_state", "state"),)

    id: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    purpose: str
    purpose_words: str = Field(sa_type=Words)
    format: str
    created_by: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    starts_on: date
    invited_channel: str
    invited_departments: list[Any] = Field(sa_type=Listing)
    invited_levels: list[Any] = Field(sa_type=Listing)
    invited_people: list[Any] = Field(sa_type=Listing)
    rhythm: str
    length_weeks: int
    both_accept: bool
    same_team: bool
    again_after_weeks: int | None
    weigh: str
    questions: list[Any] = Field(sa_type=Listing)
    state: str


class InvitationRow(Row, table=True):
    """Somebody was asked to join a program."""

    __tablename__ = "invitation"
    __table_args__: Any = (
        Index("ix_invitation_user_id", "user_id"),
        partial("ix_invitation_unwritten", "program_id", "user_id", where="NOT written"),
    )

    program_id: str = Field(primary_key=True, foreign_key="program.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    invited_at: datetime = Field(sa_type=UtcDateTime)
    declined_at: datetime | None = Field(sa_type=UtcDateTime)
    written: bool


class ParticipationRow(Row, table=True):
    """Somebody in a program."""

    __tablename__ = "participation"
    __table_args__: Any = (
        Index("ix_participation_user_id", "user_id"),
        partial("ix_participation_queue", "queued_since", where="queued_since IS NOT NULL"),
    )

    program_id: str = Field(primary_key=True, foreign_key="program.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    role: str
    joined_at: datetime = Field(sa_type=UtcDateTime)
    goals: str = Field(sa_type=Words)
    objective: str = Field(sa_type=Words)
    wants: list[Any] = Field(sa_type=Listing)
    working_values: list[Any] = Field(sa_type=Listing)
    answers: list[Any] = Field(sa_type=Listing)
    left_out: int
    left_at: datetime | None = Field(sa_type=UtcDateTime)
    queued_since: datetime | None = Field(sa_type=UtcDateTime)


class RoundRow(Row, table=True):
    """A matching round. `locked` and `forbidden` are lists of [mentor, mentee], `bad` of [line, problem, detail]."""

    __tablename__ = "matching_round"
    __table_args__: Any = (
        Index("ix_matching_round_program_id", "program_id", "number", unique=True),
        partial("ix_matching_round_to_do", "created_at", where=TO_DO),
    )

    id: str = Field(primary_key=True)
    program_id: str = Field(foreign_key="program.id", ondelete="CASCADE")
    number: int
    created_by: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    run: int
    state: str
    locked: list[Any] = Field(sa_type=Listing)
    forbidden: list[Any] = Field(sa_type=Listing)
    done: int
    total: int
    owner: str
    lease_until: datetime | None = Field(sa_type=UtcDateTime)
    ready_at: datetime | None = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(sa_type=UtcDateTime)
    published_by: str | None
    tries: int = Field(sa_column_kwargs={"server_default": "0"})
    failed_in: str | None
    file: str | None
    bad: list[Any] = Field(sa_type=Listing, sa_column_kwargs={"server_default": "[]"})


class PlannedPairRow(Row, table=True):
    """A pair of a round's preview. `reasons` is a list of [kind, detail, …], `factors` of [name, value, weight]."""

    __tablename__ = "planned_pair"
    __table_args__: Any = (
        Index("ix_planned_pair_score", "round_id", "score"),
        Index("ix_planned_pair_mentee", "round_id", "mentee"),
    )

    round_id: str = Field(primary_key=True, foreign_key="matching_round.id", ondelete="CASCADE")
    mentor: str = Field(primary_key=True)
    mentee: str = Field(primary_key=True)
    score: float
    reasons: list[Any] = Field(sa_type=Listing)
    factors: list[Any] = Field(sa_type=Listing)
    locked: bool
    made: bool


class UnmatchedRow(Row, table=True):
    """Somebody whom a round's preview leaves without a pair."""

    __tablename__ = "unmatched"

    round_id: str = Field(primary_key=True, foreign_key="matching_round.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    role: str
    why: list[Any] = Field(sa_type=Listing)
    helps: list[Any] = Field(sa_type=Listing)
