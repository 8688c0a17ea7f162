"""The whole way, as a newcomer walks it on the page: two people sign up, one asks, the other accepts, both meet."""

from collections.abc import Callable

import pytest

from bot.sandbox.company import load_company
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


def sign_up(page: Page, helps_with: str, about: str) -> None:
    page.home().press("Sign up").in_dialog()
    page.choose("What I can help with", helps_with).fill("A line about me", about).submit()
    page.sees("You are in.").submit().without_dialog()


@pytest.mark.browser
def test_two_people_sign_up_ask_accept_and_are_introduced(page: Page, picture: Callable[[str], None]) -> None:
    sign_up(page, "Account management", "I look after accounts in Lisbon.")
    page.switch_to(HELPER)
    sign_up(page, "Awkward news for clients", "I led delivery in Berlin for six years.")

    page.switch_to(ASKER).command(f"/mentor ask {QUESTION}").in_dialog()
    page.choose("Which skills is it about?", "Awkward news for clients").submit()
    page.sees("Your ask is on its way.").press("Done").without_dialog()

    page.switch_to(HELPER).messages().sees(QUESTION).sees("Awkward news for clients")
    page.press("I can help").sees("You said yes")

    page.switch_to(ASKER).go_to(HELPER).sees(QUESTION).sees("To start with")
    picture("introduction.png")
    page.press("Pick this").sees(".ics")
    page.switch_to(HELPER).go_to(ASKER).sees(".ics")

    page.switch_to(ASKER).later("+1 day").later("+1 day").later("+1 day").messages().sees(f"Did {HELPER} help you")
    page.press("Helped a lot").in_dialog()
