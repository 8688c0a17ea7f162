"""Single calls that were once answered otherwise than Slack answers them."""

from collections.abc import Iterator

import httpx2
import pytest
from slack_sdk import WebClient

from bot.sandbox.methods import METHODS, T3, real_methods
from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace, manifest_with
from tests.support.blocks import Json, section
from tests.support.hosting import served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN, GENERAL


def client_of(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])


@pytest.fixture
def limited() -> Iterator[Workspace]:
    """A workspace with Slack's rate limits."""
    made = example_workspace(rate_limits=True)
    with served(made):
        yield made


def test_posting_where_the_app_is_not_needs_a_scope_of_its_own() -> None:
    with served(example_workspace(manifest=manifest_with("chat:write.public"))) as running:
        api = WebClient("xoxb-local-bot", base_url=running.api_url, retry_handlers=[])
        assert api.chat_postMessage(channel=GENERAL, text="hi")["ok"]
        refused("not_in_channel", api.chat_postEphemeral, channel=GENERAL, user=ADA, text="hi")


def test_an_update_says_something(api: WebClient) -> None:
    sent = api.chat_postMessage(channel=BEN, text="x")
    refused("no_text", api.api_call, "chat.update", params={"channel": sent["channel"], "ts": sent["ts"]})


@pytest.mark.parametrize(
    ("attachments", "code"),
    [
        ([{"blocks": [{"type": "bogus"}]}], "invalid_blocks"),
        ([{"blocks": "bogus"}], "invalid_blocks_format"),
        ([{"text": "a"}] * 101, "too_many_attachments"),
        (["a"], "invalid_attachments"),
    ],
)
def test_attachments_are_looked_into(api: WebClient, attachments: list[Json], code: str) -> None:
    refused(code, api.chat_postMessage, channel=BEN, text="x", attachments=attachments)
    assert api.chat_postMessage(channel=BEN, text="x", attachments=[{"blocks": [section("y")]}])["ok"]


def test_a_test_that_is_asked_to_fail_fails(api: WebClient) -> None:
    refused("my_error", api.api_test, error="my_error")
    assert api.api_test(foo="bar")["args"]["foo"] == "bar"


def test_a_method_that_is_not_served_here_is_told_from_a_typing_mistake(api: WebClient) -> None:
    assert real_methods() >= METHODS.keys()
    refused("not_served_by_local_workspace", api.reactions_add, channel=BEN, timestamp="1", name="eyes")
    refused("unknown_method", api.api_call, "reactions.adds")


def test_conversations_are_opened_at_their_rate(limited: Workspace) -> None:
    api = client_of(limited)
    for _ in range(T3):
        api.conversations_open(users=BEN)
    refused("ratelimited", api.conversations_open, users=BEN)


@pytest.mark.parametrize("body", [b"not json", b"[]", b""])
def test_a_response_url_wants_an_object(workspace: Workspace, body: bytes) -> None:
    answer = httpx2.post(f"{workspace.base_url}/response/any", content=body)
    assert (answer.status_code, answer.text) == (400, "invalid_payload")


def test_every_answer_has_a_request_id(api: WebClient) -> None:
    ids = {api.auth_test().headers["x-slack-req-id"] for _ in range(2)}
    assert len(ids) == 2


def test_a_thread_without_replies_in_the_span_asked_for_is_still_a_thread(api: WebClient) -> None:
    parent = api.chat_postMessage(channel=BEN, text="x")
    where = {"channel": parent["channel"], "ts": parent["ts"]}
    assert api.conversations_replies(**where, oldest="9999999998.000000")["messages"] == []
    refused("thread_not_found", api.conversations_replies, channel=parent["channel"], ts="1.000000")
