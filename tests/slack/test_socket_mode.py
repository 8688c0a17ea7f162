"""Our Socket Mode connection: replaced when it is silent or refreshed, without anybody noticing."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.slack.socket_mode import SocketMode
from tests.sandbox.example import example_workspace
from tests.support.stalling import Stalling
from tests.support.workspace import ADA, GENERAL

Connect = Callable[..., SocketMode]


@pytest.fixture
def workspace() -> Workspace:
    return example_workspace()


@pytest.fixture
def running(workspace: Workspace) -> Iterator[RunningSandbox]:
    served = start(workspace)
    yield served
    served.stop()


@pytest.fixture
def connect(workspace: Workspace, running: RunningSandbox) -> Iterator[Connect]:
    """Connects an app that says what it hears; keywords as for SocketMode."""
    made: list[SocketMode] = []

    def connected(**times: Any) -> SocketMode:
        client = WebClient(workspace.bot_token, base_url=running.api_url, retry_handlers=[])
        app = App(client=client)

        @app.command("/mentor")
        def said(ack: Ack, body: dict[str, str]) -> None:
            if body["text"] == "cut":
                before = workspace.delivery.connects
                workspace.delivery.cut()
                workspace.wait_for(partial(connected_since, workspace, before))
            ack(f"heard {body['text']}")

        connection = SocketMode(app, workspace.app_token, **times)
        made.append(connection)
        connection.connect()
        return connection

    yield connected
    for each in made:
        each.close()


def hears(workspace: Workspace, word: str) -> float:
    """Sends a command; the seconds until its acknowledgement was there."""
    ada = workspace.human(ADA)
    began = time.monotonic()
    ada.command(f"/mentor {word}", GENERAL)
    took = time.monotonic() - began
    assert ada.messages(GENERAL)[-1]["text"] == f"heard {word}"
    return took


def connected_since(workspace: Workspace, before: int) -> bool:
    return workspace.delivery.connects > before


def age(connection: SocketMode) -> float:
    """Seconds since the last pong."""
    silent = connection.silent_for()
    assert silent is not None
    return silent


def test_commands_during_a_refresh_are_acknowledged_within_a_second(workspace: Workspace, connect: Connect) -> None:
    connect()
    for number in range(5):
        before = workspace.delivery.connects
        workspace.ask_to_reconnect()
        assert hears(workspace, f"refresh {number}") < 1
        workspace.wait_for(partial(connected_since, workspace, before))
        assert hears(workspace, f"after {number}") < 1


def test_a_silent_connection_is_replaced(workspace: Workspace, running: RunningSandbox, connect: Connect) -> None:
    network = Stalling(int(running.url.rsplit(":", 1)[1]))
    workspace.base_url = f"http://127.0.0.1:{network.port}"
    connection = connect(ping_seconds=0.1, silent_seconds=0.4)
    assert hears(workspace, "before") < 1
    before = workspace.delivery.connects
    network.stall()
    workspace.wait_for(partial(connected_since, workspace, before))
    assert age(connection) < 5
    network.cut()
    workspace.wait_for(lambda: workspace.delivery.connections == 1)
    assert hears(workspace, "after") < 1
    network.close()


def test_an_answer_whose_connection_was_cut_goes_by_the_next_one(workspace: Workspace, connect: Connect) -> None:
    connect()
    assert hears(workspace, "cut") < 3


def test_every_pong_makes_the_connection_young_again(workspace: Workspace, connect: Connect) -> None:
    connection = connect(ping_seconds=0.05)
    ages = [age(connection)]
    until = time.monotonic() + 10
    while ages[-1] >= max(ages) and time.monotonic() < until:
        ages.append(age(connection))
    assert ages[-1] < max(ages)


def test_without_a_connection_there_is_no_age(workspace: Workspace, connect: Connect) -> None:
    connection = connect()
    connection.close()
    assert connection.silent_for() is None
