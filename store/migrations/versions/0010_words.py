"""The words settled on: who has no pair in a round is unmatched, and who waits for a partner in a program is queued."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename everything."""
    op.rename_table("left_over", "unmatched")
    renamed("in_line_since", "queued_since", before="ix_participation_line", after="ix_participation_queue")


def downgrade() -> None:
    """Give everything its old name."""
    renamed("queued_since", "in_line_since", before="ix_participation_queue", after="ix_participation_line")
    op.rename_table("unmatched", "left_over")


def renamed(old: str, new: str, *, before: str, after: str) -> None:
    """A column of participations under a new name, with its index."""
    op.drop_index(before, table_name="participation")
    op.alter_column("participation", old, new_column_name=new)
    some = sa.text(f"{new} IS NOT NULL")
    op.create_index(after, "participation", [new], sqlite_where=some, postgresql_where=some)
