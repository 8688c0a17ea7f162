"""Pairs become mentorships with members, each with a role, an answer and an objective; their rounds become cycles."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TAKES_CAPACITY = "state IN ('proposed', 'active', 'paused')"
CHILDREN = ("meeting", "check_in", "pulse", "goal", "wrap_up")

SAME = (
    *("id", "program_id", "state", "created_at", "rhythm", "starts_on", "ends_on", "score", "reasons", "answer_by"),
    *("group_channel", "meetings", "silence", "paused_until", "topics_used", "ended_at", "end_reason"),
)
"""Columns that are as they were."""

JOINED_FOR = """(
    SELECT nullif(trim(participation.objective), '') FROM participation
    WHERE participation.program_id = old.program_id AND participation.user_id = old.{who}
)"""
FORMAT = "coalesce((SELECT format FROM program WHERE program.id = old.program_id), 'one_to_one')"
ONLY_THE_MENTORS = f"""(
    old.objective = {JOINED_FOR.format(who="mentor")}
    AND old.objective <> coalesce({JOINED_FOR.format(who="mentee")}, '')
)"""
"""The one objective that was kept is the mentor's: the mentee said nothing, or something else."""
OBJECTIVES = {
    "mentee": f"CASE WHEN {ONLY_THE_MENTORS} THEN '' ELSE old.objective END",
    "mentor": f"""CASE
        WHEN {ONLY_THE_MENTORS} THEN old.objective
        WHEN {FORMAT} = 'reverse' THEN coalesce({JOINED_FOR.format(who="mentor")}, '')
        ELSE ''
    END""",
}


def upgrade() -> None:
    """Make everything, with all that was there."""
    set_aside(*CHILDREN, "pair")
    make_mentorships()
    make_what_they_say("mentorship", "mentorship_id", "cycle")
    same = ", ".join(SAME)
    op.execute(
        f"INSERT INTO mentorship ({same}, format, cycle, next_cycle_on)"
        f" SELECT {same}, {FORMAT}, round_number, next_round_on FROM old_pair AS old"
    )
    for seat, who in enumerate(("mentee", "mentor")):
        op.execute(membership_of(seat, who))
    for child in CHILDREN:
        take_back(child, {"pair_id": "mentorship_id", "round_number": "cycle"})
    drop("old_pair")


def membership_of(seat: int, who: str) -> str:
    """How the one of a pair becomes a member of it. The reason for a no went with who gave it."""
    no = f"old.declined_by = old.{who}"
    role = f"CASE WHEN {FORMAT} = 'peer' THEN 'peer' ELSE '{who}' END"
    return (
        "INSERT INTO membership"
        " (mentorship_id, person, seat, role, state, answer, objective, decline_reason, not_before)"
        f" SELECT old.id, old.{who}, {seat}, {role}, old.state, CASE WHEN {no} THEN 'no' ELSE old.{who}_answer END,"
        f" {OBJECTIVES[who]}, CASE WHEN {no} THEN old.decline_reason END, CASE WHEN {no} THEN old.not_before END"
        " FROM old_pair AS old"
    )


def downgrade() -> None:
    """Put pairs back. What has more than two members, or fewer, has no place there."""
    set_aside(*CHILDREN, "membership", "mentorship")
    make_pairs()
    make_what_they_say("pair", "pair_id", "round_number")
    same = ", ".join(f"old.{name}" for name in SAME)
    declined = "CASE WHEN {0}.answer = 'no' THEN {0}.{1} WHEN {2}.answer = 'no' THEN {2}.{1} END"
    no = [declined.format("mentor", name, "mentee") for name in ("person", "decline_reason", "not_before")]
    op.execute(
        f"INSERT INTO pair ({', '.join(SAME)}, round_number, next_round_on, mentor, mentee, mentor_answer,"
        " mentee_answer, objective, declined_by, decline_reason, not_before)"
        f" SELECT {same}, old.cycle, old.next_cycle_on, mentor.person, mentee.person, mentor.answer, mentee.answer,"
        f" coalesce(nullif(mentee.objective, ''), mentor.objective), {', '.join(no)}"
        " FROM old_mentorship AS old"
        " JOIN old_membership AS mentee ON mentee.mentorship_id = old.id AND mentee.seat = 0"
        " JOIN old_membership AS mentor ON mentor.mentorship_id = old.id AND mentor.seat = 1"
        " WHERE NOT EXISTS (SELECT 1 FROM old_membership WHERE mentorship_id = old.id AND seat > 1)"
    )
    for child in CHILDREN:
        take_back(child, {"mentorship_id": "pair_id", "cycle": "round_number"}, "pair_id IN (SELECT id FROM pair)")
    drop("old_membership", "old_mentorship")


def set_aside(*tables: str) -> None:
    """Keep the rows of tables that are made anew: their constraints have other names."""
    for table in tables:
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
        op.drop_table(table)


def take_back(table: str, renamed: dict[str, str], where: str = "1 = 1") -> None:
    """The rows of a table that was set aside, some of whose columns have other names now."""
    before = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(f"old_{table}")]
    after = [renamed.get(name, name) for name in before]
    told = ", ".join(f"{old} AS {new}" for old, new in zip(before, after, strict=True))
    names = ", ".join(after)
    op.execute(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM (SELECT {told} FROM old_{table}) AS old WHERE {where}"
    )
    drop(f"old_{table}")


