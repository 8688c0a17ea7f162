"""`mentor doctor`: a line for each thing, and what to do about what is not well."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.doctor import MANIFEST, Check, examine, manifest_scopes, report
from bot.cli.local import tokens_of
from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.asks.ask import OfferId
from bot.domain.asks.messages import OfferAbout, OfferMessage
from bot.domain.base.ids import MentorshipId
from bot.domain.delivery.outbox import OutboxState
from bot.domain.mentorships.messages import CycleAbout, TopicMessage
from bot.ops.clock import MovableClock, SystemClock
from bot.ports import Clock
from bot.sandbox.manifest import Manifest
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from store.base.engine import new_engine
from store.database import SqlStore
from store.migrate import upgrade
from tests.store.values import message
from tests.support.workspace import TEAM


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'doctor.db'}"


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(TEAM, [], Manifest.read(MANIFEST), MovableClock())


@pytest.fixture
def settings(workspace: Workspace, database: str) -> Iterator[Settings]:
    """Settings that connect to a running workspace."""
    running = start(workspace)
    yield Settings(_env_file=None, database_url=database).model_copy(update=tokens_of(workspace, running))
    running.stop()


def checks(settings: Settings, clock: Clock | None = None) -> dict[str, Check]:
    return {check.name: check for check in examine(settings, clock or SystemClock())}


def test_all_is_well_with_a_migrated_database_and_good_tokens(settings: Settings, database: str) -> None:
    upgrade(database)
    found = checks(settings)
    assert list(found) == ["bot token", "scopes", "clock", "app token", "database", "delivery"]
    assert [name for name, check in found.items() if not check.ok] == []


def test_messages_that_failed_are_counted_by_kind_with_what_to_do(settings: Settings, database: str) -> None:
    upgrade(database)
    clock, store = MovableClock(), SqlStore(new_engine(database))
    ago = clock.now() - timedelta(days=1)
    with store.write() as tx:
        offered, cycle = (OfferMessage, OfferAbout(OfferId("O1"))), (TopicMessage, CycleAbout(MentorshipId("P1"), 2))
        for number, (kind, about) in enumerate((offered, cycle, cycle)):
            tx.outbox.add(message(f"M{number}", kind, about, state=OutboxState.FAILED, reason="failed", due_at=ago))
        tx.outbox.add(message("old", state=OutboxState.FAILED, reason="failed", due_at=ago - timedelta(days=30)))
    store.close()
    found = checks(settings, clock)["messages"]
    assert not found.ok
    assert "3 given up" in found.finding
    assert "1 offer, 2 topic" in found.finding
    assert "log" in found.advice


def test_without_tokens_it_says_that_the_local_workspace_starts(database: str) -> None:
    upgrade(database)
    found = checks(Settings(_env_file=None, database_url=database))["tokens"]
    assert found.ok
    assert "SLACK_BOT_TOKEN" in found.advice


def test_a_missing_scope_is_named(workspace: Workspace, settings: Settings) -> None:
    workspace.manifest = replace(workspace.manifest, scopes=workspace.manifest.scopes - {"files:write"})
    found = checks(settings)["scopes"]
    assert not found.ok
    assert "files:write" in found.finding
    assert "reinstall" in found.advice


def test_a_scope_too_many_is_named(workspace: Workspace, settings: Settings) -> None:
    workspace.manifest = replace(workspace.manifest, scopes=manifest_scopes() | {"reactions:read"})
    found = checks(settings)["scopes"]
    assert found.ok
    assert "reactions:read" in found.advice


@pytest.mark.parametrize(
    ("field", "name", "variable"),
    [("slack_bot_token", "bot token", "SLACK_BOT_TOKEN"), ("slack_app_token", "app token", "SLACK_APP_TOKEN")],
)
def test_a_refused_token_names_its_variable(settings: Settings, field: str, name: str, variable: str) -> None:
    wrong = {"slack_bot_token": "xoxb-wrong", "slack_app_token": "xapp-wrong"}[field]
    found = checks(settings.model_copy(update={field: wrong}))[name]
    assert not found.ok
    assert variable in found.advice


def test_slack_out_of_reach_is_said(settings: Settings) -> None:
    found = checks(settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"}))["bot token"]
    assert not found.ok
    assert "SLACK_API_URL" in found.advice


def test_a_clock_that_is_off_is_said(settings: Settings) -> None:
    ahead = MovableClock()
    ahead.advance(timedelta(minutes=7))
    found = checks(settings, ahead)["clock"]
    assert not found.ok
    assert "NTP" in found.advice


def test_a_database_behind_its_migrations_is_said(database: str) -> None:
    found = checks(Settings(_env_file=None, database_url=database))["database"]
    assert not found.ok
    assert found.advice == "Run: mentor migrate"


def test_a_database_that_does_not_answer_is_said() -> None:
    away = "postgresql+psycopg://nobody:nothing@127.0.0.1:9/none"
    found = checks(Settings(_env_file=None, database_url=away))["database"]
    assert not found.ok
    assert "DATABASE_URL" in found.advice


def test_each_check_is_a_line_and_the_verdict_is_the_worst() -> None:
    said: list[str] = []
    well = report(iter([Check("a", True, "fine"), Check("b", False, "broken", "Mend it.")]), said.append)
    assert not well
    assert said == ["ok    a: fine", "FAIL  b: broken. Mend it."]


def test_what_the_audit_found_is_told_with_what_to_do(settings: Settings, database: str) -> None:
    upgrade(database)
    store = SqlStore(new_engine(database))
    lost = [Finding(AuditProblem.UNCLEAR, "offer", f"M{number}", "missing_scope") for number in range(2)]
    with store.write() as tx:
        tx.audit.keep(lost, SystemClock().now())
    store.close()
    check = checks(settings)["delivery"]
    assert (check.ok, check.finding) == (False, "2 unclear, first: offer M0 (missing_scope)")
    assert "not sent again" in check.advice
