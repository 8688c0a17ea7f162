"""Messages of the app: posting, changing, deleting, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace
from tests.support.blocks import actions, button, section
from tests.support.hosting import served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN, GENERAL, person

NOTE = {"event_type": "outbox", "event_payload": {"row": 7}}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


@pytest.fixture
def inside(workspace: Workspace) -> Workspace:
    """A workspace whose app was invited to #general."""
    workspace.invite(GENERAL, workspace.bot_user_id)
    return workspace


def test_a_message_to_a_person_opens_the_dm(workspace: Workspace, api: WebClient) -> None:
    answer = api.chat_postMessage(channel=BEN, text="hello")
    ben = workspace.human(BEN)
    assert answer["channel"] == ben.app_dm()
    assert answer["channel"].startswith("D")
    seen = ben.messages(ben.app_dm())
    assert [(each["text"], each["ts"], each["bot_id"]) for each in seen] == [("hello", answer["ts"], workspace.bot_id)]


def test_only_where_the_app_is(inside: Workspace, api: WebClient) -> None:
    assert api.chat_postMessage(channel=GENERAL, text="x")["ok"]
    assert api.chat_postMessage(channel="#general", text="x")["ok"]
    inside.rooms.get(GENERAL).members.remove(inside.bot_user_id)
    refused("not_in_channel", api.chat_postMessage, channel=GENERAL, text="x")
    refused("channel_not_found", api.chat_postMessage, channel="C0NOWHERE", text="x")
    refused("channel_not_found", api.chat_postMessage, channel=inside.human(ADA).open_dm([BEN]), text="x")


def test_never_to_a_bot_nor_to_a_stranger() -> None:
    robot, stranger = person(1, is_bot=True), person(2, is_stranger=True)
    workspace = example_workspace(robot, stranger)
    with served(workspace):
        api = WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])
        refused("cannot_dm_bot", api.chat_postMessage, channel=robot.id, text="x")
        refused("cannot_dm_bot", api.chat_postMessage, channel="USLACKBOT", text="x")
        refused("cannot_dm_bot", api.conversations_open, users=robot.id)
        refused("channel_not_found", api.chat_postMessage, channel=stranger.id, text="x")


def test_slack_does_not_stop_a_message_to_one_who_left() -> None:
    gone = person(3, deleted=True)
    workspace = example_workspace(gone)
    with served(workspace):
        api = WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])
        assert api.chat_postMessage(channel=gone.id, text="x")["ok"]
        refused("user_disabled", api.conversations_open, users=gone.id)


@pytest.mark.parametrize(
    ("code", "args"),
    [
        ("no_text", {"text": ""}),
        ("no_text", {"text": " "}),
        ("invalid_blocks_format", {"text": "x", "blocks": "not json"}),
        ("invalid_blocks_format", {"text": "x", "blocks": {"type": "divider"}}),
        ("invalid_blocks", {"text": "x", "blocks": [section("")]}),
        ("msg_blocks_too_long", {"text": "x", "blocks": [section("y" * 2900)] * 4}),
        ("only_one_table_allowed", {"text": "x", "blocks": [TABLE, TABLE]}),
        ("invalid_metadata_format", {"text": "x", "metadata": {"event_type": "x"}}),
        ("invalid_metadata_format", {"text": "x", "metadata": {"event_type": "", "event_payload": {}}}),
        ("metadata_too_large", {"text": "x", "metadata": {"event_type": "x", "event_payload": {"a": "b" * 17_000}}}),
        ("markdown_text_conflict", {"text": "x", "markdown_text": "y"}),
        ("thread_not_found", {"text": "x", "thread_ts": "1.000000"}),
    ],
)
@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
def test_what_is_no_message(api: WebClient, code: str, args: dict[str, Any]) -> None:
    refused(code, api.chat_postMessage, channel=BEN, **args)


def test_a_refusal_of_blocks_says_where(api: WebClient) -> None:
    answer = refused("invalid_blocks", api.chat_postMessage, channel=BEN, text="x", blocks=[section("")])
    told = "must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    assert answer["errors"] == [told]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {told}"]


def test_long_text_is_cut_on_posting_and_refused_on_updating(api: WebClient) -> None:
    whole = api.chat_postMessage(channel=BEN, text="x" * 40_000)
    assert "response_metadata" not in whole.data
    cut = api.chat_postMessage(channel=BEN, text="x" * 40_001)
    assert len(cut["message"]["text"]) == 40_000
    assert cut["response_metadata"]["warnings"] == ["message_truncated"]
    place = {"channel": cut["channel"], "ts": cut["ts"]}
    assert api.chat_update(**place, text="x" * 4_000)["ok"]
    refused("msg_too_long", api.chat_update, **place, text="x" * 4_001)


