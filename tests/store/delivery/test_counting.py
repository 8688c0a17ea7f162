"""How many messages there are: on somebody's day, due, given up."""

from typing import Any

from bot.domain.delivery.messages import Priority
from bot.domain.delivery.outbox import OutboxState
from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, message

MIRAS: dict[str, Any] = {"in_hours_of": "UMIRA"}


def test_only_those_with_new_keys_are_added(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("M1"))
        assert tx.outbox.add_all([message("M2"), message("M1"), message("M3")]) == 2
        assert tx.outbox.add_all([]) == 0
        assert tx.outbox.counts()[OutboxState.PENDING] == 3


def test_what_counts_on_a_day_and_what_goes_first(store: SqlStore) -> None:
    today, next_day = NOW.date(), (NOW + DAY).date()
    with store.write() as tx:
        tx.outbox.add(message("counted", **MIRAS))
        tx.outbox.add(message("tomorrows", **MIRAS))
        tx.outbox.count_in(message("counted").id, today)
        tx.outbox.count_in(message("tomorrows").id, next_day)
        tx.outbox.add(message("first", **MIRAS, priority=Priority.SOON))
        tx.outbox.add(message("not due", **MIRAS, priority=Priority.SOON, due_at=NOW + HOUR))
        tx.outbox.add(message("no better", **MIRAS))
        tx.outbox.add(message("somebody else's", in_hours_of="UBO", priority=Priority.SOON))
        asking = message("asking", **MIRAS)
        assert tx.outbox.day_of(asking, today, NOW) == (1, 1)
        assert tx.outbox.day_of(asking, next_day, NOW) == (1, 1)


def test_since_when_something_is_due(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.outbox.oldest_due(NOW) is None
        tx.outbox.add(message("sent", due_at=NOW - DAY, state=OutboxState.SENT))
        tx.outbox.add(message("late", due_at=NOW - HOUR))
        tx.outbox.add(message("now"))
        tx.outbox.add(message("later", due_at=NOW + HOUR))
        assert tx.outbox.oldest_due(NOW) == NOW - HOUR
