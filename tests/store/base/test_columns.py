from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from store.database import SqlStore
from tests.store.values import ask, profile, uid, with_members
from tests.support.volume import examples

EVERY_EXAMPLE_IN_ONE_STORE = examples(20, 500, suppress_health_check=[HealthCheck.function_scoped_fixture])
MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001
    max_value=datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
)


@EVERY_EXAMPLE_IN_ONE_STORE
@given(MOMENTS)
def test_a_moment_comes_back_as_the_same_in_utc(store: SqlStore, moment: datetime) -> None:
    with store.write() as tx:
        tx.asks.save(ask("A1", created_at=moment))
        kept = tx.asks.get(ask("A1").id)
    assert kept is not None
    assert kept.created_at == moment.astimezone(UTC)
    assert kept.created_at.utcoffset() == timedelta(0)


@EVERY_EXAMPLE_IN_ONE_STORE
@given(st.lists(MOMENTS, min_size=2, max_size=2))
def test_moments_are_compared_as_moments(store: SqlStore, moments: list[datetime]) -> None:
    made, asked = moments
    with store.write() as tx:
        tx.asks.save(ask("A1", created_at=made))
        assert bool(tx.asks.untouched_since(asked, 1)) == (made.astimezone(UTC) < asked.astimezone(UTC))


def test_a_moment_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="naive"), store.write() as tx:
        tx.asks.save(ask("A1", created_at=datetime(2026, 11, 23)))  # noqa: DTZ001


def test_an_offset_is_a_moment_too(store: SqlStore) -> None:
    moment = datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with store.write() as tx:
        tx.asks.save(ask("A1", created_at=moment))
        kept = tx.asks.get(ask("A1").id)
    assert kept is not None
    assert kept.created_at == datetime(2026, 11, 23, 4, 15, tzinfo=UTC)


@EVERY_EXAMPLE_IN_ONE_STORE
@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_can_be_kept(store: SqlStore, text: str, languages: list[str]) -> None:
    with_members(store, profile("UADA", about=text, languages=tuple(languages)))
    with store.read() as tx:
        kept = tx.profiles.get(uid("UADA"))
    assert kept is not None
    assert kept.about == text.replace("\x00", "")
    assert kept.languages == tuple(languages)


def test_half_a_character_is_kept_as_a_question_mark(store: SqlStore) -> None:
    with store.write() as tx:
        tx.asks.save(ask("A1", question="half \ud83d done"))
        kept = tx.asks.get(ask("A1").id)
    assert kept is not None
    assert kept.question == "half ? done"
