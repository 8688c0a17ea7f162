"""Conversations: opening, listing, reading back."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.seed import SeedChannel
from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace, manifest_with, manifest_without
from tests.support.hosting import served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN, CHIKA, GENERAL, person

NOTE = {"event_type": "outbox", "event_payload": {"row": 7}}


def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])


def test_a_group_dm_is_found_again_for_the_same_people(workspace: Workspace, api: WebClient) -> None:
    first = api.conversations_open(users=[ADA, BEN])
    again = api.conversations_open(users=[BEN, ADA])
    assert first["channel"]["id"] == again["channel"]["id"]
    assert ("already_open" in first.data, again["already_open"]) == (False, True)
    other = api.conversations_open(users=[ADA, BEN, CHIKA])
    assert other["channel"]["id"] != first["channel"]["id"]
    names = {line.name for line in workspace.human(ADA).conversations() if line.kind == "mpim"}
    assert names == {"Mentor, Ben", "Mentor, Ben, Chika"}


def test_a_dm_is_the_one_that_messages_go_to(api: WebClient) -> None:
    opened = api.conversations_open(users=ADA, return_im=True)["channel"]
    assert (opened["is_im"], opened["user"]) == (True, ADA)
    assert api.chat_postMessage(channel=ADA, text="x")["channel"] == opened["id"]


def test_opening_without_making(api: WebClient) -> None:
    refused("channel_not_found", api.conversations_open, users=ADA, prevent_creation=True)
    opened = api.conversations_open(users=ADA)
    assert api.conversations_open(users=ADA, prevent_creation=True)["channel"] == opened["channel"]


def test_who_can_not_be_met() -> None:
    people = [person(number) for number in range(9)] + [person(10, is_stranger=True)]
    workspace = example_workspace(*people)
    with served(workspace):
        api = client(workspace)
        assert api.conversations_open(users=[each.id for each in people[:8]])["ok"]
        refused("too_many_users", api.conversations_open, users=[each.id for each in people[:9]])
        refused("users_list_not_supplied", api.conversations_open, users="")
        refused("user_not_found", api.conversations_open, users="U0NOBODY")
        refused("user_not_visible", api.conversations_open, users=people[-1].id)
        refused("invalid_user_combination", api.conversations_open, users=[ADA, people[-1].id])


def test_group_dms_need_a_scope_of_their_own() -> None:
    workspace = example_workspace(manifest=manifest_without("mpim:write"))
    with served(workspace):
        api = client(workspace)
        assert api.conversations_open(users=ADA)["ok"]
        answer = refused("missing_scope", api.conversations_open, users=[ADA, BEN])
        assert answer["needed"] == "mpim:write"


def test_channels_are_listed_by_kind() -> None:
    workspace = example_workspace(manifest=manifest_with("groups:read"))
    workspace.rooms.add_channel(SeedChannel("C0SECRET001", "secret", members=[ADA], is_private=True), 0)
    workspace.rooms.add_channel(
        SeedChannel("C0BOARD0001", "board", members=[workspace.bot_user_id], is_private=True), 0
    )
    with served(workspace):
        api = client(workspace)
        assert [each["name"] for each in api.conversations_list()["channels"]] == ["general"]
        private = api.conversations_list(types="private_channel")["channels"]
        assert [each["name"] for each in private] == ["board"]
        refused("invalid_types", api.conversations_list, types="secret")
        refused("missing_scope", api.conversations_list, types="public_channel,mpim")
        refused("channel_not_found", api.conversations_info, channel="C0SECRET001")
        assert api.conversations_info(channel=GENERAL)["channel"]["is_general"]


def test_members_come_in_pages(api: WebClient) -> None:
    first = api.conversations_members(channel=GENERAL, limit=2)
    assert first["members"] == [ADA, BEN]
    rest = api.conversations_members(channel=GENERAL, limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert (rest["members"], rest["response_metadata"]["next_cursor"]) == ([CHIKA], "")
    refused("invalid_cursor", api.conversations_members, channel=GENERAL, cursor="nonsense")
    refused("invalid_limit", api.conversations_members, channel=GENERAL, limit=1001)


def test_history_has_metadata_only_when_asked(workspace: Workspace, api: WebClient) -> None:
    posted = api.chat_postMessage(channel=BEN, text="x", metadata=NOTE)
    plain = api.conversations_history(channel=posted["channel"])["messages"]
    assert ([each["ts"] for each in plain], "metadata" in plain[0]) == ([posted["ts"]], False)
    full = api.conversations_history(channel=posted["channel"], include_all_metadata=True)["messages"]
    assert full[0]["metadata"] == NOTE
    api.chat_update(channel=posted["channel"], ts=posted["ts"], text="y")
    kept = api.conversations_history(channel=posted["channel"], include_all_metadata=True)["messages"]
    assert kept[0]["metadata"] == NOTE


def test_history_is_newest_first_between_two_instants(workspace: Workspace, api: WebClient) -> None:
    stamps = []
    for text in ("one", "two", "three"):
        stamps.append(api.chat_postMessage(channel=BEN, text=text)["ts"])
        workspace.advance(timedelta(minutes=1))
    room = workspace.human(BEN).app_dm()

    def texts(**more: Any) -> list[str]:
        return [each["text"] for each in api.conversations_history(channel=room, **more)["messages"]]

    assert texts() == ["three", "two", "one"]
    assert texts(oldest=stamps[0]) == ["three", "two"]
    assert texts(oldest=stamps[0], inclusive=True) == ["three", "two", "one"]
    assert texts(latest=stamps[1]) == ["one"]
    assert texts(limit=1) == ["three"]
    refused("invalid_ts_oldest", api.conversations_history, channel=room, oldest="yesterday")


def test_history_is_for_members_with_the_scope(workspace: Workspace, api: WebClient) -> None:
    refused("not_in_channel", api.conversations_history, channel=GENERAL)
    workspace.invite(GENERAL, workspace.bot_user_id)
    workspace.human(ADA).say(GENERAL, "hello")
    api.chat_postEphemeral(channel=GENERAL, user=ADA, text="only you")
    assert [each["text"] for each in api.conversations_history(channel=GENERAL)["messages"]] == ["hello"]
    blind = example_workspace(manifest=manifest_without("im:history"))
    with served(blind):
        room = client(blind).chat_postMessage(channel=ADA, text="x")["channel"]
        answer = refused("missing_scope", client(blind).conversations_history, channel=room)
        assert answer["needed"] == "im:history"


def test_replies_are_apart_from_history(workspace: Workspace, api: WebClient) -> None:
    parent = api.chat_postMessage(channel=BEN, text="question")
    workspace.human(BEN).say(parent["channel"], "answer", thread_ts=parent["ts"])
    history = api.conversations_history(channel=parent["channel"])["messages"]
    assert [each["text"] for each in history] == ["question"]
    thread = api.conversations_replies(channel=parent["channel"], ts=parent["ts"])["messages"]
    assert [each["text"] for each in thread] == ["question", "answer"]
    refused("thread_not_found", api.conversations_replies, channel=parent["channel"], ts="1.000000")


@pytest.mark.parametrize("limit", [0, 1000])
def test_limits_of_history(workspace: Workspace, api: WebClient, limit: int) -> None:
    room = api.chat_postMessage(channel=BEN, text="x")["channel"]
    if limit:
        refused("invalid_limit", api.conversations_history, channel=room, limit=limit)
    else:
        assert api.conversations_history(channel=room, limit=limit)["ok"]
