"""The server: where it listens, what is mounted, how it ends."""

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.sandbox.server import start
from tests.sandbox.example import example_workspace
from tests.support.hosting import served
from tests.support.workspace import ADA


def test_a_page_can_be_mounted_beside_the_api() -> None:
    async def page(_: Request) -> PlainTextResponse:
        return PlainTextResponse("the page")

    running = start(example_workspace(), extra_routes=[Route("/", page)])
    try:
        assert httpx2.get(running.url).text == "the page"
        assert httpx2.post(f"{running.api_url}auth.test").json()["error"] == "not_authed"
    finally:
        running.stop()


def test_it_ends_while_somebody_listens_and_somebody_waits() -> None:
    workspace = example_workspace()
    running = start(workspace)
    feed = workspace.changes.subscribe()
    workspace.faults.freeze("auth.test")
    running.stop()
    assert list(feed) == []
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(running.url)


def test_only_the_loopback() -> None:
    with pytest.raises(ValueError, match="loopback"):
        start(example_workspace(), host="0.0.0.0")


def test_a_taken_port_is_an_error() -> None:
    with served(example_workspace()) as running, pytest.raises(OSError, match="in use"):
        start(example_workspace(), port=int(running.url.rpartition(":")[2]))


def test_two_workspaces_do_not_mix() -> None:
    one, other = example_workspace(), example_workspace()
    with served(one), served(other):
        assert one.base_url != other.base_url
        one.human(ADA).say(one.human(ADA).app_dm(), "hello")
        assert other.human(ADA).messages(other.human(ADA).app_dm()) == []
