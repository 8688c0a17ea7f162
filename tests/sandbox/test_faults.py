"""Failures switched on for a method: what the caller meets, and what was really done."""

import time
from http.client import RemoteDisconnected
from threading import Thread
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.workspace import Workspace
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN

LOST = (URLError, RemoteDisconnected, ConnectionError)


def texts(workspace: Workspace, user: str = BEN) -> list[str]:
    human = workspace.human(user)
    return [each["text"] for each in human.messages(human.app_dm())]


def test_a_lost_reply_hides_a_message_that_was_stored(workspace: Workspace, api: WebClient) -> None:
    workspace.faults.lose_reply("chat.postMessage")
    with pytest.raises(LOST):
        api.chat_postMessage(channel=BEN, text="one")
    assert texts(workspace) == ["one"]
    assert workspace.calls[-1].response["ok"]
    assert api.chat_postMessage(channel=BEN, text="two")["ok"]


def test_a_lost_call_leaves_nothing(workspace: Workspace, api: WebClient) -> None:
    workspace.faults.lose_call("chat.postMessage")
    with pytest.raises(LOST):
        api.chat_postMessage(channel=BEN, text="one")
    assert texts(workspace) == []


@pytest.mark.parametrize(("harm", "stored"), [("fail", []), ("fail_after", ["one"])])
def test_an_http_error_before_or_after_the_fact(
    workspace: Workspace, api: WebClient, harm: str, stored: list[str]
) -> None:
    getattr(workspace.faults, harm)("chat.postMessage", 503)
    with pytest.raises(SlackApiError) as error:
        api.chat_postMessage(channel=BEN, text="one")
    assert error.value.response.status_code == 503
    assert texts(workspace) == stored


def test_a_refusal_of_choice(workspace: Workspace, api: WebClient) -> None:
    workspace.faults.refuse("chat.postMessage", "internal_error", times=2)
    for _ in range(2):
        refused("internal_error", api.chat_postMessage, channel=BEN, text="one")
    assert api.chat_postMessage(channel=BEN, text="two")["ok"]
    assert texts(workspace) == ["two"]


def test_too_many_calls_say_when_to_come_back(workspace: Workspace, api: WebClient) -> None:
    workspace.faults.limit("chat.postMessage", retry_after=30)
    with pytest.raises(SlackApiError) as error:
        api.chat_postMessage(channel=BEN, text="one")
    assert error.value.response.status_code == 429
    assert error.value.response.headers["Retry-After"] == "30"
    assert error.value.response["error"] == "ratelimited"
    assert texts(workspace) == []


def test_failures_can_be_meant_for_some_calls_only(workspace: Workspace, api: WebClient) -> None:
    fault = workspace.faults.refuse("*", "internal_error", times=None, where=lambda args: args.get("channel") == ADA)
    assert api.chat_postMessage(channel=BEN, text="one")["ok"]
    refused("internal_error", api.chat_postMessage, channel=ADA, text="one")
    assert fault.hits == 1
    workspace.faults.clear()
    assert api.chat_postMessage(channel=ADA, text="one")["ok"]


def test_a_frozen_call_goes_on_when_released(workspace: Workspace, api: WebClient) -> None:
    fault = workspace.faults.freeze("chat.postMessage")
    answers: list[Any] = []
    caller = Thread(target=lambda: answers.append(api.chat_postMessage(channel=BEN, text="one")))
    caller.start()
    workspace.wait_for(lambda: fault.hits)
    assert (texts(workspace), answers) == ([], [])
    assert api.auth_test()["ok"]
    fault.release()
    caller.join(5)
    assert (texts(workspace), answers[0]["ok"]) == (["one"], True)


def test_a_late_answer(workspace: Workspace, api: WebClient) -> None:
    workspace.faults.delay("auth.test", 0.2)
    began = time.monotonic()
    assert api.auth_test()["ok"]
    assert time.monotonic() - began >= 0.2
