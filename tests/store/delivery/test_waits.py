"""Until when something waits, and where people are reached."""

import pytest
from sqlalchemy.exc import DBAPIError

from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, uid

BOTH = (uid("UADA"), uid("UBO"))


def test_the_newest_moment_is_kept(store: SqlStore) -> None:
    for until in (NOW, NOW + HOUR):
        with store.write() as tx:
            tx.waits.keep({"posts": until, "to:UADA": NOW}, "ratelimited")
    with store.read() as tx:
        assert tx.waits.until(["posts", "to:UADA", "edits"]) == {"posts": NOW + HOUR, "to:UADA": NOW}


def test_what_was_locked_before_anything_was_kept_has_no_moment(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.waits.until(["posts"], lock="posts") == {}
        tx.waits.keep({"edits": NOW})
    with store.write() as tx:
        assert tx.waits.until(["posts", "edits"], lock="posts") == {"edits": NOW}


def test_moments_long_past_are_forgotten(store: SqlStore) -> None:
    with store.write() as tx:
        tx.waits.keep({"old": NOW - DAY, "new": NOW})
        assert tx.waits.forget(NOW - HOUR) == 1
        assert tx.waits.until(["old", "new"]) == {"new": NOW}


def test_a_conversation_is_known_by_its_people(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.channels.get(BOTH) == ""
        for channel in ("G1", "G2", "G2"):
            tx.channels.keep(BOTH, channel)
    with store.read() as tx:
        assert (tx.channels.get(BOTH), tx.channels.get(BOTH[:1])) == ("G2", "")


def test_nothing_is_written_while_reading(store: SqlStore) -> None:
    with pytest.raises(DBAPIError), store.read() as tx:
        tx.channels.keep(BOTH[:1], "D1")
