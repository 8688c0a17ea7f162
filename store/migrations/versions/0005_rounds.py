"""Rounds that take a file or fail: how often they were tried, at what they failed, which file, what was wrong in it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_matching_round_to_do"
TO_DO = "state IN ('waiting', 'working', 'reading', 'publishing')"
TO_DO_BEFORE = "state IN ('waiting', 'working', 'publishing')"


def upgrade() -> None:
    """Make everything."""
    table = "matching_round"
    op.add_column(table, sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column(table, sa.Column("failed_in", sa.String(), nullable=True))
    op.add_column(table, sa.Column("file", sa.String(), nullable=True))
    op.add_column(table, sa.Column("bad", sa.String(), server_default="[]", nullable=False))
    index(TO_DO)


def downgrade() -> None:
    """Drop everything."""
    index(TO_DO_BEFORE)
    for name in ("bad", "file", "failed_in", "tries"):
        op.drop_column("matching_round", name)


def index(where: str) -> None:
    """The rounds in which there is something to be done."""
    op.drop_index(INDEX, table_name="matching_round")
    some = sa.text(where)
    op.create_index(INDEX, "matching_round", ["created_at"], sqlite_where=some, postgresql_where=some)
