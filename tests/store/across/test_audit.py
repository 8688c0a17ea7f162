"""What the audit reads, and what it found."""

from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.asks.ask import AskState
from bot.domain.delivery.outbox import OutboxState
from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, ask, message, offer, profile, with_members

LATE = Finding(AuditProblem.LATE, "offer", "O1", "pending")
STUCK = Finding(AuditProblem.STUCK, "pause", "UADA")


def test_what_was_found_takes_the_place_of_what_was_found_before(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.audit.keep([LATE], NOW) == [LATE]
    with store.write() as tx:
        assert tx.audit.keep([STUCK, LATE], NOW + HOUR) == [STUCK]
        assert tx.audit.findings() == [LATE, STUCK]
    with store.write() as tx:
        assert tx.audit.keep([STUCK], NOW + DAY) == []
        assert tx.audit.findings() == [STUCK]


def test_asks_with_their_offers_page_by_page(store: SqlStore) -> None:
    with store.write() as tx:
        for name in ("A1", "A2"):
            tx.asks.save(ask(name, created_at=NOW - 9 * DAY))
        tx.asks.save(ask("A3", created_at=NOW - 9 * DAY, state=AskState.WITHDRAWN))
        tx.asks.save(ask("A4", created_at=NOW, state=AskState.WITHDRAWN))
        tx.asks.save_offer(offer("O1", "A2", "UADA"))
        first, rest = tx.audit.asks(NOW - DAY, "", 1), tx.audit.asks(NOW - DAY, "A1", 9)
    assert [(one.id, offers) for one, offers in first] == [("A1", [])]
    assert [(one.id, [each.id for each in offers]) for one, offers in rest] == [("A2", ["O1"]), ("A4", [])]


def test_pauses_that_have_an_end(store: SqlStore) -> None:
    rests = profile("UADA").pause(NOW + DAY)
    with_members(store, rests, profile("UBO").pause(None), profile("UCY"))
    with store.read() as tx:
        assert tx.audit.pauses() == [rests]


def test_when_the_first_message_was_written(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.audit.began() is None
        tx.outbox.add(message("M1", created_at=NOW))
        tx.outbox.add(message("M2", created_at=NOW - DAY))
        assert tx.audit.began() == NOW - DAY


def test_messages_that_are_not_settled_or_ended_without_a_word(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("late", due_at=NOW - HOUR))
        tx.outbox.add(message("not due", due_at=NOW + HOUR))
        tx.outbox.add(message("sent", due_at=NOW - HOUR, state=OutboxState.SENT))
        tx.outbox.add(message("mute", due_at=NOW - DAY, state=OutboxState.CANCELLED))
        tx.outbox.add(message("told", due_at=NOW - DAY, state=OutboxState.CANCELLED, reason="over"))
        assert [one.id for one in tx.audit.suspicious(NOW, 9)] == ["mute", "late"]
        assert [one.id for one in tx.audit.suspicious(NOW, 1)] == ["mute"]
