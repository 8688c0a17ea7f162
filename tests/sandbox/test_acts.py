"""What a person does at their client, and what of it reaches the app."""

from collections.abc import Callable

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.errors import ActionFailed
from bot.sandbox.manifest import Manifest
from bot.sandbox.workspace import Workspace
from bot.sandbox.written import as_blocks, as_stored
from tests.sandbox.example import EXAMPLE, SCOPES, example_workspace
from tests.support.blocks import Json
from tests.support.hosting import connected, served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN, GENERAL, MANIFEST

ALL = Manifest.of(
    {
        "display_information": {"name": "Mentor"},
        "features": {
            "app_home": {"messages_tab_enabled": True},
            "shortcuts": [{"name": "Ask", "type": "global", "callback_id": "ask_now", "description": "x"}],
        },
        "oauth_config": {"scopes": {"bot": [*SCOPES, "app_mentions:read", "reactions:read"]}},
        "settings": {
            "event_subscriptions": {
                "bot_events": [
                    *("app_mention", "member_joined_channel", "member_left_channel", "message.channels"),
                    *("reaction_added", "reaction_removed"),
                ]
            }
        },
    }
)


def hearing(do: Callable[[Workspace, WebClient], None], times: int, *, inside: bool = True) -> list[Json]:
    """What is sent to an app (in #general) while something is done: so many times, and no more."""
    workspace = example_workspace(manifest=ALL)
    with served(workspace) as running, connected(workspace, acknowledging):
        before = 0
        if inside:
            workspace.invite(GENERAL, workspace.bot_user_id)
            before = 1
            workspace.wait_for(lambda: len(workspace.delivery.log) == before)
        do(workspace, WebClient(workspace.bot_token, base_url=running.api_url, retry_handlers=[]))
        workspace.wait_for(lambda: len(workspace.delivery.log) >= before + times)
        sent = [envelope.payload for envelope in workspace.delivery.log[before:]]
    assert len(sent) == times, sent
    return [payload.get("event") or payload for payload in sent]


def acknowledging(app: App) -> None:
    app.shortcut("ask_now")(lambda ack: ack())


def test_a_mention_reaches_the_app_beside_the_message() -> None:
    heard = hearing(lambda workspace, _: void(workspace.human(ADA).say(GENERAL, "hello @mentor")), 2)
    assert sorted(event["type"] for event in heard) == ["app_mention", "message"]
    assert {event["text"] for event in heard} == {"hello <@U0LOCALBOT1>"}


def test_nothing_is_heard_of_a_channel_that_the_app_is_not_in() -> None:
    assert hearing(lambda workspace, _: void(workspace.human(ADA).say(GENERAL, "hello @mentor")), 0, inside=False) == []


def test_reactions_come_and_go() -> None:
    def do(workspace: Workspace, _: WebClient) -> None:
        ada = workspace.human(ADA)
        ts = ada.say(GENERAL, "hello")
        for back in (False, False, True):
            ada.react(GENERAL, ts, "eyes", take_back=back)
        assert ada.messages(GENERAL)[-1]["reactions"] == []
        workspace.human(BEN).react(GENERAL, ts, "eyes")
        assert ada.messages(GENERAL)[-1]["reactions"] == [{"name": "eyes", "users": [BEN], "count": 1}]

    kinds = [event["type"] for event in hearing(do, 4)]
    assert sorted(kinds) == ["message", "reaction_added", "reaction_added", "reaction_removed"]


def test_what_a_person_edits_and_deletes_reaches_the_app() -> None:
    def do(workspace: Workspace, _: WebClient) -> None:
        ada = workspace.human(ADA)
        ts = ada.say(GENERAL, "one")
        ada.edit_message(GENERAL, ts, "two")
        with pytest.raises(ActionFailed, match="cant_update_message"):
            workspace.human(BEN).delete_message(GENERAL, ts)
        ada.delete_message(GENERAL, ts)
        assert ada.messages(GENERAL) == []

    found = {event.get("subtype", ""): event for event in hearing(do, 3)}
    assert found.keys() == {"", "message_changed", "message_deleted"}
    assert (found["message_changed"]["message"]["text"], found["message_changed"]["previous_message"]["text"]) == (
        "two",
        "one",
    )


