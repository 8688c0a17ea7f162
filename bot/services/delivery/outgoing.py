"""Messages to be sent, written beside the state that causes them. Nothing here talks to Slack."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import Message, To
from bot.domain.delivery.outbox import NEVER_SENT, NoteAction, OutboxId, OutboxItem
from bot.domain.delivery.policy import of_use_until, priority_of
from bot.ports import Transaction
from bot.services.base.ids import stable_id


def put(
    tx: Transaction,
    now: datetime,
    message: Message[Any],
    key: str,
    to: To,
    *,
    edits: str = "",
    hours_of: str = "",
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Write one message, unless the same one is written already. How it is delivered is its kind's policy."""
    until = expires_at or _of_use_until(tx, message, hours_of, due_at or now)
    tx.outbox.add(item(now, message, key, to, edits=edits, hours_of=hours_of, due_at=due_at, expires_at=until))


def item(
    now: datetime,
    message: Message[Any],
    key: str,
    to: To,
    *,
    edits: str = "",
    hours_of: str = "",
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> OutboxItem:
    """One message, not written yet. `put` looks up until when it is of use; here it is the caller's to say."""
    action = NoteAction.FILE if message.is_file else NoteAction.POST
    return OutboxItem(
        id=OutboxId(stable_id(key)),
        key=key,
        message=message,
        to=to,
        due_at=due_at or now,
        action=action,
        edits=edits,
        in_hours_of=hours_of,
        expires_at=expires_at,
        created_at=now,
        priority=priority_of(type(message), action, hours_of),
    )


def put_edit(tx: Transaction, now: datetime, message: Message[Any], key: str, edits: str) -> None:
    """An edit of a message that has gone out, or is about to; nothing where there is none.

    One that still waits, or whose edit does, says what is so when it is sent: Slack takes few edits a minute.
    """
    first = tx.outbox.by_key(edits)
    if first is None or first.state in NEVER_SENT or tx.outbox.hold(edits, message):
        return
    edit = item(now, message, key, first.to, edits=edits)
    tx.outbox.add(replace(edit, action=NoteAction.EDIT, priority=priority_of(type(message), NoteAction.EDIT, "")))


def _of_use_until(tx: Transaction, message: Message[Any], hours_of: str, due_at: datetime) -> datetime | None:
    if message.policy.good_for is None or not hours_of:
        return None
    profile = tx.profiles.get(UserId(hours_of))
    return None if profile is None else of_use_until(message.policy, profile.hours, due_at)