def drop(*tables: str) -> None:
    """These are needed no more."""
    for table in tables:
        op.drop_table(table)


def text(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    """Columns of words."""
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def numbers(*names: str) -> list[sa.Column[Any]]:
    """Columns of whole numbers."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def days(*names: str) -> list[sa.Column[Any]]:
    """Columns of days that need not be known."""
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def moment(name: str, nullable: bool = False) -> sa.Column[Any]:
    """A column of a moment."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def partial(name: str, table: str, columns: Sequence[str], where: str) -> None:
    """An index over some of a table."""
    some = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=some, postgresql_where=some)


def make_mentorships() -> None:
    """Mentorships and their members, with an index for each question that time or a limit asks."""
    make_lasting("mentorship", text("format"), "cycle", "next_cycle_on")
    op.create_table(
        "membership",
        *text("mentorship_id", "person"),
        *numbers("seat"),
        *text("role", "state"),
        *text("answer", nullable=True),
        *text("objective"),
        *text("decline_reason", nullable=True),
        *days("not_before"),
        moment("left_at", nullable=True),
        sa.PrimaryKeyConstraint("mentorship_id", "person", name="pk_membership"),
        belongs("membership", "mentorship_id", "mentorship"),
    )
    op.create_index("ix_membership_person", "membership", ["person", "mentorship_id"])
    partial("ix_membership_load", "membership", ["person", "mentorship_id"], TAKES_CAPACITY)
    partial("ix_membership_declined", "membership", ["person"], "decline_reason IS NOT NULL")


def make_pairs() -> None:
    """Pairs as they were before."""
    theirs = [*text("mentor", "mentee"), *text("mentor_answer", "mentee_answer", nullable=True), *text("objective")]
    no = [*text("declined_by", "decline_reason", nullable=True), *days("not_before")]
    make_lasting("pair", [*theirs, *no], "round_number", "next_round_on")
    op.create_index("ix_pair_mentor", "pair", ["mentor", "mentee"])
    op.create_index("ix_pair_mentee", "pair", ["mentee"])
    partial("ix_pair_mentor_load", "pair", ["mentor"], TAKES_CAPACITY)
    partial("ix_pair_mentee_load", "pair", ["mentee"], TAKES_CAPACITY)
    partial("ix_pair_declined_by", "pair", ["declined_by"], "decline_reason IS NOT NULL")


def make_lasting(table: str, own: list[sa.Column[Any]], cycle: str, next_on: str) -> None:
    """The table of what lasts: `own` are the columns that only this one has."""
    op.create_table(
        table,
        *text("id"),
        *text("program_id", nullable=True),
        *text("state"),
        moment("created_at"),
        *text("rhythm"),
        *days("starts_on", "ends_on"),
        sa.Column("score", sa.Float(), nullable=False),
        *text("reasons"),
        moment("answer_by", nullable=True),
        *text("group_channel"),
        *numbers("meetings", "silence", cycle),
        *days(next_on, "paused_until"),
        *text("topics_used"),
        moment("ended_at", nullable=True),
        *text("end_reason", nullable=True),
        *own,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=f"fk_{table}_program_id_program"),
    )
    op.create_index(f"ix_{table}_program_id", table, ["program_id", "state"])
    partial(f"ix_{table}_answer_by", table, ["answer_by"], "state = 'proposed'")
    partial(f"ix_{table}_{next_on}", table, [next_on], "state = 'active'")
    partial(f"ix_{table}_paused_until", table, ["paused_until"], "state = 'paused'")


def make_what_they_say(of: str, its: str, cycle: str) -> None:
    """Meetings, check-ins, pulses, goals and last words."""
    meeting = (*text("id", its), *numbers(cycle), moment("created_at"), *text("slots"), moment("picked", nullable=True))
    make("meeting", ("id",), *meeting, *text("picked_by", nullable=True), of=of)
    op.create_index(f"ix_meeting_{its}", "meeting", [its, cycle])
    check_in = (*text(its, "user_id"), *numbers(cycle), *text("said"), moment("at"))
    make("check_in", (its, "user_id", cycle), *check_in, of=of)
    pulse = (*text(its, "user_id", "kind"), *numbers(cycle, "value"), moment("at"))
    make("pulse", (its, "user_id", "kind", cycle), *pulse, of=of)
    op.create_index("ix_pulse_at", "pulse", ["at"])
    goal = (*text("id", its, "owner", "words"), moment("created_at"), *text("steps"), *days("due_on"))
    make("goal", ("id",), *goal, *numbers("progress"), of=of)
    op.create_index(f"ix_goal_{its}", "goal", [its, "owner"])
    make(
        "wrap_up", (its, "user_id"), *text(its, "user_id"), moment("at"), *text("reached", "thanks", "next_step"), of=of
    )


def make(table: str, key: Sequence[str], *columns: sa.Column[Any], of: str) -> None:
    """A table that belongs to what lasts, and goes with it."""
    primary = sa.PrimaryKeyConstraint(*key, name=f"pk_{table}")
    op.create_table(table, *columns, primary, belongs(table, f"{of}_id", of))


def belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """Rows go when what they belong to goes."""
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete="CASCADE")
