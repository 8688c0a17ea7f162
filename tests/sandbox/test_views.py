"""The views methods: triggers, stacks, hashes, Home tabs."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace
from tests.support.blocks import home, modal, section, typed
from tests.support.hosting import served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN


@pytest.fixture
def trigger(workspace: Workspace) -> Any:
    """Makes trigger ids of Ada's, as an interaction would."""
    return lambda: workspace.tickets.trigger(ADA)


def test_a_modal_opens_for_the_person_of_the_trigger(workspace: Workspace, api: WebClient, trigger: Any) -> None:
    view = api.views_open(trigger_id=trigger(), view=modal(typed("b", initial_value="so far"), callback_id="ask"))[
        "view"
    ]
    shown = workspace.human(ADA).modals()
    assert [each["id"] for each in shown] == [view["id"]]
    assert view["state"]["values"] == {"b": {"text": {"type": "plain_text_input", "value": "so far"}}}
    assert (view["root_view_id"], view["previous_view_id"], view["callback_id"]) == (view["id"], None, "ask")
    assert workspace.human(BEN).modals() == []


def test_a_trigger_is_good_once_and_for_three_seconds(workspace: Workspace, api: WebClient, trigger: Any) -> None:
    key = trigger()
    api.views_open(trigger_id=key, view=modal())
    refused("exchanged_trigger_id", api.views_open, trigger_id=key, view=modal())
    refused("invalid_trigger_id", api.views_open, trigger_id="12.34", view=modal())
    old = trigger()
    workspace.expire_triggers()
    refused("expired_trigger_id", api.views_open, trigger_id=old, view=modal())
    refused("invalid_arguments", api.views_open, view=modal(), trigger_id="")


def test_a_refused_view_leaves_the_trigger(api: WebClient, trigger: Any) -> None:
    key = trigger()
    answer = refused("invalid_arguments", api.views_open, trigger_id=key, view=modal(section("")))
    assert "[json-pointer:/view/blocks/0/text/text]" in answer["response_metadata"]["messages"][0]
    assert api.views_open(trigger_id=key, view=modal())["ok"]


def test_three_modals_and_no_fourth(workspace: Workspace, api: WebClient, trigger: Any) -> None:
    refused("not_found", api.views_push, trigger_id=trigger(), view=modal())
    root = api.views_open(trigger_id=trigger(), view=modal())["view"]
    second = api.views_push(trigger_id=trigger(), view=modal())["view"]
    third = api.views_push(trigger_id=trigger(), view=modal())["view"]
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], root["id"])
    refused("push_limit_reached", api.views_push, trigger_id=trigger(), view=modal())
    workspace.human(ADA).close(third["id"])
    assert api.views_push(trigger_id=trigger(), view=modal())["ok"]


def test_an_update_keeps_what_was_typed(workspace: Workspace, api: WebClient, trigger: Any) -> None:
    view = api.views_open(trigger_id=trigger(), view=modal(typed("kept"), typed("gone")))["view"]
    ada = workspace.human(ADA)
    ada.type_in(view["id"], "kept", "text", "my words")
    ada.type_in(view["id"], "gone", "text", "other words")
    api.views_update(
        view_id=view["id"], view=modal(typed("kept", initial_value="fresh"), typed("new", initial_value="n"))
    )
    values = ada.modals()[0]["state"]["values"]
    assert {block: state["text"]["value"] for block, state in values.items()} == {"kept": "my words", "new": "n"}


def test_a_stale_hash_is_refused(api: WebClient, trigger: Any) -> None:
    view = api.views_open(trigger_id=trigger(), view=modal(external_id="mine"))["view"]
    updated = api.views_update(view_id=view["id"], view=modal(external_id="mine"), hash=view["hash"])["view"]
    refused("hash_conflict", api.views_update, view_id=view["id"], view=modal(), hash=view["hash"])
    assert api.views_update(external_id="mine", view=modal(), hash=updated["hash"])["ok"]
    refused("not_found", api.views_update, view_id="V0NOWHERE", view=modal())


def test_external_ids_are_unique(api: WebClient, trigger: Any) -> None:
    api.views_open(trigger_id=trigger(), view=modal(external_id="mine"))
    refused("duplicate_external_id", api.views_push, trigger_id=trigger(), view=modal(external_id="mine"))
    assert api.views_push(trigger_id=trigger(), view=modal(external_id="yours"))["ok"]


def test_a_view_has_a_size(api: WebClient, trigger: Any) -> None:
    large = modal(*[section("x" * 2_900) for _ in range(90)])
    refused("view_too_large", api.views_open, trigger_id=trigger(), view=large)
    assert api.views_open(trigger_id=trigger(), view=modal(*large["blocks"][:80]))["ok"]


def test_the_kind_must_fit(api: WebClient, trigger: Any) -> None:
    refused("invalid_arguments", api.views_open, trigger_id=trigger(), view=home())
    refused("invalid_arguments", api.views_publish, user_id=ADA, view=modal())


def test_home_is_published_for_one_person(workspace: Workspace, api: WebClient) -> None:
    ada = workspace.human(ADA)
    assert ada.open_home() is None
    first = api.views_publish(user_id=ADA, view=home(section("one")))["view"]
    second = api.views_publish(user_id=ADA, view=home(section("two")), hash=first["hash"])["view"]
    refused("hash_conflict", api.views_publish, user_id=ADA, view=home(), hash=first["hash"])
    seen = ada.open_home()
    assert seen is not None
    assert (seen["id"], seen["blocks"][0]["text"]["text"]) == (second["id"], "two")
    assert first["id"] == second["id"]
    assert workspace.human(BEN).home() is None
    refused("user_not_found", api.views_publish, user_id="U0NOBODY", view=home())


def test_no_home_without_its_tab() -> None:
    workspace = example_workspace()
    workspace.manifest = replace(workspace.manifest, home_tab=False)
    with served(workspace):
        api = WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])
        refused("not_enabled", api.views_publish, user_id=ADA, view=home())
