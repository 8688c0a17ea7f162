"""The page's addresses answer in their own words, and only to their own page."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bot.sandbox.page.routes import page_routes
from bot.sandbox.server import create_app
from bot.sandbox.workspace import Workspace
from tests.support.workspace import ADA, BEN, GENERAL, small_workspace


@pytest.fixture
def workspace() -> Workspace:
    return small_workspace()


@pytest.fixture
def client(workspace: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(workspace, page_routes(workspace, ADA))) as client:
        yield client


def test_the_front_door_leads_to_a_desk(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.url.path == f"/as/{ADA}/home"
    assert "Ada" in answer.text


def test_the_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get(f"/as/{ADA}/home").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/as/U0NOBODY000", "/as/U0NOBODY000/home", f"/as/{ADA}/c/C0NOWHERE00"])
def test_what_is_not_there_is_said_in_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "That is not here (any more).")


def test_words_are_stored_as_slack_stores_them(client: TestClient, workspace: Workspace) -> None:
    said = client.post(f"/as/{ADA}/say", json={"channel": GENERAL, "text": "a < b, @ben"}).json()
    assert said["ok"]
    assert workspace.human(BEN).messages(GENERAL)[-1]["text"] == f"a &lt; b, <@{BEN}>"


def test_another_site_cannot_act(client: TestClient, workspace: Workspace) -> None:
    body = {"channel": GENERAL, "text": "hello"}
    answer = client.post(f"/as/{ADA}/say", json=body, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert client.post(f"/as/{ADA}/say", data=body).status_code == 403
    assert workspace.human(BEN).messages(GENERAL) == []


def test_time_moves_only_forward(client: TestClient, workspace: Workspace) -> None:
    before = workspace.clock.now()
    assert client.post("/clock", json={"hours": -1}).status_code == 400
    assert workspace.clock.now() == before
    client.post("/clock", json={"hours": 24})
    assert (workspace.clock.now() - before).days == 1


def test_a_press_nobody_hears_is_told(client: TestClient, workspace: Workspace) -> None:
    ts = workspace.human(ADA).say(GENERAL, "hello")
    body = {"callback": "ask_about_message", "channel": GENERAL, "ts": ts}
    answer = client.post(f"/as/{ADA}/shortcut", json=body).json()
    assert answer == {"ok": False, "error": "The app is not connected to this workspace, so nobody heard that."}


def test_mentions_are_offered_by_handle(client: TestClient) -> None:
    assert client.get(f"/as/{ADA}/mentions?query=be").json() == [{"name": "@ben", "hint": "Ben Okafor · Designer"}]


def test_parts_show_what_this_person_sees(client: TestClient, workspace: Workspace) -> None:
    workspace.human(BEN).say(GENERAL, "For everybody <b>")
    parts = client.get(f"/as/{ADA}/parts?at={GENERAL}").json()
    assert "For everybody &lt;b&gt;" in parts["pane"]
    assert parts["modal"] == ""
    assert 'aria-label="1 unread"' in parts["sidebar"]
