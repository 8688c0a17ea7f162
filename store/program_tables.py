"""The tables of programs, matching rounds and pairs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from store.base.columns import Listing, UtcDateTime, Words
from store.tables import Row, partial

TAKES_CAPACITY = "state IN ('proposed', 'active', 'paused')"
"""Pairs that count toward the limits of both."""


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
        partial("ix_participation_line", "in_line_since", where="in_line_since IS NOT NULL"),
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
    in_line_since: datetime | None = Field(sa_type=UtcDateTime)


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


class LeftOverRow(Row, table=True):
    """Somebody whom a round's preview leaves without a pair."""

    __tablename__ = "left_over"

    round_id: str = Field(primary_key=True, foreign_key="matching_round.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True)
    role: str
    why: list[Any] = Field(sa_type=Listing)
    helps: list[Any] = Field(sa_type=Listing)


class PairRow(Row, table=True):
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
