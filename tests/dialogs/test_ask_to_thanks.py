"""The whole way of an ask: asked, offered, accepted, introduced, met, judged, thanked."""

import pytest

from tests.dialogs.conftest import on_both
from tests.support.asks import QUESTION, asks, group_of, member
from tests.support.dialogs import Seat, buttons
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return member(mentor, BEN, "Negotiation")


@on_both
def test_from_the_question_to_the_thanks(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.sees("Ada (Engineer) would like 15 minutes of your experience.", QUESTION, "Why you:", "Negotiation")
    ben.presses("I can help")
    ben.sees("You said yes", QUESTION, "You, Ada and I are in a group message now")
    mentor.tick()

    together = group_of(ada)
    first = together.sees(f"<@{ADA}>, meet <@{BEN}>.", "Engineer", "Designer", QUESTION, "To start with:")
    assert [label for _, _, label in buttons(first)] == ["Pick this"] * 3 + ["We are done"]
    group_of(ben).presses("Pick this", first)
    mentor.tick()
    together.sees("Picked:", "The calendar file is below.")
    together.sees("the 15 minutes are in your calendar")
    assert any(message.get("files") for message in together.human.messages(together.channel))

    mentor.later(days=3)
    ada.sees("Did Ben help you with this?", QUESTION)
    ada.presses("Helped a lot")
    ada.sees_modal("Would you like to leave Ben a line?")
    ada.sees("You said it helped a lot")
    ada.fills("thanks", "I told them on the same day.")
    ada.submits()
    ada.sees_modal("I pass your thanks on to Ben.")
    mentor.later(hours=1)
    ben.sees("Ada thanks you for your help.", "I told them on the same day.", QUESTION)
    together.sees("This ask is closed.")


def test_thanks_that_are_not_passed_on_stay_between_us(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.tick()
    group_of(ada).presses("We are done")
    mentor.tick()
    ada.presses("Helped some")
    ada.sees_modal("Would you like to leave Ben a line?")
    ada.fills("thanks", "Between us.")
    ada.fills("pass_on", "no")
    ada.submits()
    ada.sees_modal("not passed on")
    mentor.later(days=1)
    assert not any("Between us." in text for text in ben.reads())


def test_it_did_not_help_and_stays_between_us(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.later(days=3)
    before = ben.reads()
    ada.presses("Did not help")
    ada.sees("You said it did not help", "it stays between us")
    assert ada.has_no_modal()
    mentor.later(days=1)
    assert ben.reads() == before


def test_thanks_can_be_written_later(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.later(days=3)
    ada.presses("Helped a lot")
    ada.human.close(ada.sees_modal("Would you like")["id"])
    ada.presses("Write a line of thanks")
    ada.sees_modal("Would you like to leave Ben a line?")
    ada.fills("thanks", "It took me a week to see it.")
    ada.submits()
    mentor.later(hours=1)
    ben.sees("It took me a week to see it.")


def test_an_answer_in_writing_needs_no_time(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada, shape="thread")
    mentor.tick()
    ben.sees("a few lines of your experience, in writing")
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.tick()
    first = group_of(ada).sees("Ben, a few lines right here are enough")
    assert [label for _, _, label in buttons(first)] == ["We are done"]


def test_a_second_press_on_a_time_shows_what_was_picked(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.tick()
    first = group_of(ada).sees("To start with:")
    group_of(ada).presses("Pick this", first)
    group_of(ada).sees("Picked:", ephemeral=True)
    group_of(ben).presses("Pick this", first)
    group_of(ben).sees("A time is picked already:", ephemeral=True)


def test_it_can_be_said_on_the_home_tab(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks(ada)
    mentor.tick()
    ben.presses("I can help")
    ben.sees("You said yes")
    mentor.later(days=3)
    ada.human.open_home()
    ada.presses("Helped a lot", ada.sees_home("Helped a lot", QUESTION))
    ada.sees_modal("Would you like to leave Ben a line?")
    ada.presses("Helped some", ada.sees("Did Ben help you with this?"))
    ada.sees("You said it helped a lot")
