"""A pair's months on the page: proposed, introduced, a time, a topic, check-ins, goals, and what was reached."""

from collections.abc import Callable

import pytest
from playwright.sync_api import TimeoutError, expect

from bot.cli.local import LocalMentor
from bot.sandbox.company import load_company
from tests.browser.page import Page
from tests.support.dialogs import Seat
from tests.support.programs import joins, sets_up

IDS = {user.display_name: user.id for user in load_company().users}
ADMIN = next(user.id for user in load_company().users if user.is_owner)
MENTEE, MENTOR = "Diogo Faria", "Lena Fischer"
PROGRAM = "Lead from where you are"
LOOKS_MS = 2000
"""How long a message of the day is looked for before the next day."""
GOAL = "I give feedback in the same week, not in the review"


@pytest.fixture
def proposed(local: LocalMentor) -> None:
    """Two people have joined a program of eight weeks, and a round has been published."""
    admin = Seat(local.workspace, ADMIN)
    sets_up(admin, PROGRAM, purpose="leadership", length_weeks="8")
    admin.presses("Send invitations", on=admin.human.modals()[-1])
    admin.sees_modal("working hours.")
    joins(Seat(local.workspace, IDS[MENTEE]), PROGRAM, "mentee", goals="Give feedback without hurting anybody.")
    joins(Seat(local.workspace, IDS[MENTOR]), PROGRAM, "mentor", goals="See this place with new eyes.")
    admin.presses("Preview a round", on=admin.human.modals()[-1])
    admin.sees_modal("about to begin")
    while admin.human.modals():
        admin.closes()
    admin.presses("Look at the preview", on=admin.sees("The preview is ready"))
    admin.presses("Publish", on=admin.sees_modal("Pairs (1)"))
    admin.sees_modal("being published")


def until(page: Page, step: str, words: str) -> None:
    """Moves time until something is read: by a step, then by days, for what comes on nobody's day off."""
    for each in (step, *["+1 day"] * 6):
        page.later(each)
        try:
            page.tab.get_by_text(words).last.wait_for(timeout=LOOKS_MS)
        except TimeoutError:
            continue
        return
    page.sees(words)


@pytest.mark.browser
@pytest.mark.usefixtures("proposed")
def test_a_pair_from_the_proposal_to_the_last_words(page: Page, picture: Callable[[str], None]) -> None:
    page.switch_to(MENTEE).messages().press("Yes, gladly").sees(f"You said yes to {MENTOR}")
    page.switch_to(MENTOR).messages().press("Yes, gladly").sees(f"You and {MENTEE} are a pair")
    page.go_to(MENTEE).sees("Your agreement:").sees("Both of you are at work at these times.")
    picture("pair.png")
    page.press("Pick this").sees(".ics")

    page.switch_to(MENTEE).messages().command("/mentor goals").press("Add a goal").in_dialog()
    page.fill("What will be different?", GOAL)
    page.fill("Steps, one a line", "x Ask Lena how she prepares\nTry it with one colleague").submit()
    page.sees("☐ Try it with one colleague")
    picture("goals.png")
    page.dismiss()

    until(page, "+1 week", "met since I introduced you?")
    page.press("We met").sees(f"You met {MENTOR}")
    until(page, "+1 day", "Do the two of you fit?")
    page.press("Good").sees("It stays between us.")
    page.later("+1 week")
    until(page, "+1 day", f"For your next talk with {MENTOR}")
    until(page, "+1 day", "meet these two weeks?")
    picture("topic.png")
    page.press("We met").sees("You hear from me again")

    page.later("+1 week")
    until(page, "+1 week", f"Half your time with {MENTOR} is over.")
    page.later("+1 week").later("+1 week")
    until(page, "+1 week", f"Your 8 weeks with {MENTOR} are over.")
    page.press("Write it down").in_dialog()
    page.fill(f"Thanks to {MENTOR}", "You asked until I knew it myself. I will keep that.")
    picture("wrap-up.png")
    page.submit().sees("is written down.").dismiss().sees("What you wrote down:")
    expect(page.tab.get_by_role("button", name="Write it down")).to_have_count(0)
    page.switch_to(MENTOR).messages()
    until(page, "+1 h", f"{MENTEE} thanks you for your time together.")
