"""The whole way, as a newcomer walks it on the page: two people sign up, one asks, the other accepts, both meet."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.jobs import start_jobs
from bot.local import LocalMentor, start_local
from bot.sandbox.company import load_company
from bot.settings import Settings
from tests.browser.page import Page

COMPANY = load_company()
NAMES = {user.id: user.display_name for user in COMPANY.users}
ASKER = NAMES[COMPANY.newcomer]
HELPER = next(
    user.display_name
    for user in COMPANY.users
    if user.tz == "Europe/Berlin"
    and not (user.deleted or user.is_restricted or user.is_admin)
    and user.id not in {signup.user_id for signup in COMPANY.signups}
)
QUESTION = "How do I tell a client that we will miss the date?"
PATIENCE_SECONDS = 15
"""How long this Slack waits for an acknowledgement: the machine of a test may be busy with others."""
PICTURES = Path(__file__).parent.parent.parent / "docs"


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
    context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield Page(context.new_page(), local.running.url).open()
    context.close()


def sign_up(page: Page, helps_with: str, about: str) -> None:
    page.home().press("Sign up").in_dialog()
    page.choose("What I can help with", helps_with).fill("A line about me", about).submit()
    page.sees("You are in.").submit().without_dialog()


@pytest.mark.browser
def test_two_people_sign_up_ask_accept_and_are_introduced(page: Page) -> None:
    expect.set_options(timeout=1000 * PATIENCE_SECONDS)
    sign_up(page, "Account management", "I look after accounts in Lisbon.")
    page.switch_to(HELPER)
    sign_up(page, "Awkward news for clients", "I led delivery in Berlin for six years.")

    page.switch_to(ASKER).command(f"/mentor ask {QUESTION}").in_dialog()
    page.choose("Which skills is it about?", "Awkward news for clients").submit()
    page.sees("Your ask is on its way.").press("Done").without_dialog()

    page.switch_to(HELPER).messages().sees(QUESTION).sees("Awkward news for clients")
    page.press("I can help").sees("You said yes")

    page.switch_to(ASKER).go_to(HELPER).sees(QUESTION).sees("To start with")
    if os.environ.get("MENTOR_PICTURES"):
        page.picture(PICTURES / "introduction.png")
    page.press("Pick this").sees(".ics")
    page.switch_to(HELPER).go_to(ASKER).sees(".ics")

    page.switch_to(ASKER).later("+1 day").later("+1 day").later("+1 day").messages().sees(f"Did {HELPER} help you")
    page.press("Helped a lot").in_dialog()
