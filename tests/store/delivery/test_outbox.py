from dataclasses import fields, replace
from typing import Any

import pytest

from bot.domain.asks.ask import AskId, OfferId
from bot.domain.asks.messages import AskAbout, CalendarFile, OfferAbout, OfferOutcome, OfferReminder
from bot.domain.delivery.messages import Priority, ToGroup, ToPerson
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, OFFER, message, uid

BO = ToPerson(uid("UBO"))
OTHER = OfferAbout(OfferId("O2"))
FULL = OutboxItem(
    id=message("M1").id,
    key="offer:O1:UMIRA",
    message=CalendarFile(AskAbout(AskId("A1"))),
    to=ToGroup((uid("UMIRA"), uid("UASK"))),
    due_at=NOW - HOUR,
    action=NoteAction.FILE,
    edits="introduction:A1",
    in_hours_of="UASK",
    expires_at=NOW + DAY,
    state=OutboxState.UNKNOWN,
    reason="timeout",
    attempts=2,
    owner="one",
    lease_until=NOW,
    channel="G1",
    ts="1.2",
    sent_at=NOW,
    created_at=NOW - DAY,
    priority=Priority.LATER,
    counted_on=NOW.date(),
)


def test_the_full_example_leaves_nothing_as_it_is_by_default() -> None:
    plain = message("M2")
    assert [one.name for one in fields(OutboxItem) if getattr(FULL, one.name) == getattr(plain, one.name)] == []


@pytest.mark.parametrize("kept", [FULL, message("M1")], ids=["full", "plain"])
def test_a_message_comes_back_as_kept(store: SqlStore, kept: OutboxItem) -> None:
    with store.write() as tx:
        assert tx.outbox.add(kept)
        assert tx.outbox.by_key(kept.key) == kept
        assert tx.outbox.by_key("none") is None


def test_the_same_intention_is_one_row(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.outbox.add(message("M1", key="k"))
        assert not tx.outbox.add(message("M2", key="k"))
        assert tx.outbox.by_key("k") == message("M1", key="k")


def test_a_claim_takes_what_is_due_oldest_first_and_only_once(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("later", due_at=NOW + HOUR))
        tx.outbox.add(message("now"))
        tx.outbox.add(message("before", due_at=NOW - HOUR))
        tx.outbox.add(message("sent", state=OutboxState.SENT))
        first = tx.outbox.claim(NOW, "one", NOW + HOUR, 1)
        rest = tx.outbox.claim(NOW, "two", NOW + HOUR, 10)
        assert (tx.outbox.due(NOW), tx.outbox.due(NOW + HOUR)) == (frozenset(), frozenset({message("later").priority}))
    taken: dict[str, Any] = {"state": OutboxState.SENDING, "lease_until": NOW + HOUR, "attempts": 1}
    assert first == [message("before", due_at=NOW - HOUR, owner="one", **taken)]
    assert rest == [message("now", owner="two", **taken)]


def test_only_the_owner_finishes(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("M1"))
        [item] = tx.outbox.claim(NOW, "one", NOW + HOUR, 1)
        sent = replace(item, state=OutboxState.SENT, channel="D1", ts="1.2", sent_at=NOW)
        assert not tx.outbox.finish(sent, "two")
        assert tx.outbox.finish(sent, "one")
        assert not tx.outbox.finish(replace(sent, state=OutboxState.CANCELLED), "one")
        assert tx.outbox.by_key(item.key) == sent


def test_what_ended_unclear_is_taken_over_by_one(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("held", state=OutboxState.SENDING, owner="one", lease_until=NOW + HOUR))
        tx.outbox.add(message("lost", state=OutboxState.SENDING, owner="one", lease_until=NOW - HOUR))
        tx.outbox.add(message("unclear", state=OutboxState.UNKNOWN, owner="one", lease_until=NOW + DAY))
        unclear = tx.outbox.lease_ended(NOW, 10)
        assert [item.id for item in unclear] == ["lost", "unclear"]
        assert [item.id for item in tx.outbox.lease_ended(NOW, 1)] == ["lost"]
        for item in unclear:
            assert tx.outbox.take_over(item, "two", NOW + HOUR)
            assert not tx.outbox.take_over(item, "three", NOW + HOUR)
            assert not tx.outbox.finish(replace(item, state=OutboxState.SENT), "one")
            assert tx.outbox.finish(replace(item, state=OutboxState.SENT), "two")
        assert tx.outbox.lease_ended(NOW + DAY, 10) == [
            message("held", state=OutboxState.SENDING, owner="one", lease_until=NOW + HOUR)
        ]


def test_cancelling_leaves_alone_what_is_not_pending(store: SqlStore) -> None:
    with store.write() as tx:
        tx.outbox.add(message("M1"))
        tx.outbox.add(message("M2", to=BO, in_hours_of="UMIRA"))
        tx.outbox.add(message("M3", to=BO, about=OTHER))
        tx.outbox.add(message("M4", state=OutboxState.SENT))
        assert tx.outbox.cancel(OTHER, "over") == 1
        assert tx.outbox.cancel_to(uid("UMIRA"), "paused") == 2
        assert tx.outbox.cancel_to(uid("UMIRA"), "paused") == 0
        kept = {name: tx.outbox.by_key(message(name).key) for name in ("M1", "M2", "M3", "M4")}
        reasons = {name: item.reason for name, item in kept.items() if item}
        assert reasons == {"M1": "paused", "M2": "paused", "M3": "over", "M4": ""}
        counts = tx.outbox.counts()
    assert (counts[OutboxState.CANCELLED], counts[OutboxState.SENT], counts[OutboxState.PENDING]) == (3, 1, 0)
    assert set(counts) == set(OutboxState)


def test_the_priorities_of_which_something_is_due(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.outbox.due(NOW) == frozenset()
        tx.outbox.add(message("soon", priority=Priority.SOON))
        tx.outbox.add(message("change", priority=Priority.CHANGE, due_at=NOW + HOUR))
        tx.outbox.add(message("sent", priority=Priority.ANSWER, state=OutboxState.SENT))
        assert tx.outbox.due(NOW) == {Priority.SOON}
        assert tx.outbox.due(NOW + HOUR) == {Priority.SOON, Priority.CHANGE}


def test_what_waits_to_be_sent_about_a_message_is_held(store: SqlStore) -> None:
    change: dict[str, Any] = {"action": NoteAction.EDIT, "edits": "first", "kind": OfferOutcome}
    with store.write() as tx:
        tx.outbox.add(message("M1", key="first", state=OutboxState.SENT))
        assert not tx.outbox.hold("first", OfferOutcome(OFFER))
        tx.outbox.add(message("M2", key="change", **change))
        assert tx.outbox.hold("first", OfferOutcome(OFFER))
        assert not tx.outbox.hold("first", OfferReminder(OFFER))
        assert not tx.outbox.hold("first", OfferOutcome(OTHER))
        assert not tx.outbox.hold("other", OfferOutcome(OFFER))
        tx.outbox.claim(NOW, "one", NOW + HOUR, 10)
        assert not tx.outbox.hold("first", OfferOutcome(OFFER))
        tx.outbox.add(message("M3", key="second"))
        assert tx.outbox.hold("second", OfferOutcome(OFFER))
