"""Programs, their matching rounds, and pairs with all that becomes of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    *("program", "invitation", "participation", "matching_round", "planned_pair", "left_over"),
    *("pair", "meeting", "check_in", "pulse", "goal", "wrap_up", "block", "waiting"),
)
"""In the order in which they can be made; dropped backwards."""

TAKES_CAPACITY = "state IN ('proposed', 'active', 'paused')"


def upgrade() -> None:
    """Make everything."""
    make_programs()
    make_rounds()
    make_pairs()
    make_what_pairs_say()
    make_wishes()


def downgrade() -> None:
    """Drop everything."""
    for table in reversed(TABLES):
        op.drop_table(table)


def text(*names: str) -> list[sa.Column[Any]]:
    """Columns of words."""
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[Any]]:
    """Columns of whole numbers."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def moment(name: str, nullable: bool = False) -> sa.Column[Any]:
    """A column of a moment."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def maybe(name: str, kind: Any) -> sa.Column[Any]:
    """A column that may hold nothing."""
    return sa.Column(name, kind, nullable=True)


def flag(name: str) -> sa.Column[Any]:
    """A column of yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def make(table: str, key: tuple[str, ...], *columns: sa.Column[Any], of: str = "") -> None:
    """A table with its primary key; `of` names the table whose rows take these along when they go."""
    parent = f"{of.removeprefix('matching_')}_id"
    name = f"fk_{table}_{parent}_{of}"
    belongs = [sa.ForeignKeyConstraint([parent], [f"{of}.id"], name=name, ondelete="CASCADE")] if of else []
    op.create_table(table, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"), *belongs)


def partial(name: str, table: str, columns: list[str], where: str) -> None:
    """An index over some of the rows."""
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def make_programs() -> None:
    """What admins set up, who was asked, and who joined."""
    make(
        "program",
        ("id",),
        *text("id", "name", "purpose", "purpose_words", "format", "created_by"),
        moment("created_at"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        *text("invited_channel", "invited_departments", "invited_levels", "invited_people", "rhythm"),
        *numbers("length_weeks"),
        flag("both_accept"),
        flag("same_team"),
        maybe("again_after_weeks", sa.Integer()),
        *text("weigh", "questions", "state"),
    )
    op.create_index("ix_program_state", "program", ["state"])
    columns = (*text("program_id", "user_id"), moment("invited_at"), moment("declined_at", nullable=True))
    make("invitation", ("program_id", "user_id"), *columns, flag("written"), of="program")
    partial("ix_invitation_unwritten", "invitation", ["program_id", "user_id"], "NOT written")
    op.create_index("ix_invitation_user_id", "invitation", ["user_id"])
    make(
        "participation",
        ("program_id", "user_id"),
        *text("program_id", "user_id", "role"),
        moment("joined_at"),
        *text("goals", "objective", "wants", "working_values", "answers"),
        *numbers("left_out"),
        moment("left_at", nullable=True),
        of="program",
    )
    op.create_index("ix_participation_user_id", "participation", ["user_id"])


def make_rounds() -> None:
    """Matching rounds with their previews."""
    make(
        "matching_round",
        ("id",),
        *text("id", "program_id"),
        *numbers("number"),
        *text("created_by"),
        moment("created_at"),
        *numbers("run"),
        *text("state", "locked", "forbidden"),
        *numbers("done", "total"),
        *text("owner"),
        *(moment(name, nullable=True) for name in ("lease_until", "ready_at", "published_at")),
        maybe("published_by", sa.String()),
        of="program",
    )
    op.create_index("ix_matching_round_program_id", "matching_round", ["program_id", "number"], unique=True)
    partial(
        "ix_matching_round_to_do", "matching_round", ["created_at"], "state IN ('waiting', 'working', 'publishing')"
    )
    make(
        "planned_pair",
        ("round_id", "mentor", "mentee"),
        *text("round_id", "mentor", "mentee"),
        sa.Column("score", sa.Float(), nullable=False),
        *text("reasons", "factors"),
        flag("locked"),
        flag("made"),
        of="matching_round",
    )
    op.create_index("ix_planned_pair_score", "planned_pair", ["round_id", "score"])
    op.create_index("ix_planned_pair_mentee", "planned_pair", ["round_id", "mentee"])
    columns = text("round_id", "user_id", "role", "why", "helps")
    make("left_over", ("round_id", "user_id"), *columns, of="matching_round")


def make_pairs() -> None:
    """Pairs, with an index for each question that time or a limit asks."""
    op.create_table(
        "pair",
        *text("id"),
        maybe("program_id", sa.String()),
        *text("mentor", "mentee", "state"),
        moment("created_at"),
        *text("rhythm"),
        maybe("starts_on", sa.Date()),
        maybe("ends_on", sa.Date()),
        sa.Column("score", sa.Float(), nullable=False),
        *text("reasons"),
        maybe("mentor_answer", sa.String()),
        maybe("mentee_answer", sa.String()),
        moment("answer_by", nullable=True),
        *text("group_channel", "objective"),
        *numbers("meetings", "silence", "round_number"),
        maybe("next_round_on", sa.Date()),
        maybe("paused_until", sa.Date()),
        *text("topics_used"),
        moment("ended_at", nullable=True),
        *(maybe(name, sa.String()) for name in ("end_reason", "declined_by", "decline_reason")),
        sa.PrimaryKeyConstraint("id", name="pk_pair"),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name="fk_pair_program_id_program"),
    )
    op.create_index("ix_pair_program_id", "pair", ["program_id", "state"])
    op.create_index("ix_pair_mentor", "pair", ["mentor", "mentee"])
    op.create_index("ix_pair_mentee", "pair", ["mentee"])
    partial("ix_pair_mentor_load", "pair", ["mentor"], TAKES_CAPACITY)
    partial("ix_pair_mentee_load", "pair", ["mentee"], TAKES_CAPACITY)
    partial("ix_pair_answer_by", "pair", ["answer_by"], "state = 'proposed'")
    partial("ix_pair_next_round_on", "pair", ["next_round_on"], "state = 'active'")
    partial("ix_pair_paused_until", "pair", ["paused_until"], "state = 'paused'")


def make_what_pairs_say() -> None:
    """Meetings, check-ins, pulses, goals and last words."""
    last = (*text("slots"), moment("picked", nullable=True), maybe("picked_by", sa.String()))
    columns = (*text("id", "pair_id"), *numbers("round_number"), moment("created_at"), *last)
    make("meeting", ("id",), *columns, of="pair")
    op.create_index("ix_meeting_pair_id", "meeting", ["pair_id", "round_number"])
    columns = (*text("pair_id", "user_id"), *numbers("round_number"), *text("said"), moment("at"))
    make("check_in", ("pair_id", "user_id", "round_number"), *columns, of="pair")
    columns = (*text("pair_id", "user_id", "kind"), *numbers("round_number", "value"), moment("at"))
    make("pulse", ("pair_id", "user_id", "kind", "round_number"), *columns, of="pair")
    op.create_index("ix_pulse_at", "pulse", ["at"])
    columns = (*text("id", "pair_id", "owner", "words"), moment("created_at"), *text("steps"))
    make("goal", ("id",), *columns, maybe("due_on", sa.Date()), *numbers("progress"), of="pair")
    op.create_index("ix_goal_pair_id", "goal", ["pair_id", "owner"])
    columns = (*text("pair_id", "user_id"), moment("at"), *text("reached", "thanks", "next_step"))
    make("wrap_up", ("pair_id", "user_id"), *columns, of="pair")


def make_wishes() -> None:
    """Who does not want to be matched with whom, and who waits for a mentor with room."""
    make("block", ("blocker", "blocked"), *text("blocker", "blocked"), moment("at"))
    op.create_index("ix_block_blocked", "block", ["blocked"])
    names = ("mentor", "program_id")
    make("waiting", ("user_id",), *text("user_id"), moment("since"), *(maybe(name, sa.String()) for name in names))
    op.create_index("ix_waiting_mentor", "waiting", ["mentor", "since"])
    op.create_index("ix_waiting_since", "waiting", ["since"])
