"""Whether Mentor lives, whether it can work, and its counts, as whoever runs it sees them."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from slack_sdk.errors import SlackApiError

from bot.app import build_app
from bot.cli.doctor import MANIFEST
from bot.cli.local import tokens_of
from bot.cli.run import HealthPortTaken, work
from bot.ops import health as health_
from bot.ops.clock import MovableClock
from bot.ops.health import Health, HealthCheck, JobRuns
from bot.ops.jobs import Job
from bot.ops.metrics import Metrics
from bot.ports import Stopping
from bot.sandbox.manifest import Manifest
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.databases import Databases
from tests.support.running import MONDAY, syncs
from tests.support.workspace import ADA, TEAM

AWAY = "postgresql+psycopg://nobody:nothing@127.0.0.1:9/none"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Running:
    """A Mentor at work in a thread."""

    workspace: Workspace
    mentor: Any
    said: list[str] = field(default_factory=list)

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(f"http://127.0.0.1:{self.mentor.settings.mentor_health_port}{path}")

    def checks(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/readyz").json()["checks"]
        return found

    def count(self, line: str) -> float:
        """The value of one line of the counts."""
        found = [each.rsplit(" ", 1)[1] for each in self.get("/metrics").text.splitlines() if each.startswith(line)]
        return float(found[0]) if found else 0.0


@pytest.fixture
def running(databases: Databases) -> Iterator[Running]:
    workspace = Workspace(TEAM, [], Manifest.read(MANIFEST), MovableClock(MONDAY))
    served = start(workspace)
    with databases.fresh("sqlite") as url:
        given = tokens_of(workspace, served) | {"mentor_health_port": free_port(), "database_url": url}
        settings = Settings(_env_file=None).model_copy(update=given)
        store = SqlStore(new_engine(url))
        one = Running(workspace, build_app(settings, clock=workspace.clock, store=store))
        connection = one.mentor.socket_mode()
        working = threading.Thread(target=work, args=(one.mentor, connection, connection, one.said.append))
        working.start()
        workspace.wait_for_connection()
        yield one
        one.mentor.stop.ask()
        working.join(20)
        assert not working.is_alive()
        store.close()
    served.stop()


def test_all_is_well(running: Running) -> None:
    assert running.get("/healthz").status_code == 200
    ready = running.get("/readyz")
    assert ready.status_code == 200, ready.text
    assert list(ready.json()["checks"]) == ["database", "slack", "socket mode", "dispatcher"]


def test_acknowledgements_are_counted_with_their_time(running: Running) -> None:
    running.workspace.human(ADA).command("/mentor help")
    running.workspace.wait_for(lambda: running.workspace.human(ADA).messages(running.workspace.human(ADA).app_dm()))
    counted = 'mentor_acknowledgement_seconds_count{kind="slash_commands"}'
    running.workspace.wait_for(lambda: running.count(counted) == 1 or None, 5)
    assert 0 < running.count('mentor_acknowledgement_seconds_sum{kind="slash_commands"}') < 3


def test_outbox_lag_and_pong_age_are_shown(running: Running) -> None:
    text = running.get("/metrics").text
    for state in ("pending", "sending", "sent", "unknown", "expired", "cancelled"):
        assert f'mentor_outbox_messages{{state="{state}"}} 0.0' in text
    assert "mentor_outbox_lag_seconds 0.0" in text
    assert "mentor_audit_findings 0.0" in text
    assert "mentor_database_up 1.0" in text
    assert 0 <= running.count("mentor_socket_mode_pong_age_seconds ") < 60
    assert ADA not in text


def test_what_slack_refuses_and_asks_to_wait_is_counted_by_method(running: Running) -> None:
    running.workspace.faults.limit("users.info", retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            running.mentor.app.client.users_info(user="U0NOBODY")
    assert running.count('mentor_rate_limit_waits_total{method="users.info"}') == 1
    assert running.count('mentor_rate_limit_wait_seconds_total{method="users.info"}') == 7
    assert running.count('mentor_slack_errors_total{error="user_not_found",method="users.info"}') == 1
    assert running.count('mentor_slack_calls_total{method="users.info"}') == 2


def test_what_listeners_call_is_counted(running: Running) -> None:
    running.workspace.human(ADA).command("/mentor signup")
    opened = 'mentor_slack_calls_total{method="views.open"}'
    running.workspace.wait_for(lambda: running.count(opened) == 1 or None, 5)


def test_a_lost_connection_is_an_error_by_its_kind(running: Running) -> None:
    running.workspace.faults.lose_call("users.info")
    with pytest.raises(OSError, match=r".*"):
        running.mentor.app.client.users_info(user=ADA)
    assert 'method="users.info"' in running.get("/metrics").text.split("mentor_slack_errors_total")[-1]


def test_a_revoked_token_is_said_and_the_process_stays_up(running: Running) -> None:
    running.workspace.uninstall()
    with pytest.raises(SlackApiError):
        syncs(running.mentor)
    ready = running.get("/readyz")
    assert ready.status_code == 503
    assert "SLACK_BOT_TOKEN" in ready.json()["checks"]["slack"]["says"]
    assert running.get("/healthz").status_code == 200
    running.workspace.installed = True
    assert running.checks()["slack"]["ok"]


def test_a_process_that_was_asked_to_stop_is_not_ready(running: Running) -> None:
    running.mentor.stop.ask()
    assert not health_of(running)["process"].ok


@pytest.mark.parametrize(("asked_for", "ends"), [(True, HealthPortTaken), (False, SlackApiError)])
def test_a_taken_port_stops_the_start_only_where_it_was_asked_for(
    running: Running, asked_for: bool, ends: type[Exception]
) -> None:
    settings = running.mentor.settings.model_copy(update={"slack_app_token": "xapp-wrong"})
    if not asked_for:
        settings.model_fields_set.discard("mentor_health_port")
    other = build_app(settings, store=running.mentor.context.store)
    with pytest.raises(ends):
        work(other, other.socket_mode(), None, running.said.append)
    assert any("MENTOR_HEALTH_PORT" in said for said in running.said) != asked_for


@dataclass
class Silent:
    silent: float | None

    def silent_for(self) -> float | None:
        return self.silent


def health_of(running: Running, **changes: Any) -> dict[str, HealthCheck]:
    """What readiness finds, with something else in the place of what the running Mentor has."""
    mentor = running.mentor
    parts = {
        "store": mentor.context.store,
        "clock": mentor.context.clock,
        "client": mentor.app.client,
        "calls": mentor.calls,
        "runs": JobRuns(Metrics()),
        "stop": mentor.stop,
    }
    return {one.name: one for one in Health(**parts | changes).findings()}


def test_a_database_that_is_away_is_said(running: Running) -> None:
    store = SqlStore(new_engine(AWAY))
    found = health_of(running, store=store)
    assert not found["database"].ok
    assert "DATABASE_URL" in found["database"].says
    assert not found["dispatcher"].ok


@pytest.mark.parametrize(("silent", "ok"), [(None, False), (3.0, True), (health_.PONG_SECONDS + 1.0, False)])
def test_a_connection_that_is_silent_or_gone_is_said(running: Running, silent: float | None, ok: bool) -> None:
    assert health_of(running, connection=Silent(silent))["socket mode"].ok == ok


def test_in_http_mode_there_is_no_connection_to_look_at(running: Running) -> None:
    assert "socket mode" not in health_of(running)


def test_a_long_run_is_no_reason_to_worry_for_a_while(running: Running) -> None:
    now = [0.0]
    runs = JobRuns(Metrics(), lambda: now[0])
    late: list[set[str]] = []

    def long() -> None:
        for seconds in (health_.BUSY_SECONDS, 1):
            now[0] += seconds
            late.append(set(runs.late()))

    [job] = runs.watched([Job("programs", long, timedelta(seconds=1))])
    job.run()
    assert [*late, set(runs.late())] == [set(), {"programs"}, set()]


def test_a_job_of_every_minute_is_not_late_between_two_runs() -> None:
    now = [0.0]
    runs = JobRuns(Metrics(), lambda: now[0])
    runs.watched([Job("expire", lambda: None, timedelta(minutes=1))])
    now[0] = health_.RUN_SECONDS + 5
    assert not runs.late()


def test_a_run_that_never_gets_through_is_said_and_counted(running: Running) -> None:
    now = [0.0]
    metrics = Metrics()
    runs = JobRuns(metrics, lambda: now[0])

    def broken() -> None:
        raise ValueError

    def put_off() -> None:
        raise Stopping

    often, rarely = timedelta(seconds=1), timedelta(days=1)
    bad, daily, ending = runs.watched(
        [Job("dispatch", broken, often), Job("sync", broken, rarely), Job("look", put_off, often)]
    )
    now[0] = health_.RUN_SECONDS + 2
    for job in (bad, daily):
        with pytest.raises(ValueError, match=r"^$"):
            job.run()
    ending.run()
    found = health_of(running, runs=runs)["dispatcher"]
    assert not found.ok
    assert "'dispatch'" in found.says
    assert set(runs.late()) == {"dispatch"}
    text = metrics.text().decode()
    assert 'mentor_job_failures_total{job="sync"} 1.0' in text
    assert 'job="look"' not in text
