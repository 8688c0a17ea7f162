"""Mentor in its seeded company, as `make run` starts it, with somebody at the page."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.cli.local import LocalMentor, start_local
from bot.ops.jobs import start_jobs
from bot.settings import Settings
from tests.browser.page import Page

PATIENCE_SECONDS = 30
"""How long this Slack waits for an acknowledgement: the machine of a test may be busy with others."""
PICTURES = Path(__file__).parent.parent.parent.parent / "docs"


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalMentor]:
    """Mentor as `make run` starts it, on a free port."""
    database = f"sqlite:///{tmp_path / 'walk.db'}"
    settings = Settings(_env_file=None, mentor_port=0, database_url=database)
    running = start_local(settings, ack_seconds=PATIENCE_SECONDS)
    connection = running.mentor.socket_mode()
    connection.connect()
    scheduler = start_jobs(running.mentor.jobs())
    yield running
    scheduler.shutdown(wait=True)
    connection.close()
    running.running.stop()


@pytest.fixture
def page(browser: Browser, local: LocalMentor) -> Iterator[Page]:
    """The page, as the newcomer sees it."""
    context = browser.new_context(viewport={"width": 1120, "height": 860}, reduced_motion="reduce")
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    expect.set_options(timeout=1000 * PATIENCE_SECONDS)
    yield Page(context.new_page(), local.running.url).open()
    context.close()


@pytest.fixture
def picture(page: Page) -> Callable[[str], None]:
    """Keeps a screenshot for the documents, where MENTOR_PICTURES is set."""

    def keep(name: str) -> None:
        if os.environ.get("MENTOR_PICTURES"):
            page.picture(PICTURES / name)

    return keep
