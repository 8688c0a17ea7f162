"""An admin on the page: a program that people have joined, a round previewed and published."""

from collections.abc import Callable

import pytest

from bot.cli.local import LocalMentor
from bot.sandbox.company import load_company
from tests.browser.page import Page
from tests.support.dialogs import Seat
from tests.support.programs import joins, sets_up

COMPANY = load_company()
ADMIN = next(user for user in COMPANY.users if user.is_owner)
NAME = "Grow together"
LEVELS = {user.id: user.fields.get("Level") for user in COMPANY.users}


def members(*levels: str) -> list[str]:
    """Those of some levels who have signed up."""
    return [signup.user_id for signup in COMPANY.signups if LEVELS[signup.user_id] in levels]


@pytest.fixture
def program(local: LocalMentor) -> None:
    """People of all departments have joined: five to learn, five to be mentors."""
    admin = Seat(local.workspace, ADMIN.id)
    sets_up(admin, NAME, purpose="leadership")
    admin.presses("Send invitations", on=admin.human.modals()[-1])
    admin.sees_modal("working hours.")
    while admin.human.modals():
        admin.closes()
    for user_id in [*members("Associate")[:3], *members("Professional")[::4][:2]]:
        joins(Seat(local.workspace, user_id), NAME, "mentee")
    for user_id in members("Lead")[::2][:5]:
        joins(Seat(local.workspace, user_id), NAME, "mentor")


@pytest.mark.browser
@pytest.mark.usefixtures("program")
def test_an_admin_previews_a_round_and_publishes_it(page: Page, picture: Callable[[str], None]) -> None:
    page.switch_to(ADMIN.display_name).command("/mentor admin programs").in_dialog().sees(NAME)
    page.press("Open").sees("Joined:")
    picture("program.png")
    page.press("Preview a round").sees("about to begin")
    page.dismiss().messages().sees("The preview is ready")
    page.press("Look at the preview").in_dialog().sees("Pairs (")
    picture("round.png")
    page.press("Publish").press("Publish")
    page.sees("being published")
