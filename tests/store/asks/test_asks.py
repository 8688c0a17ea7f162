from dataclasses import fields

import pytest

from bot.domain.asks.ask import Ask, AskRecord, AskState, Helped, Load, OfferState, Shape, Urgency
from bot.domain.base.reasons import Reason
from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, PYTHON, SQL, answered, ask, offer, uid

FULL = Ask(
    id=ask("A1").id,
    asker=uid("UASK"),
    question="What does “\x01” mean?\n'; DROP TABLE ask; --",
    created_at=NOW - DAY,
    skills=(SQL, PYTHON),
    tried="Asked the duck 🦆",
    urgency=Urgency.TODAY,
    shape=Shape.THREAD,
    name_hidden=True,
    excluded=frozenset({uid("UBOSS"), uid("UREPORT")}),
    only=uid("UMIRA"),
    widened=True,
    state=AskState.ACCEPTED,
    mentor=uid("UMIRA"),
    accepted_at=NOW,
    closed_at=NOW + HOUR,
    touched_at=NOW + HOUR,
    group_channel="G1",
    helped=Helped.A_LOT,
    thanks="Thank you!",
    thanks_passed_on=True,
    slots=(NOW + DAY, NOW + 2 * DAY),
    picked_slot=NOW + DAY,
)


def test_the_full_example_leaves_nothing_as_it_is_by_default() -> None:
    plain = ask("A2", asker="UELSE", question="?", created_at=NOW)
    assert [one.name for one in fields(Ask) if getattr(FULL, one.name) == getattr(plain, one.name)] == []


@pytest.mark.parametrize("kept", [FULL, ask("A1")], ids=["full", "plain"])
def test_an_ask_comes_back_as_kept(store: SqlStore, kept: Ask) -> None:
    with store.write() as tx:
        tx.asks.save(ask("A1", question="before"))
        tx.asks.save(kept)
    with store.write() as tx:
        assert tx.asks.get(kept.id) == kept
        assert tx.asks.get(kept.id, lock=True) == kept
        assert tx.asks.get(ask("A9").id, lock=True) is None


def test_asks_of_an_asker_and_of_a_mentor_newest_first(store: SqlStore) -> None:
    with store.write() as tx:
        tx.asks.save(ask("A1", created_at=NOW - DAY))
        tx.asks.save(ask("A2"))
        tx.asks.save(answered("A3", "UMIRA", "?", created_at=NOW - 2 * DAY))
        tx.asks.save(ask("A4", asker="UELSE", state=AskState.ACCEPTED, mentor=uid("UMIRA")))
        assert [one.id for one in tx.asks.of_asker(uid("UASK"))] == ["A2", "A1", "A3"]
        assert [one.id for one in tx.asks.of_asker(uid("UASK"), open_only=True)] == ["A2", "A1"]
        assert [one.id for one in tx.asks.of_asker(uid("UASK"), limit=1)] == ["A2"]
        assert [one.id for one in tx.asks.of_mentor(uid("UMIRA"))] == ["A4", "A3"]
        assert [one.id for one in tx.asks.of_mentor(uid("UMIRA"), open_only=True)] == ["A4"]


def test_an_offer_comes_back_as_kept(store: SqlStore) -> None:
    reasons = (Reason("skills", ("Python", "SQL")), Reason("capacity"))
    kept = offer("O1", "A1", "UMIRA", state=OfferState.NOT_NOW, reasons=reasons, score=1 / 3, decided_at=NOW + HOUR)
    with store.write() as tx:
        tx.asks.save(ask("A1"))
        tx.asks.save_offer(offer("O1", "A1", "UMIRA"))
        tx.asks.save_offer(kept)
        assert tx.asks.offer(kept.id) == tx.asks.offer(kept.id, lock=True) == kept
        assert tx.asks.offer(offer("O9", "A1", "UMIRA").id) is None