def test_stored_blocks_get_ids_and_defaults(api: WebClient) -> None:
    press = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}
    answer = api.chat_postMessage(channel=BEN, text="x", blocks=[{"type": "actions", "elements": [press]}])
    block = answer["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert block["elements"][0]["text"]["emoji"] is True


def test_an_update_replaces_blocks_by_text(workspace: Workspace, api: WebClient) -> None:
    posted = api.chat_postMessage(channel=BEN, text="offer", blocks=[actions(button("yes"))], metadata=NOTE)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    api.chat_update(**place, text="taken", blocks=[section("taken")])
    ben = workspace.human(BEN)
    seen = ben.messages(posted["channel"])[0]
    assert (seen["text"], seen["blocks"][0]["type"], "edited" in seen) == ("taken", "section", False)
    api.chat_update(**place, text="over")
    seen = ben.messages(posted["channel"])[0]
    assert (seen["text"], "blocks" in seen, "edited" in seen) == ("over", False, True)


def test_only_own_messages_are_changed(inside: Workspace, api: WebClient) -> None:
    place = {"channel": GENERAL, "ts": inside.human(BEN).say(GENERAL, "mine")}
    refused("cant_update_message", api.chat_update, **place, text="x")
    refused("cant_delete_message", api.chat_delete, **place)
    refused("message_not_found", api.chat_update, channel=GENERAL, ts="1.000000", text="x")
    refused("message_not_found", api.chat_delete, channel=GENERAL, ts="1.000000")
    refused("channel_not_found", api.chat_update, channel=BEN, ts=place["ts"], text="x")


def test_deleting(workspace: Workspace, api: WebClient) -> None:
    posted = api.chat_postMessage(channel=BEN, text="x")
    assert api.chat_delete(channel=posted["channel"], ts=posted["ts"])["ok"]
    assert workspace.human(BEN).messages(posted["channel"]) == []


def test_an_ephemeral_is_for_one_member(inside: Workspace, api: WebClient) -> None:
    answer = api.chat_postEphemeral(channel=GENERAL, user=BEN, text="only you")
    assert [each["text"] for each in inside.human(BEN).messages(GENERAL)] == ["only you"]
    assert inside.human(ADA).messages(GENERAL) == []
    refused("user_not_in_channel", api.chat_postEphemeral, channel=GENERAL, user="U0NOBODY", text="x")
    refused("message_not_found", api.chat_update, channel=GENERAL, ts=answer["message_ts"], text="x")


def test_threads(inside: Workspace, api: WebClient) -> None:
    ada = inside.human(ADA)
    parent = ada.say(GENERAL, "question")
    reply = api.chat_postMessage(channel=GENERAL, text="answer", thread_ts=parent)
    seen = ada.messages(GENERAL)[0]
    assert (seen["reply_count"], seen["latest_reply"], seen["reply_users"]) == (1, reply["ts"], [inside.bot_user_id])
    assert [each["text"] for each in ada.messages(GENERAL, parent)] == ["question", "answer"]
    whisper = api.chat_postEphemeral(channel=GENERAL, user=ADA, text="psst")
    refused("cannot_reply_to_message", api.chat_postMessage, channel=GENERAL, text="x", thread_ts=whisper["message_ts"])


def test_permalinks(workspace: Workspace, api: WebClient) -> None:
    posted = api.chat_postMessage(channel=BEN, text="x")
    place = {"channel": posted["channel"], "message_ts": posted["ts"]}
    path = f"/archives/{posted['channel']}/p{posted['ts'].replace('.', '')}"
    assert api.chat_getPermalink(**place)["permalink"] == workspace.base_url + path
    refused("message_not_found", api.chat_getPermalink, channel=posted["channel"], message_ts="1.000000")


def test_timestamps_only_grow(api: WebClient) -> None:
    stamps = [api.chat_postMessage(channel=BEN, text="x")["ts"] for _ in range(5)]
    assert stamps == sorted(set(stamps))


def test_a_closed_messages_tab_takes_nothing() -> None:
    workspace = example_workspace()
    workspace.manifest = replace(workspace.manifest, messages_tab=False)
    with served(workspace):
        api = WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])
        refused("messages_tab_disabled", api.chat_postMessage, channel=BEN, text="x")
