"""What Mentor remembers for itself leaves the settings of the admins; an index that no query used is gone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ITS_OWN = "('pairs_planned', 'audit_watch')"
"""What was kept among the settings though no admin sets it."""


def upgrade() -> None:
    """Make everything."""
    columns = [sa.Column(name, sa.String(), nullable=False) for name in ("name", "value")]
    op.create_table("memory", *columns, sa.PrimaryKeyConstraint("name", name="pk_memory"))
    op.execute(f"INSERT INTO memory (name, value) SELECT name, value FROM setting WHERE name IN {ITS_OWN}")
    op.execute(f"DELETE FROM setting WHERE name IN {ITS_OWN}")
    op.drop_index("ix_person_admins", table_name="person")


def downgrade() -> None:
    """Drop everything."""
    some = sa.text("is_admin")
    op.create_index("ix_person_admins", "person", ["user_id"], sqlite_where=some, postgresql_where=some)
    op.execute("INSERT INTO setting (name, value) SELECT name, value FROM memory")
    op.drop_table("memory")