def test_offers_of_an_ask_oldest_first_and_the_live_ones_of_a_mentor(store: SqlStore) -> None:
    with store.write() as tx:
        tx.asks.save(ask("A1"))
        tx.asks.save(ask("A2"))
        late = offer("O1", "A1", "UMIRA", offered_at=NOW + HOUR, state=OfferState.REMINDED)
        early, other = offer("O2", "A1", "UBO", state=OfferState.SUPERSEDED), offer("O3", "A2", "UMIRA")
        for one in (late, early, other):
            tx.asks.save_offer(one)
        assert tx.asks.offers(ask("A1").id) == [early, late]
        assert tx.asks.live_offers_of(uid("UMIRA")) == [other, late]
        assert tx.asks.live_offers_of(uid("UBO")) == []


def test_what_a_mentor_carries(store: SqlStore) -> None:
    mentor = uid("UMIRA")
    with store.write() as tx:
        tx.asks.save(ask("A1", state=AskState.ACCEPTED, mentor=mentor))
        tx.asks.save(answered("A2", "UMIRA", "?"))
        tx.asks.save(ask("A3"))
        tx.asks.save_offer(offer("O1", "A3", "UMIRA"))
        tx.asks.save_offer(offer("O2", "A2", "UMIRA", offered_at=NOW - 13 * DAY, state=OfferState.ACCEPTED))
        tx.asks.save_offer(offer("O3", "A2", "UMIRA", offered_at=NOW - 14 * DAY, state=OfferState.UNANSWERED))
        tx.asks.save_offer(offer("O4", "A3", "UBO"))
        assert tx.asks.load_of(mentor, NOW) == Load(open_asks=1, live_offers=1, lately=2)
        assert tx.asks.load_of(uid("UNEW"), NOW) == Load()


def test_asks_to_advance(store: SqlStore) -> None:
    reminded = {"state": OfferState.REMINDED, "remind_at": NOW - DAY}
    with store.write() as tx:
        for number, name in enumerate(["remind", "lapse", "idle", "waits", "waits-reminded", "accepted", "none"]):
            state = AskState.ACCEPTED if name == "accepted" else AskState.ROUTING
            tx.asks.save(ask(name, created_at=NOW - number * HOUR, state=state))
        tx.asks.save_offer(offer("O1", "remind", "U1", remind_at=NOW))
        tx.asks.save_offer(offer("O2", "lapse", "U1", lapse_at=NOW, **reminded))
        tx.asks.save_offer(offer("O3", "idle", "U1", state=OfferState.NOT_NOW))
        tx.asks.save_offer(offer("O4", "waits", "U1"))
        tx.asks.save_offer(offer("O5", "waits-reminded", "U1", **reminded))
        tx.asks.save_offer(offer("O6", "accepted", "U1", remind_at=NOW))
        assert tx.asks.to_advance(NOW, 10) == ["none", "idle", "lapse", "remind"]
        assert tx.asks.to_advance(NOW, 2) == ["none", "idle"]


def test_asks_that_nobody_touches(store: SqlStore) -> None:
    with store.write() as tx:
        tx.asks.save(ask("fresh"))
        tx.asks.save(ask("old", created_at=NOW - 3 * DAY))
        tx.asks.save(ask("touched", created_at=NOW - 9 * DAY, touched_at=NOW))
        tx.asks.save(ask("older", created_at=NOW - 9 * DAY, touched_at=NOW - 4 * DAY, state=AskState.ACCEPTED))
        tx.asks.save(ask("over", created_at=NOW - 9 * DAY, state=AskState.WITHDRAWN))
        assert tx.asks.untouched_since(NOW - 2 * DAY, 10) == ["older", "old"]
        assert tx.asks.untouched_since(NOW - 2 * DAY, 1) == ["older"]


def test_records_of_a_period_hold_its_start_and_not_its_end(store: SqlStore) -> None:
    done = answered("A2", "UMIRA", "?", created_at=NOW + HOUR)
    with store.write() as tx:
        for one in (ask("A1"), done, ask("A3", created_at=NOW + DAY), ask("A0", created_at=NOW - HOUR)):
            tx.asks.save(one)
        assert tx.asks.records(NOW, NOW + DAY) == [
            AskRecord(NOW, AskState.ROUTING, None, None, None, None),
            AskRecord(NOW + HOUR, AskState.CLOSED, uid("UMIRA"), NOW, NOW, Helped.SOME),
        ]
