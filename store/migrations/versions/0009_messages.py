"""Messages say what kind of place they go to, and what they are about as JSON; a meeting, whether it was introduced."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
RENAMED = {
    "left_over": "unmatched",
    "line_ended": "queue_ended",
    "pair_introduction": "mentorship_introduction",
    "pair_times": "meeting_times",
    "pair_calendar": "meeting_calendar",
    "pair_thanks": "mentorship_thanks",
    "pair_changed": "mentorship_changed",
    "pair_ended": "mentorship_ended",
}
OFFERS = ("offer", "offer_reminder", "offer_outcome")
ASKS = (
    *("introduction", "calendar", "nobody_yet", "help_post", "help_post_outcome", "thanks", "ask_ended"),
    *("partner_left", "ask_standing"),
)
CYCLES = ("topic", "check_in", "nudge", "silence_offer", "pulse", "fit", "look_back", "wrap_up")
MENTORSHIPS = (
    *("proposal", "proposal_reminder", "proposal_outcome", "request_ended", "request_made"),
    *("mentorship_introduction", "mentorship_thanks", "mentorship_ended"),
)
TO_A_CHANNEL = ("help_post", "help_post_outcome")

outbox = sa.table(
    "outbox",
    *(sa.column(name, sa.String()) for name in ("id", "key", "kind", "to", "edits", "subject", "about", "about_id")),
    sa.column("to_type", sa.String()),
)


def upgrade() -> None:
    """Carry every message over."""
    for name in ("to_type", "about", "about_id"):
        op.add_column("outbox", sa.Column(name, sa.String(), server_default="", nullable=False))
    _each(_read)
    with op.batch_alter_table("outbox") as table:
        table.drop_index("ix_outbox_subject")
        table.drop_column("subject")
        for name in ("to_type", "about", "about_id"):
            table.alter_column(name, server_default=None)
    op.create_index("ix_outbox_about_id", "outbox", ["about_id"])
    op.add_column("meeting", sa.Column("introduced", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE meeting SET introduced = true WHERE id = mentorship_id || '-1'")


def downgrade() -> None:
    """Write what messages are about as it was written before."""
    op.add_column("outbox", sa.Column("subject", sa.String(), server_default="", nullable=False))
    _each(_read_back)
    with op.batch_alter_table("outbox") as table:
        table.drop_index("ix_outbox_about_id")
        for name in ("about_id", "about", "to_type"):
            table.drop_column(name)
        table.alter_column("subject", server_default=None)
    op.create_index("ix_outbox_subject", "outbox", ["subject"])
    op.drop_column("meeting", "introduced")


def _each(change: Callable[[Any], dict[str, str]]) -> None:
    connection, last = op.get_bind(), ""
    write = sa.update(outbox).where(outbox.c.id == sa.bindparam("its_id"))
    while True:
        rows = connection.execute(sa.select(outbox).where(outbox.c.id > last).order_by(outbox.c.id).limit(AT_ONCE))
        found = rows.all()
        if not found:
            return
        changes = [change(row) for row in found]
        for names in {tuple(one) for one in changes}:
            alike = [one | {"its_id": row.id} for row, one in zip(found, changes, strict=True) if tuple(one) == names]
            values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in names}
            given = [{"its_id": one["its_id"]} | {f"new_{name}": one[name] for name in names} for one in alike]
            connection.execute(write.values(values), given)
        last = found[-1].id


def _read(row: Any) -> dict[str, str]:
    kind = RENAMED.get(row.kind, row.kind)
    where = "channel" if kind in TO_A_CHANNEL else "group" if "," in row.to else "person"
    about, about_id = _about(kind, row)
    return {"kind": kind, "to_type": where, "about": json.dumps(about, separators=(",", ":")), "about_id": about_id}


def _about(kind: str, row: Any) -> tuple[dict[str, Any], str]:
    """What a message is about, and what it is found by. What cannot be read stays unread: such a message ends with a
    reason."""
    try:
        return _known(kind, row.subject, row.key, row.edits or row.key)
    except (ValueError, IndexError):
        return {"subject": row.subject}, row.subject


def _known(kind: str, subject: str, key: str, first: str) -> tuple[dict[str, Any], str]:
    if kind in OFFERS:
        return {"offer_id": subject}, subject
    if kind in ASKS:
        return {"ask_id": subject}, subject
    if kind == "did_it_help":
        return {"ask_id": subject, "early": key.startswith("did_it_help:early:")}, subject
    if kind in MENTORSHIPS:
        return {"mentorship_id": subject}, subject
    if kind in CYCLES:
        mentorship_id, number = subject.split("/")
        return {"mentorship_id": mentorship_id, "cycle": int(number)}, subject
    if kind in ("meeting_times", "meeting_calendar"):
        return {"meeting_id": subject}, subject
    if kind == "mentorship_changed":
        return {"mentorship_id": subject, "change": key.split(":")[1]}, subject
    return _of_program(kind, subject, first)


def _of_program(kind: str, subject: str, first: str) -> tuple[dict[str, Any], str]:
    if kind == "round":
        return _round(subject, int(first.split(":")[2]))
    if kind == "round_file":
        return _round(subject, int(first.split(":")[2]))
    one, user_id = subject.split(":")
    name = "round_id" if kind == "unmatched" else "program_id"
    return {name: one, "user_id": user_id}, f"{one}/{user_id}"


def _round(round_id: str, run: int) -> tuple[dict[str, Any], str]:
    return {"round_id": round_id, "run": run}, f"{round_id}/{run}"


def _read_back(row: Any) -> dict[str, str]:
    before = {new: old for old, new in RENAMED.items()}
    about: dict[str, Any] = json.loads(row.about)
    return {"kind": before.get(row.kind, row.kind), "subject": _subject(row.kind, about)}


def _subject(kind: str, about: dict[str, Any]) -> str:
    parts: Sequence[str] = [str(value) for value in about.values()]
    if kind in CYCLES:
        return "/".join(parts)
    if kind in ("invitation", "unmatched", "queue_ended"):
        return ":".join(parts)
    return parts[0]
