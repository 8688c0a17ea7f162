"""The list of methods, and what holds for each of them."""

import json
from typing import Any

import httpx2
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.routing import Route

from bot.sandbox.methods import METHODS
from bot.sandbox.server import create_app
from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace, manifest_without
from tests.support.hosting import served
from tests.support.workspace import ADA


def refusal(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_the_list_and_the_routes_are_equal() -> None:
    routes = create_app(example_workspace()).routes
    paths = {route.path for route in routes if isinstance(route, Route) and route.path.startswith("/api/")}
    assert paths - {"/api/{method:path}"} == {f"/api/{name}" for name in METHODS}


def test_an_unknown_method_is_refused(api: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        api.api_call("chat.shout")
    assert refusal(error) == "unknown_method"


@pytest.mark.parametrize(
    ("token", "method", "code"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-local-app", "users.list", "not_allowed_token_type"),
        ("xapp-local-app", "views.open", "not_allowed_token_type"),
        ("xoxb-local-bot", "apps.connections.open", "not_allowed_token_type"),
    ],
)
def test_tokens(workspace: Workspace, token: str, method: str, code: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = httpx2.post(f"{workspace.base_url}/api/{method}", headers=headers).json()
    assert answer == {"ok": False, "error": code}


def test_a_token_in_the_form_is_taken(workspace: Workspace) -> None:
    answer = httpx2.post(f"{workspace.base_url}/api/auth.test", data={"token": workspace.bot_token}).json()
    assert (answer["ok"], answer["user_id"], answer["bot_id"]) == (True, workspace.bot_user_id, workspace.bot_id)


@pytest.mark.parametrize("name", sorted(name for name, facts in METHODS.items() if facts.scopes))
def test_each_method_wants_its_scope(name: str) -> None:
    workspace = example_workspace(manifest=manifest_without(*METHODS[name].scopes))
    with served(workspace):
        headers = {"Authorization": f"Bearer {workspace.bot_token}"}
        answer = httpx2.post(f"{workspace.base_url}/api/{name}", headers=headers)
    assert answer.json()["error"] == "missing_scope"
    assert answer.json()["needed"] == ",".join(METHODS[name].scopes)
    assert answer.json()["provided"] == answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize("name", sorted(name for name, facts in METHODS.items() if facts.required))
def test_each_method_wants_its_arguments(workspace: Workspace, name: str) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    answer = httpx2.post(f"{workspace.base_url}/api/{name}", headers=headers).json()
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        f"[ERROR] missing required field: {field}" for field in METHODS[name].required
    ]


@pytest.mark.parametrize("how", ["form", "json", "query"])
def test_arguments_come_as_a_form_as_json_or_in_the_address(workspace: Workspace, how: str) -> None:
    args: dict[str, Any] = {"channel": ADA, "text": "hello"}
    blocks = [{"type": "divider"}]
    args["blocks"] = blocks if how == "json" else json.dumps(blocks)
    given: dict[str, Any] = {"form": {"data": args}, "json": {"json": args}, "query": {"params": args}}[how]
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    answer = httpx2.post(f"{workspace.base_url}/api/chat.postMessage", headers=headers, **given).json()
    assert answer["ok"], answer
    assert answer["message"]["blocks"][0]["type"] == "divider"


def test_json_is_not_read_where_slack_does_not_read_it(workspace: Workspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    address = f"{workspace.base_url}/api/users.info"
    assert httpx2.post(address, headers=headers, json={"user": ADA}).json()["error"] == "invalid_arguments"
    assert httpx2.post(address, headers=headers, data={"user": ADA}).json()["ok"]


@pytest.mark.parametrize(("body", "code"), [("{", "invalid_json"), ("[1]", "json_not_object")])
def test_broken_json(workspace: Workspace, body: str, code: str) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}", "Content-Type": "application/json"}
    answer = httpx2.post(f"{workspace.base_url}/api/chat.postMessage", headers=headers, content=body).json()
    assert answer["error"] == code


def test_calls_are_logged_as_received(workspace: Workspace, api: WebClient) -> None:
    api.users_info(user=ADA)
    call = workspace.calls[-1]
    assert (call.method, call.args, call.response["user"]["id"]) == ("users.info", {"user": ADA}, ADA)
    assert call.at == workspace.clock.now()


def test_an_uninstalled_app_is_out(workspace: Workspace, api: WebClient) -> None:
    workspace.uninstall()
    with pytest.raises(SlackApiError) as error:
        api.auth_test()
    assert refusal(error) == "account_inactive"
