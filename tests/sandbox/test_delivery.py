"""Socket Mode: greetings, acknowledgements, redelivery, refreshed connections."""

import asyncio
import json
import threading
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as dial

from bot.sandbox.delivery import Envelope
from bot.sandbox.errors import ActionFailed
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.sandbox.example import example_workspace, manifest_with
from tests.sandbox.test_commands import echo
from tests.support.hosting import connected, served
from tests.support.workspace import ADA, GENERAL, person

Json = dict[str, Any]


def raw_connection(workspace: Workspace) -> ClientConnection:
    """A bare WebSocket connection, as no library of Slack's would make it."""
    app = WebClient(workspace.app_token, base_url=f"{workspace.base_url}/api/")
    return dial(app.apps_connections_open(app_token=workspace.app_token)["url"])


def heard(line: ClientConnection) -> Json:
    message: Json = json.loads(line.recv(timeout=30))
    return message


def attempts(workspace: Workspace) -> list[Envelope]:
    return [each for each in workspace.delivery.log if each.kind == "events_api"]


def test_the_greeting_names_the_app(workspace: Workspace) -> None:
    with raw_connection(workspace) as line:
        hello = heard(line)
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"]["app_id"] == workspace.app_id


def test_an_envelope_and_its_acknowledgement(workspace: Workspace) -> None:
    with raw_connection(workspace) as line:
        heard(line)
        asking = threading.Thread(target=workspace.human(ADA).command, args=("/mentor help", GENERAL))
        asking.start()
        envelope = heard(line)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        line.send("not json")
        line.send(json.dumps({"envelope_id": "unknown"}))
        line.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "here"}}))
        line.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        asking.join(5)
    assert [each["text"] for each in workspace.human(ADA).messages(GENERAL)] == ["here"]


def test_an_unacknowledged_event_comes_three_times_more() -> None:
    workspace = example_workspace(ack_seconds=0.05, retry_delays=(0, 0, 0))
    with served(workspace), raw_connection(workspace) as line:
        heard(line)
        workspace.add_user(person(1))
        got = [heard(line) for _ in range(4)]
        with pytest.raises(TimeoutError):
            line.recv(timeout=0.2)
    assert [(each["retry_attempt"], each["retry_reason"]) for each in got] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({each["payload"]["event_id"] for each in got}) == 1
    assert len({each["envelope_id"] for each in got}) == 4


def test_an_acknowledged_event_comes_once() -> None:
    workspace = example_workspace(ack_seconds=0.05, retry_delays=(0, 0, 0))
    with served(workspace), raw_connection(workspace) as line:
        heard(line)
        workspace.add_user(person(1))
        line.send(json.dumps({"envelope_id": heard(line)["envelope_id"]}))
        with pytest.raises(TimeoutError):
            line.recv(timeout=0.2)


def test_an_event_waits_for_a_connection() -> None:
    workspace = example_workspace(retry_delays=(0.2, 60, 300))
    with served(workspace):
        workspace.add_user(person(1))
        with raw_connection(workspace) as line:
            heard(line)
            assert heard(line)["retry_reason"] == "connection_failed"


def test_events_that_nobody_subscribed_to_are_not_sent(workspace: Workspace) -> None:
    with raw_connection(workspace) as line:
        heard(line)
        workspace.human(ADA).say(workspace.human(ADA).app_dm(), "hello")
        workspace.add_user(person(1))
        assert heard(line)["payload"]["event"]["type"] == "team_join"


def test_messages_are_events_for_an_app_that_may_read_them() -> None:
    workspace = example_workspace(manifest=manifest_with(events=["message.im", "message.channels"]))
    with served(workspace), raw_connection(workspace) as line:
        heard(line)
        ada = workspace.human(ADA)
        ada.say(GENERAL, "the app is not in here")
        ada.say(ada.app_dm(), "hello")
        event = heard(line)["payload"]["event"]
        assert (event["type"], event["channel_type"], event["text"], event["user"]) == ("message", "im", "hello", ADA)


def test_a_refreshed_connection_serves_on(workspace: Workspace, connect: Connect) -> None:
    connect(echo)
    workspace.delivery.ack_seconds = 10  # the SDK's client reads again after three
    before = workspace.delivery.connects
    workspace.ask_to_reconnect()
    workspace.wait_for(lambda: workspace.delivery.connects > before)
    ada = workspace.human(ADA)
    ada.command("/mentor again", GENERAL)
    seen = workspace.wait_for(lambda: ada.messages(GENERAL))
    assert seen[0]["text"] == "you said again"


def test_a_cut_connection_comes_back(workspace: Workspace) -> None:
    with connected(workspace, echo, ping_interval=0.2):
        before = workspace.delivery.connects
        workspace.delivery.cut()
        workspace.wait_for(lambda: workspace.delivery.connects > before)
        ada = workspace.human(ADA)
        ada.command("/mentor back", GENERAL)
        assert workspace.wait_for(lambda: ada.messages(GENERAL))[0]["text"] == "you said back"


def test_two_connections_take_turns(workspace: Workspace) -> None:
    answered: list[str] = []

    def named(name: str) -> Any:
        def listen(app: App) -> None:
            @app.command("/mentor")
            def mentor(ack: Any) -> None:
                answered.append(name)
                ack()

        return listen

    with connected(workspace, named("one")), connected(workspace, named("two")):
        for _ in range(4):
            workspace.human(ADA).command("/mentor")
    assert sorted(answered) == ["one", "one", "two", "two"]


def test_ten_connections_and_no_eleventh(workspace: Workspace) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(raw_connection(workspace)) for _ in range(10)]
        assert [heard(line)["type"] for line in lines] == ["hello"] * 10
        late = stack.enter_context(raw_connection(workspace))
        assert (heard_last := heard(late))["type"] == "disconnect"
        assert heard_last["reason"] == "too_many_websockets"


def test_an_address_is_good_for_one_connection(workspace: Workspace) -> None:
    app = WebClient(workspace.app_token, base_url=f"{workspace.base_url}/api/")
    url = app.apps_connections_open(app_token=workspace.app_token)["url"]
    with dial(url), pytest.raises(InvalidStatus):
        dial(url)


def test_an_action_must_not_block_the_server(workspace: Workspace, connect: Connect) -> None:
    connect(echo)

    async def act() -> None:
        with pytest.raises(RuntimeError, match="event loop"):
            workspace.human(ADA).command("/mentor")

    loop = workspace.delivery.loop
    assert loop is not None
    asyncio.run_coroutine_threadsafe(act(), loop).result(5)


def test_uninstalling_is_told(workspace: Workspace) -> None:
    with raw_connection(workspace) as line:
        heard(line)
        workspace.uninstall()
        assert {heard(line)["payload"]["event"]["type"] for _ in range(2)} == {"tokens_revoked", "app_uninstalled"}
        assert len(attempts(workspace)) == 2
        workspace.human(ADA).command("/mentor", GENERAL)
    with pytest.raises(ActionFailed):
        workspace.human(ADA).shortcut("ask_about_message", GENERAL, workspace.human(ADA).say(GENERAL, "x"))
