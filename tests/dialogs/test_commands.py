"""The one command and its words."""

import re

import pytest

from bot.blocks.base.words import escape, mrkdwn
from handlers import registered
from handlers.base.commands import OnCommand, Who
from tests.dialogs.conftest import sign_up
from tests.support.dialogs import Seat, text_of
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, GENERAL


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return Seat(mentor.workspace, BEN, GENERAL)


@pytest.mark.parametrize(("typed", "meant"), [("signpu", "signup"), ("hlep", "help"), ("Pauze", "pause")])
def test_an_unknown_word_gets_the_nearest_command(ben: Seat, typed: str, meant: str) -> None:
    ben.types(f"/mentor {typed}")
    ben.sees(f"Did you mean `/mentor {meant}`?", ephemeral=True)


def test_the_suggested_command_is_one_press_away(ben: Seat) -> None:
    ben.types("/mentor sginup")
    ben.presses("Yes, that")
    ben.sees_modal("Sign up with Mentor")


def test_words_after_a_mistyped_command_are_kept(ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.types("/mentor paus until 2026-12-24")
    ben.presses("Yes, that")
    ben.sees("Nothing from me until", "24 Dec")


def test_a_question_without_the_word_ask_is_recognised(ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.types("/mentor wherefrom do rainbows come exactly?")
    ben.sees("sounds like a question", ephemeral=True)
    ben.presses("Ask it")
    asked = ben.sees_modal()["state"]["values"]["question"]["question"]["value"]
    assert asked == "wherefrom do rainbows come exactly?"


def test_a_word_like_no_other_is_shown_without_acting(ben: Seat) -> None:
    ben.types("/mentor <!channel>")
    ben.sees("I do not know “&lt;!channel&gt;”", "/mentor help", ephemeral=True)
    ben.presses("Show what I can do")
    ben.sees("This is what you can ask me to do.")


def test_commands_are_read_in_any_case(ben: Seat) -> None:
    ben.types("/mentor   HELP  ")
    ben.sees("This is what you can ask me to do.", ephemeral=True)


def test_the_help_lists_what_each_may_use(mentor: RunningMentor, ben: Seat) -> None:
    ben.types("/mentor help")
    new = ben.sees("This is what you can ask me to do.", "/mentor signup", ephemeral=True)
    assert "/mentor find" not in str(new)
    sign_up(ben, "Python")
    ben.types("/mentor help")
    member = ben.sees("This is what you can ask me to do.", "/mentor find", "/mentor status", ephemeral=True)
    assert "/mentor signup" not in str(member)
    assert "/mentor report" not in str(member)
    ada = Seat(mentor.workspace, ADA, GENERAL)
    ada.types("/mentor help")
    ada.sees("/mentor report", "/mentor admin", ephemeral=True)


def commands_for(*audiences: Who) -> set[str]:
    """How the registered commands for these people are typed, as the help writes it."""
    usable = [each for each in registered() if isinstance(each, OnCommand) and each.who in audiences]
    return {escape(mrkdwn(f"help.usage_{each.name}")) for each in usable}


def commands_seen(seat: Seat) -> set[str]:
    seat.types("/mentor help")
    shown = text_of(seat.sees("This is what you can ask me to do.", ephemeral=True))
    return set(re.findall(r"^`(/mentor[^`]*)` ·", shown, re.MULTILINE))


def test_the_help_lists_every_command_that_is_registered_for_somebody(mentor: RunningMentor, ben: Seat) -> None:
    assert commands_seen(ben) == commands_for(Who.EVERYBODY, Who.NEWCOMERS)
    sign_up(ben, "Python")
    ada = Seat(mentor.workspace, ADA)
    sign_up(ada, "SQL")
    assert commands_seen(Seat(mentor.workspace, BEN)) == commands_for(Who.EVERYBODY, Who.MEMBERS)
    assert commands_seen(ada) == commands_for(Who.EVERYBODY, Who.MEMBERS, Who.ADMINS)


def test_all_answers_are_seen_by_one_person_alone(mentor: RunningMentor, ben: Seat) -> None:
    for line in ("/mentor", "/mentor help", "/mentor nonsense", "/mentor pause"):
        ben.types(line)
    ben.sees("You have not signed up yet")
    assert Seat(mentor.workspace, ADA, GENERAL).reads() == []


def test_a_spent_trigger_answers_with_a_button_that_opens_afresh(mentor: RunningMentor, ben: Seat) -> None:
    mentor.workspace.faults.refuse("views.open", "expired_trigger_id")
    ben.types("/mentor signup")
    ben.sees("That took too long", ephemeral=True)
    ben.presses("Open it")
    ben.sees_modal("Sign up with Mentor")
