from store.database import SqlStore
from tests.store.values import HOUR, NOW


def test_a_delivery_is_new_once(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.first_time("Ev1", NOW)
        assert not tx.first_time("Ev1", NOW)
    with store.write() as tx:
        assert not tx.first_time("Ev1", NOW + HOUR)
        assert tx.first_time("Ev2", NOW + HOUR)


def test_old_deliveries_are_forgotten(store: SqlStore) -> None:
    with store.write() as tx:
        tx.first_time("Ev1", NOW)
        tx.first_time("Ev2", NOW + HOUR)
        assert tx.forget_deliveries(NOW + HOUR) == 1
        assert tx.first_time("Ev1", NOW)
        assert not tx.first_time("Ev2", NOW)


def test_a_delivery_whose_change_failed_may_come_again(store: SqlStore) -> None:
    try:
        with store.write() as tx:
            tx.first_time("Ev1", NOW)
            raise LookupError
    except LookupError:
        pass
    with store.write() as tx:
        assert tx.first_time("Ev1", NOW)
