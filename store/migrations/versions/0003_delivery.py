"""Delivery: whose turn it is, how many a day, what must wait, where people are reached, what the audit found."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PENDING = sa.text("state = 'pending'")
COUNTED = sa.text("counted_on IS NOT NULL")


def upgrade() -> None:
    """Make everything."""
    op.add_column("outbox", sa.Column("priority", sa.Integer(), server_default="3", nullable=False))
    op.add_column("outbox", sa.Column("counted_on", sa.Date(), nullable=True))
    op.drop_index("ix_outbox_due", table_name="outbox")
    index("ix_outbox_due", ["priority", "due_at", "id"], PENDING)
    op.drop_index("ix_outbox_subject", table_name="outbox")
    op.create_index("ix_outbox_subject", "outbox", ["subject"])
    index("ix_outbox_counted", ["in_hours_of", "counted_on"], COUNTED)
    make("wait", "scope", *text("scope"), moment("until"), *text("reason"))
    make("channel", "people", *text("people", "channel"))
    make("finding", "id", *text("id", "problem", "kind", "subject", "detail"), moment("found_at"))


def downgrade() -> None:
    """Drop everything."""
    for table in ("finding", "channel", "wait"):
        op.drop_table(table)
    op.drop_index("ix_outbox_counted", table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox")
    index("ix_outbox_due", ["due_at", "id"], PENDING)
    op.drop_index("ix_outbox_subject", table_name="outbox")
    index("ix_outbox_subject", ["subject"], PENDING)
    op.drop_column("outbox", "counted_on")
    op.drop_column("outbox", "priority")


def index(name: str, columns: list[str], where: sa.TextClause) -> None:
    """An index over some of the outbox."""
    op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)


def text(*names: str) -> list[sa.Column[str]]:
    """Columns of words."""
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def moment(name: str) -> sa.Column[object]:
    """A column of a moment."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def make(table: str, key: str, *columns: sa.Column[str] | sa.Column[object]) -> None:
    """A table with its primary key."""
    op.create_table(table, *columns, sa.PrimaryKeyConstraint(key, name=f"pk_{table}"))
