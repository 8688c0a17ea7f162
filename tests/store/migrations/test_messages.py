"""A running installation of before, with a message of every kind in every state: each still goes out once."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, MetaData, create_engine, text

from bot.app import KINDS
from bot.content.topics import load_topics
from bot.domain.delivery.messages import Unreadable, address, people_of
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.domain.people.messages import NotSentMessage
from bot.ops.clock import MovableClock
from bot.ports import Sent
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.reconcile import reconcile
from store import migrate
from store.base.engine import new_engine
from store.database import SqlStore
from tests.store.values import NOW
from tests.support.databases import Databases
from tests.support.messenger import KeptMessages, Posted
from tests.support.team import Team

BEFORE = Path(__file__).parent / "before_messages.json"
SINCE = {NotSentMessage}
"""Kinds that there were not yet."""
STATES = ("pending", "sending", "sent", "unknown", "expired", "cancelled")
GOES_OUT = {OutboxState.PENDING, OutboxState.SENDING}


@pytest.fixture(params=["sqlite", "postgres"])
def upgraded(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Team]:
    with databases.empty(request.param) as url:
        migrate.upgrade(url, "0005")
        _fill(url)
        migrate.upgrade(url)
        team = Team(SqlStore(new_engine(url)), MovableClock(NOW), topics=load_topics())
        yield team
        team.store.close()


def _fill(url: str) -> None:
    """The rows that the code of before wrote, into tables as they were."""
    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    rows: dict[str, list[dict[str, Any]]] = json.loads(BEFORE.read_text("utf-8"))
    with engine.begin() as connection:
        for table in (one for one in tables.sorted_tables if one.name in rows):
            flags = {column.name for column in table.c if isinstance(column.type, Boolean)}
            names = ", ".join(f'"{name}"' for name in rows[table.name][0])
            values = ", ".join(f":{name}" for name in rows[table.name][0])
            given = [{name: bool(it) if name in flags else it for name, it in row.items()} for row in rows[table.name]]
            connection.execute(text(f'INSERT INTO "{table.name}" ({names}) VALUES ({values})'), given)
    engine.dispose()


def items(team: Team) -> list[OutboxItem]:
    with team.store.read() as tx:
        found = [tx.outbox.by_key(row["key"]) for row in json.loads(BEFORE.read_text("utf-8"))["outbox"]]
    return [one for one in found if one is not None]


def test_the_example_has_every_kind_in_every_state() -> None:
    rows = json.loads(BEFORE.read_text("utf-8"))["outbox"]
    counted = Counter(row["kind"] for row in rows)
    assert len(counted) == 37
    for kind in counted:
        assert set(STATES) <= {row["state"] for row in rows if row["kind"] == kind}


def test_every_message_can_be_read_after_the_upgrade(upgraded: Team) -> None:
    found = items(upgraded)
    assert [one.key for one in found if isinstance(one.message, Unreadable)] == []
    assert {type(one.message) for one in found} == {one.message for one in KINDS} - SINCE


def test_each_goes_out_once_and_what_was_sent_does_not_go_again(upgraded: Team) -> None:
    before, slack = items(upgraded), upgraded.messenger
    _lost_replies(slack, before)
    for _ in range(300):
        done = dispatch(upgraded.ctx, slack, upgraded.clock.now(), "one")
        done += reconcile(upgraded.ctx, slack, upgraded.clock.now())
        upgraded.clock.advance(timedelta(seconds=2))
    after = {one.id: one for one in items(upgraded)}
    posted = Counter(one.marker for one in slack.messages)
    for one in before:
        now = after[one.id]
        if one.state not in {*GOES_OUT, OutboxState.UNKNOWN}:
            assert (now.state, posted[one.id]) == (one.state, 0), one
            continue
        assert now.state is OutboxState.SENT, (one.kind, one.state, now.state, now.reason)
        if one.action is not NoteAction.EDIT:
            assert posted[one.id] == 1, one
        else:
            assert _edits(slack, after, one), one


def _lost_replies(slack: KeptMessages, before: list[OutboxItem]) -> None:
    """Those of which nobody knew are there; and so is what was sent before, to be edited."""
    for one in before:
        if one.state is OutboxState.SENT:
            slack.messages.append(Posted(address(one.to), Sent(one.channel, one.ts), None, "before"))
        if one.state is OutboxState.UNKNOWN and one.action is not NoteAction.EDIT:
            people = people_of(one.to)
            where = slack.open_group(people) if people else address(one.to)
            slack.messages.append(Posted(address(one.to), Sent(where, f"{one.id}.0"), None, one.id))


def _edits(slack: KeptMessages, after: dict[Any, OutboxItem], edit: OutboxItem) -> bool:
    first = next(one for one in after.values() if one.key == edit.edits)
    return bool(slack.at(Sent(first.channel, first.ts)).edits)
