"""Attempts count the tries at a message that failed: until now, each time that it was looked at."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing has failed yet of what waits."""
    op.execute("UPDATE outbox SET attempts = 0 WHERE state IN ('pending', 'sending', 'unknown')")


def downgrade() -> None:
    """Nobody read them before; and nothing knew that a message can fail."""
    op.execute("UPDATE outbox SET state = 'cancelled' WHERE state = 'failed'")