def test_what_the_app_changes_itself_reaches_it_too() -> None:
    def do(_: Workspace, api: WebClient) -> None:
        sent = api.chat_postMessage(channel=GENERAL, text="one")
        api.chat_update(channel=GENERAL, ts=sent["ts"], text="two")
        api.chat_delete(channel=GENERAL, ts=sent["ts"])

    assert {event.get("subtype", "") for event in hearing(do, 3)} == {"", "message_changed", "message_deleted"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.com", "<https://example.com>"),
        ("see https://e.com/a?b=1&c=2.", "see <https://e.com/a?b=1&amp;c=2>."),
        ("(https://e.com)", "(<https://e.com>)"),
        ("https://e.com/@ben", "<https://e.com/@ben>"),
        ("a & b", "a &amp; b"),
    ],
)
def test_addresses_become_links(workspace: Workspace, typed: str, stored: str) -> None:
    assert as_stored(workspace, typed) == stored
    assert as_stored(workspace, "https://e.com", labelled=True) == "https://e.com"


def test_a_typed_message_has_blocks(workspace: Workspace) -> None:
    ada = workspace.human(ADA)
    ada.say(GENERAL, "Look @ben: https://e.com <b> #general @here")
    blocks = ada.messages(GENERAL)[-1]["blocks"]
    assert blocks[0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Look "},
        {"type": "user", "user_id": BEN},
        {"type": "text", "text": ": "},
        {"type": "link", "url": "https://e.com"},
        {"type": "text", "text": " <b> "},
        {"type": "channel", "channel_id": GENERAL},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
    ]
    assert as_blocks("")[0]["elements"][0]["elements"] == []


def test_a_global_shortcut_reaches_the_app() -> None:
    heard = hearing(lambda workspace, _: workspace.human(ADA).global_shortcut("ask_now"), 1)
    assert [(event["type"], event["callback_id"], "channel" in event) for event in heard] == [
        ("shortcut", "ask_now", False)
    ]


def test_a_message_shortcut_is_no_global_one(workspace: Workspace) -> None:
    with pytest.raises(ActionFailed, match="no_such_shortcut"):
        workspace.human(ADA).global_shortcut("ask_about_message")


def test_the_app_is_invited_and_removed_by_commands() -> None:
    def do(workspace: Workspace, _: WebClient) -> None:
        ada = workspace.human(ADA)
        ada.command("/invite @mentor", GENERAL)
        assert workspace.bot_user_id in workspace.rooms.get(GENERAL).members
        assert ada.messages(GENERAL)[-1]["text"] == "Mentor was added to #general."
        ada.command("/invite @mentor", GENERAL)
        assert ada.messages(GENERAL)[-1]["text"].startswith("Nothing to do")
        ada.command("/remove @mentor", GENERAL)
        assert workspace.bot_user_id not in workspace.rooms.get(GENERAL).members
        ada.command("/invite", GENERAL)
        assert "Name somebody" in ada.messages(GENERAL)[-1]["text"]
        ada.command("/invite @mentor")
        assert ada.messages(ada.app_dm())[-1]["text"] == "This works in channels only."

    heard = hearing(do, 2, inside=False)
    assert [(event["type"], event.get("inviter")) for event in heard] == [
        ("member_joined_channel", ADA),
        ("member_left_channel", None),
    ]


def test_the_app_joins_by_itself(workspace: Workspace, api: WebClient) -> None:
    assert api.conversations_join(channel=GENERAL)["channel"]["is_member"]
    assert api.conversations_join(channel=GENERAL)["warning"] == "already_in_channel"
    dm = api.chat_postMessage(channel=BEN, text="x")["channel"]
    refused("method_not_supported_for_channel_type", api.conversations_join, channel=dm)


def test_what_a_manifest_asks_for_in_vain_is_named() -> None:
    asked = {
        "display_information": {"name": "X"},
        "features": {"agent_view": {}, "bot_user": {"display_name": "X"}},
        "functions": {"f": {}},
        "oauth_config": {"scopes": {"user": ["search:read"]}},
        "settings": {"event_subscriptions": {"bot_events": ["link_shared", "app_mention"]}},
    }
    assert Manifest.of(asked).not_served == [
        "the event link_shared",
        "the feature agent_view",
        "functions",
        "the user scope search:read",
    ]
    assert EXAMPLE.not_served == Manifest.read(MANIFEST).not_served == []


def void(_: object) -> None:
    """Only what happens counts."""
