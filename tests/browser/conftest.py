"""A Chromium, a served workspace with the page, and the demo app connected to it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.sandbox.page.routes import page_routes
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from tests.browser.demo import listen
from tests.browser.page import Page
from tests.support.hosting import connected
from tests.support.workspace import ADA, small_workspace

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium_path() -> str:
    """The Chromium of this machine. Without one the test is skipped, or fails where a browser is required."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("MENTOR_REQUIRE_BROWSER") == "1":
            pytest.fail("MENTOR_REQUIRE_BROWSER=1, but no Chromium is on the PATH")
        pytest.skip(f"no Chromium here (looked for {', '.join(_NAMES)}): browser tests need one")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture
def workspace() -> Workspace:
    """Ada, Ben and Chika."""
    return small_workspace(team_name="Harbourline")


@pytest.fixture
def url(workspace: Workspace) -> Iterator[str]:
    """Where the page is, with the demo app connected."""
    running = start(workspace, extra_routes=page_routes(workspace, ADA))
    try:
        with connected(workspace, listen):
            yield running.url
    finally:
        running.stop()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """Ada's page. What the browser complains about, and what it would fetch from elsewhere, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    tab.on(
        "request", lambda request: None if request.url.startswith((url, "data:")) else complaints.append(request.url)
    )
    yield Page(tab, url).open()
    context.close()
    assert complaints == []


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures go: MENTOR_SHOTS, or the test's own folder."""
    folder = Path(os.environ.get("MENTOR_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
