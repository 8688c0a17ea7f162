"""Mentor behind HTTP: the same dialogs, and nobody but Slack gets in."""

import time
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import httpx2
import pytest

from bot.app import build_app
from bot.cli.doctor import MANIFEST
from bot.cli.local import tokens_of
from bot.ops.clock import MovableClock
from bot.sandbox.http_delivery import FORM, signature
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedChannel
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from bot.slack.http_mode import LARGEST_BODY, HttpMode
from store.base.engine import new_engine
from store.database import SqlStore
from tests.dialogs.conftest import sign_up
from tests.support.databases import Databases
from tests.support.dialogs import Seat
from tests.support.running import MONDAY, syncs
from tests.support.workspace import ADA, GENERAL, PATIENCE_SECONDS, TEAM

COMMAND = b"command=%2Fmentor&text=help&user_id=U0ADA&channel_id=C1&team_id=T1&trigger_id=1.2"


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(
        TEAM,
        [SeedChannel(GENERAL, "general", "", [one.id for one in TEAM])],
        Manifest.read(MANIFEST),
        MovableClock(MONDAY),
        ack_seconds=PATIENCE_SECONDS,
        retry_delays=(0, 0, 0),
    )


@pytest.fixture
def door(workspace: Workspace, databases: Databases) -> Iterator[HttpMode]:
    """A Mentor that Slack's requests reach by HTTP."""
    running = start(workspace)
    with databases.fresh("sqlite") as url:
        given = tokens_of(workspace, running) | {"slack_app_token": "", "database_url": url}
        settings = Settings(_env_file=None).model_copy(update={**given, "mentor_http_port": 0})
        store = SqlStore(new_engine(url))
        mentor = build_app(settings, clock=workspace.clock, store=store)
        syncs(mentor)
        made = mentor.http_mode()
        made.connect()
        workspace.deliver_by_http(made.url)
        yield made
        made.close()
        mentor.app.listener_runner.listener_executor.shutdown(wait=True)
        store.close()
    running.stop()


def signed(
    workspace: Workspace, body: bytes, age: float = 0, changes: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Slack's headers for a body, as of `age` seconds ago."""
    stamp = str(int(time.time() - age))
    return {
        "Content-Type": FORM,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(workspace.signing_secret, stamp, body),
        **changes,
    }


def test_a_command_a_modal_and_a_press_work_as_by_socket_mode(workspace: Workspace, door: HttpMode) -> None:
    ada = Seat(workspace, ADA)
    ada.types("/mentor")
    ada.sees("would gladly tell you how")
    sign_up(ada, "Kubernetes")
    ada.types("/mentor pause until friday")
    ada.sees("Nothing from me until")


def test_a_form_with_a_mistake_comes_back_with_the_sentence(workspace: Workspace, door: HttpMode) -> None:
    ada = Seat(workspace, ADA)
    ada.types("/mentor signup")
    ada.sees_modal("Sign up with Mentor")
    assert not ada.submits().ok


def test_an_event_arrives(workspace: Workspace, door: HttpMode) -> None:
    ada = Seat(workspace, ADA)
    ada.human.open_home()
    ada.sees_home("would gladly tell you how")


def test_what_slack_signed_is_answered(workspace: Workspace, door: HttpMode) -> None:
    assert httpx2.post(door.url, content=COMMAND, headers=signed(workspace, COMMAND)).status_code == 200


def test_slack_may_verify_the_address(workspace: Workspace, door: HttpMode) -> None:
    body = b'{"type": "url_verification", "challenge": "3eZbrw1aB"}'
    answer = httpx2.post(
        door.url, content=body, headers=signed(workspace, body, 0, {"Content-Type": "application/json"})
    )
    assert "3eZbrw1aB" in answer.text


@pytest.mark.parametrize(
    ("age", "changes"),
    [
        (0, {"X-Slack-Signature": "v0=" + "0" * 64}),
        (0, {"X-Slack-Signature": ""}),
        (0, {"X-Slack-Signature": "v0=\xe9"}),
        (0, {"X-Slack-Request-Timestamp": ""}),
        (0, {"X-Slack-Request-Timestamp": "yesterday"}),
        (0, {"X-Slack-Request-Timestamp": "9" * 400}),
        (301, {}),
        (-330, {}),  # the request is looked at a little later than it was signed
    ],
)
def test_what_slack_did_not_sign_just_now_is_refused(
    workspace: Workspace, door: HttpMode, age: float, changes: dict[str, str]
) -> None:
    headers = [
        (name.encode(), value.encode("latin-1")) for name, value in signed(workspace, COMMAND, age, changes).items()
    ]
    answer = httpx2.post(door.url, content=COMMAND, headers=headers)
    assert answer.status_code == 401
    assert not workspace.human(ADA).messages(workspace.human(ADA).app_dm())


def test_a_body_changed_on_the_way_is_refused(workspace: Workspace, door: HttpMode) -> None:
    headers = signed(workspace, COMMAND)
    for body in (COMMAND + b"&text=other", b"\xff\xfe"):
        assert httpx2.post(door.url, content=body, headers=headers).status_code == 401


def test_a_body_without_end_is_not_read(workspace: Workspace, door: HttpMode) -> None:
    answer = httpx2.post(door.url, content=b"x" * (LARGEST_BODY + 1), headers=signed(workspace, b""))
    assert answer.status_code == 413


def test_only_the_one_path_and_method_answer(door: HttpMode) -> None:
    assert httpx2.get(door.url).status_code == 405
    assert httpx2.post(door.url.removesuffix("/events")).status_code == 404


def test_a_port_that_is_taken_is_said_at_once(workspace: Workspace, door: HttpMode) -> None:
    other = HttpMode(door._app, "secret", "127.0.0.1", int(door.url.split(":")[2].split("/")[0]), lambda *_: None)
    with pytest.raises(OSError, match="in use"):
        other.connect()
    other.close()
