"""Rate limits, when they are switched on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.methods import METHODS
from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace
from tests.support.hosting import served
from tests.support.workspace import ADA, BEN


@pytest.fixture
def limited() -> Iterator[Workspace]:
    workspace = example_workspace(rate_limits=True)
    with served(workspace):
        yield workspace


def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])


def retry_after(error: pytest.ExceptionInfo[SlackApiError]) -> int:
    assert error.value.response.status_code == 429
    assert error.value.response["error"] == "ratelimited"
    return int(error.value.response.headers["Retry-After"])


def test_a_method_has_so_many_calls_a_minute(limited: Workspace) -> None:
    api = client(limited)
    for _ in range(METHODS["users.list"].per_minute or 0):
        assert api.users_list(limit=1)["ok"]
    limited.advance(timedelta(seconds=20))
    with pytest.raises(SlackApiError) as error:
        api.users_list(limit=1)
    assert retry_after(error) == 40
    assert api.users_info(user=ADA)["ok"], "other methods go on"
    limited.advance(timedelta(seconds=40))
    assert api.users_list(limit=1)["ok"]


def test_a_channel_has_one_message_a_second_after_a_burst(limited: Workspace) -> None:
    api = client(limited)
    for _ in range(4):
        assert api.chat_postMessage(channel=BEN, text="x")["ok"]
    with pytest.raises(SlackApiError) as error:
        api.chat_postMessage(channel=BEN, text="x")
    assert retry_after(error) == 1
    assert api.chat_postMessage(channel=ADA, text="x")["ok"], "other channels go on"
    limited.advance(timedelta(seconds=1))
    assert api.chat_postMessage(channel=BEN, text="x")["ok"]


def test_they_are_off_unless_asked_for(api: WebClient) -> None:
    for _ in range(30):
        assert api.users_list(limit=1)["ok"]
