"""The first tables, and the databases' own full text over the texts that people are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

TABLES = ("person", "profile", "profile_skill", "skill", "ask", "offer", "search_text", "outbox", "delivery", "setting")
"""In the order in which they can be made; dropped backwards."""

SQLITE_FULL_TEXT = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        text, content='search_text', content_rowid='id', tokenize='porter unicode61'
    )
    """,
    """
    CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
        INSERT INTO search_index(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER search_text_dropped AFTER DELETE ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER search_text_changed AFTER UPDATE OF id, text ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_index(rowid, text) VALUES (new.id, new.text);
    END
    """,
)

POSTGRES_FULL_TEXT = (
    "ALTER TABLE search_text ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED",
    "CREATE INDEX ix_search_text_lexemes ON search_text USING gin (lexemes) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Make everything."""
    make_people()
    make_asks()
    make_search_text()
    make_outbox()
    make_the_rest()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_FULL_TEXT if on_sqlite else POSTGRES_FULL_TEXT:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    for table in reversed(TABLES):
        op.drop_table(table)


def partial(name: str, table: str, columns: list[str], where: str) -> None:
    """An index over some of the rows."""
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def make_people() -> None:
    """The directory, and what members say of themselves."""
    op.create_table(
        "person",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_person"),
    )
    partial("ix_person_admins", "person", ["user_id"], "is_admin")
    op.create_index("ix_person_manager", "person", ["manager"])
    op.create_index("ix_person_presence", "person", ["user_id", "standing"])
    op.create_index("ix_person_seen_at", "person", ["seen_at"])
    op.create_table(
        "profile",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("offers", sa.String(), nullable=False),
        sa.Column("wants", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("formats", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("not_areas", sa.String(), nullable=False),
        sa.Column("hours_zone", sa.String(), nullable=False),
        sa.Column("hours_days", sa.String(), nullable=False),
        sa.Column("hours_start", sa.Time(), nullable=False),
        sa.Column("hours_end", sa.Time(), nullable=False),
        sa.Column("most_open_asks", sa.Integer(), nullable=False),
        sa.Column("most_pairs", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", MOMENT, nullable=True),
        sa.Column("signed_up_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_profile"),
        sa.ForeignKeyConstraint(["user_id"], ["person.user_id"], name="fk_profile_user_id_person"),
    )
    partial("ix_profile_paused_until", "profile", ["paused_until"], "paused")
    op.create_index("ix_profile_presence", "profile", ["user_id", "paused", "paused_until"])
    op.create_table(
        "profile_skill",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "side", "key", name="pk_profile_skill"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["profile.user_id"], name="fk_profile_skill_user_id_profile", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_profile_skill_key", "profile_skill", ["key", "side", "user_id"])
    op.create_table(
        "skill",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_skill"),
    )


def make_asks() -> None:
    """Asks and their offers."""
    op.create_table(
        "ask",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("tried", sa.String(), nullable=False),
        sa.Column("skills", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("name_hidden", sa.Boolean(), nullable=False),
        sa.Column("excluded", sa.String(), nullable=False),
        sa.Column("only", sa.String(), nullable=True),
        sa.Column("widened", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("touched_at", MOMENT, nullable=True),
        sa.Column("group_channel", sa.String(), nullable=False),
        sa.Column("helped", sa.String(), nullable=True),
        sa.Column("thanks", sa.String(), nullable=False),
        sa.Column("thanks_passed_on", sa.Boolean(), nullable=False),
        sa.Column("slots", sa.String(), nullable=False),
        sa.Column("picked_slot", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ask"),
    )
    op.create_index("ix_ask_asker", "ask", ["asker", "created_at"])
    op.create_index("ix_ask_created_at", "ask", ["created_at"])
    partial("ix_ask_going_on", "ask", ["touched_at"], "state NOT IN ('closed', 'withdrawn', 'expired')")
    op.create_index("ix_ask_mentor", "ask", ["mentor", "state"])
    partial("ix_ask_routing", "ask", ["created_at"], "state = 'routing'")
    op.create_table(
        "offer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ask_id", sa.String(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("remind_at", MOMENT, nullable=False),
        sa.Column("lapse_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name="fk_offer_ask_id_ask", ondelete="CASCADE"),
    )
    op.create_index("ix_offer_ask_id", "offer", ["ask_id"])
    partial("ix_offer_live_ask", "offer", ["ask_id"], "state IN ('offered', 'reminded')")
    partial("ix_offer_live_mentor", "offer", ["mentor"], "state IN ('offered', 'reminded')")
    op.create_index("ix_offer_mentor", "offer", ["mentor", "offered_at"])
    partial("ix_offer_to_lapse", "offer", ["lapse_at"], "state IN ('offered', 'reminded')")
    partial("ix_offer_to_remind", "offer", ["remind_at"], "state = 'offered'")


def make_search_text() -> None:
    """The texts that people are found by."""
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_text"),
        sa.UniqueConstraint("source", name="uq_search_text_source"),
    )
    op.create_index("ix_search_text_user_id", "search_text", ["user_id"])


def make_outbox() -> None:
    """Messages to be sent."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("edits", sa.String(), nullable=False),
        sa.Column("in_hours_of", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    partial("ix_outbox_due", "outbox", ["due_at", "id"], "state = 'pending'")
    partial("ix_outbox_in_hours_of", "outbox", ["in_hours_of"], "state = 'pending'")
    op.create_index("ix_outbox_state", "outbox", ["state"])
    partial("ix_outbox_subject", "outbox", ["subject"], "state = 'pending'")
    partial("ix_outbox_to", "outbox", ["to"], "state = 'pending'")
    partial("ix_outbox_unsettled", "outbox", ["lease_until", "id"], "state IN ('sending', 'unknown')")


def make_the_rest() -> None:
    """Remembered deliveries, and settings."""
    op.create_table(
        "delivery",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_delivery"),
    )
    op.create_index("ix_delivery_seen_at", "delivery", ["seen_at"])
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
