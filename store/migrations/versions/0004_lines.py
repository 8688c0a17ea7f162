"""The line of people who look for another partner in a program, and what somebody said on declining a pair."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IN_LINE = sa.text("in_line_since IS NOT NULL")
GAVE_A_REASON = sa.text("decline_reason IS NOT NULL")


def upgrade() -> None:
    """Make everything."""
    op.add_column("participation", sa.Column("in_line_since", sa.DateTime(timezone=True), nullable=True))
    index("ix_participation_line", "participation", "in_line_since", IN_LINE)
    op.add_column("pair", sa.Column("not_before", sa.Date(), nullable=True))
    index("ix_pair_declined_by", "pair", "declined_by", GAVE_A_REASON)


def downgrade() -> None:
    """Drop everything."""
    op.drop_index("ix_pair_declined_by", table_name="pair")
    op.drop_column("pair", "not_before")
    op.drop_index("ix_participation_line", table_name="participation")
    op.drop_column("participation", "in_line_since")


def index(name: str, table: str, column: str, where: sa.TextClause) -> None:
    """An index over some of a table."""
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
