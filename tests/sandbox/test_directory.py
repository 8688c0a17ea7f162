"""The directory: who is listed, in which pages, and how changes are told."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.people import field_id
from bot.sandbox.seed import SeedUser
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.sandbox.example import EXAMPLE, example_workspace, manifest_with
from tests.support.hosting import served
from tests.support.refusals import refused
from tests.support.workspace import ADA, BEN, CHIKA, person

DORA = SeedUser(
    "U0DORA00001",
    "dora",
    "Dora Weiß",
    tz="Asia/Kolkata",
    email="dora@example.com",
    fields={"Office": "Pune", "Level": "5"},
    locale="de-DE",
)


def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])


def test_everybody_is_listed_page_by_page(workspace: Workspace, api: WebClient) -> None:
    pages = [page["members"] for page in api.users_list(limit=2)]
    assert [len(page) for page in pages] == [2, 2, 1]
    listed = [member["id"] for page in pages for member in page]
    assert listed == ["USLACKBOT", workspace.bot_user_id, ADA, BEN, CHIKA]


def test_a_large_team_wants_a_limit() -> None:
    workspace = example_workspace(*[person(number) for number in range(500)])
    with served(workspace):
        refused("limit_required", client(workspace).users_list)
        assert len(client(workspace).users_list(limit=200)["members"]) == 200


def test_zone_and_roles_are_told_unless_somebody_left() -> None:
    gone = person(1, deleted=True)
    workspace = example_workspace(DORA, gone, person(2, is_ultra_restricted=True))
    with served(workspace):
        api = client(workspace)
        dora = api.users_info(user=DORA.id, include_locale=True)["user"]
        assert (dora["tz"], dora["tz_offset"], dora["locale"], dora["is_admin"]) == (
            "Asia/Kolkata",
            19_800,
            "de-DE",
            False,
        )
        assert api.users_info(user=ADA)["user"]["is_admin"]
        left = api.users_info(user=gone.id)["user"]
        assert (left["deleted"], "tz" in left, "is_restricted" in left) == (True, False, False)
        guest = api.users_info(user="U0PERSON002")["user"]
        assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, True)
        refused("user_not_found", api.users_info, user="U0NOBODY")


def test_custom_fields_are_in_the_profile_only() -> None:
    workspace = example_workspace(DORA)
    with served(workspace):
        api = client(workspace)
        office = field_id("Office")
        assert "fields" not in api.users_info(user=DORA.id)["user"]["profile"]
        assert api.users_profile_get(user=DORA.id)["profile"]["fields"][office] == {"value": "Pune", "alt": ""}
        labelled = api.users_profile_get(user=DORA.id, include_labels=True)["profile"]["fields"]
        assert labelled[office]["label"] == "Office"
        named = api.team_profile_get()["profile"]["fields"]
        assert [(each["id"], each["label"]) for each in named] == [(office, "Office"), (field_id("Level"), "Level")]


def test_mail_addresses_need_a_scope_of_their_own() -> None:
    for manifest, known in ((EXAMPLE, False), (manifest_with("users:read.email"), True)):
        workspace = example_workspace(DORA, manifest=manifest)
        with served(workspace):
            profile = client(workspace).users_info(user=DORA.id)["user"]["profile"]
            assert ("email" in profile) is known


def test_joining_changing_and_leaving_are_events(workspace: Workspace, connect: Connect) -> None:
    heard: list[tuple[str, str, bool, str]] = []

    def note(event: dict[str, Any]) -> None:
        user = event["user"]
        heard.append((event["type"], user["id"], user["deleted"], user["profile"]["title"]))
        workspace.changed("test")

    def listen(app: App) -> None:
        app.event("team_join")(note)
        app.event("user_change")(note)

    connect(listen)
    workspace.add_user(DORA)
    workspace.wait_for(lambda: len(heard) == 1)
    workspace.update_user(DORA.id, title="Lead")
    workspace.wait_for(lambda: len(heard) == 2)
    workspace.deactivate(DORA.id)
    workspace.wait_for(lambda: len(heard) == 3)
    assert heard == [
        ("team_join", DORA.id, False, ""),
        ("user_change", DORA.id, False, "Lead"),
        ("user_change", DORA.id, True, "Lead"),
    ]


def test_team_and_bot(workspace: Workspace, api: WebClient) -> None:
    assert api.team_info()["team"]["id"] == workspace.team_id
    refused("team_not_found", api.team_info, team="T0OTHER")
    assert api.bots_info(bot=workspace.bot_id)["bot"]["name"] == "Mentor"
    refused("bot_not_found", api.bots_info, bot="B0OTHER")
    assert api.api_test(foo="bar")["args"] == {"foo": "bar"}
