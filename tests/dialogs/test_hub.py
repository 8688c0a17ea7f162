"""The hub and the Home tab; people who come, move and go."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.people.profile import Profile
from bot.sandbox.seed import SeedUser
from tests.dialogs.conftest import GUEST, sign_up
from tests.support.asks import QUESTION, SKILL, asks, member
from tests.support.dialogs import Seat, buttons
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return Seat(mentor.workspace, BEN)


def profile_of(mentor: RunningMentor, user_id: str) -> Profile | None:
    with mentor.mentor.context.store.read() as tx:
        return tx.profiles.get(UserId(user_id))


def test_somebody_new_sees_one_thing_to_do(ben: Seat) -> None:
    ben.types("/mentor")
    hub = ben.sees("Somebody here has done what you are about to try", ephemeral=True)
    assert [label for _, _, label in buttons(hub)] == ["Sign up"]
    ben.human.open_home()
    home = ben.sees_home("Somebody here has done what you are about to try")
    assert [label for _, _, label in buttons(home)] == ["Sign up"]
    ben.presses("Sign up", on=home)
    ben.sees_modal("Sign up with Mentor")


def test_home_follows_what_somebody_does(ben: Seat) -> None:
    ben.human.open_home()
    ben.sees_home("Sign up")
    sign_up(ben, "Python")
    ben.sees_home("Nothing waits for you.", "You help with Python.")
    ben.types("/mentor pause")
    ben.presses("Pause", on=ben.sees("Nothing from me until you come back."))
    ben.sees_home("You are out for now")
    ben.types("/mentor resume")
    ben.sees_home("Nothing waits for you.")


def test_pausing_from_home_asks_first_and_answers_in_the_same_modal(ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.human.open_home()
    ben.presses("Pause", on=ben.sees_home("Nothing waits for you."))
    ben.presses("Pause", on=ben.sees_modal("Nothing from me until you come back."))
    ben.sees_modal("You are out until you come back.")
    ben.closes()
    ben.presses("I am back", on=ben.sees_home("You are out for now"))
    ben.sees_modal("Welcome back.")


def test_leaving_from_home(mentor: RunningMentor, ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.human.open_home()
    ben.presses("Leave Mentor", on=ben.sees_home("You help with Python."))
    ben.sees_modal("You have left Mentor.")
    ben.sees_home("Somebody here has done what you are about to try")
    assert profile_of(mentor, BEN) is None


def test_every_button_of_the_hub_answers(ben: Seat) -> None:
    sign_up(ben, "Python")
    for label, seen in (("My profile", "Your profile"), ("Ask a question", "Ask a colleague"), ("Find somebody", "")):
        ben.types("/mentor")
        ben.presses(label)
        ben.sees_modal(seen)
        ben.closes()
    for label, seen in (("All commands", "This is what you can ask me to do."), ("My asks and pairs", "open for you")):
        ben.types("/mentor")
        ben.presses(label)
        ben.sees(seen)


def test_admins_see_their_buttons(mentor: RunningMentor) -> None:
    ada = Seat(mentor.workspace, ADA)
    sign_up(ada, "Python")
    ada.types("/mentor")
    labels = [label for _, _, label in buttons(ada.sees("Nothing waits for you."))]
    assert labels == [
        "Ask a question",
        "Find somebody",
        "Find a mentor",
        "My asks and pairs",
        "My profile",
        "Pause",
        "Report",
        "Settings",
        "All commands",
        "Leave Mentor",
        "People I would rather not meet",
    ]


def test_a_guest_reads_a_kind_sentence_on_home(mentor: RunningMentor) -> None:
    guest = Seat(mentor.workspace, GUEST.id)
    guest.human.open_home()
    guest.sees_home("guests and visitors cannot take part")


def test_somebody_who_has_just_joined_can_sign_up(mentor: RunningMentor) -> None:
    mentor.workspace.add_user(SeedUser("U0NEW000001", "nia", "Nia New", "Nia"))
    new = Seat(mentor.workspace, "U0NEW000001")
    sign_up(new, "Python")
    new.types("/mentor")
    new.sees("You help with Python.")


def test_working_hours_move_with_the_person(mentor: RunningMentor, ben: Seat) -> None:
    sign_up(ben, "Python")
    mentor.workspace.update_user(BEN, tz="Asia/Tokyo")
    ben.types("/mentor profile")
    ben.sees_modal("Your profile")
    ben.submits()
    ben.sees_modal("In Asia/Tokyo")


def test_somebody_who_becomes_a_guest_is_left_out_at_once(mentor: RunningMentor, ben: Seat) -> None:
    sign_up(ben, "Python")
    mentor.workspace.update_user(BEN, is_restricted=True)
    ben.sees_home("guests and visitors cannot take part")
    ben.types("/mentor pause")
    ben.sees("guests and visitors cannot take part")


def test_what_waits_comes_first_and_can_be_answered_from_home(mentor: RunningMentor) -> None:
    ada, ben = member(mentor, ADA), member(mentor, BEN, SKILL)
    asks(ada)
    ada.sees_home("What you asked", QUESTION, "I am asking colleagues who fit")
    mentor.tick()
    ben.human.open_home()
    home = ben.sees_home("One thing waits for you.", "Ada", QUESTION)
    ben.presses("Answer", on=home)
    ben.presses("I can help", on=ben.sees_modal(QUESTION, "I can help"))
    ben.sees_home("Nothing waits for you.", "You are helping Ada.")
    ada.human.open_home()
    ada.sees_home("Ben said yes")


def test_whether_it_helped_can_be_said_from_the_hub(mentor: RunningMentor) -> None:
    ada, ben = member(mentor, ADA), member(mentor, BEN, SKILL)
    asks(ada)
    mentor.tick()
    ben.presses("I can help", on=ben.sees(QUESTION))
    mentor.later(days=3)
    ada.types("/mentor")
    hub = ada.sees("One thing waits for you.", "Did this help you?", QUESTION, ephemeral=True)
    ada.presses("Helped a lot", on=hub)
    ada.sees_modal()
    ada.closes()
    ada.types("/mentor")
    ada.sees("Nothing waits for you.")


def test_leaving_lets_go_of_what_waited(mentor: RunningMentor) -> None:
    ada, ben = member(mentor, ADA), member(mentor, BEN, SKILL)
    chika = member(mentor, CHIKA, SKILL)
    asks(ada)
    mentor.tick()
    first, second = (ben, chika) if any(QUESTION in words for words in ben.reads()) else (chika, ben)
    first.types("/mentor")
    first.presses("Leave Mentor")
    first.sees("You have left Mentor.")
    mentor.later(hours=8)
    second.sees(QUESTION)
