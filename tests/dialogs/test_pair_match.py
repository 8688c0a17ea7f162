"""Looking for a mentor by oneself: five who fit, requests, the wait list; and goals."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.mentorships.mentorship import MentorshipState
from tests.support.asks import group_of
from tests.support.dialogs import Seat, buttons
from tests.support.pairs import begun, lives, paired_up, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN

DANA, EMIL = "U0PERSON002", "U0PERSON003"


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Public speaking", pairs=1)


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


def asks_to_mentor(seat: Seat, name: str, hope: str = "") -> None:
    """Types the command, presses the button beside the name, and sends the form."""
    seat.types("/mentor match")
    listed = seat.sees("could be your mentor", name, ephemeral=True)
    block = next(each for each in listed["blocks"] if name in str(each) and each.get("accessory"))
    seat.presses("Request as mentor", {**listed, "blocks": [block]})
    seat.sees_modal(f"I ask {name}")
    if hope:
        seat.fills("words", hope)
    assert seat.submits().ok
    seat.sees_modal(f"I have asked {name}.")
    seat.closes()


def test_a_request_becomes_a_pair(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks_to_mentor(ben, "Ada", "To speak before a hundred people.")
    mentor.tick()
    ada.sees("Ben would like you as a mentor", "To speak before a hundred people.", "Why you two:")
    ben.types("/mentor match")
    ben.sees("You have asked", "Ada: I wait for their answer", ephemeral=True)
    ada.presses("Yes, gladly")
    ada.sees("You and Ben are a pair")
    mentor.tick()
    group_of(ben).sees("Your agreement:", "To speak before a hundred people.")


def test_a_request_can_be_taken_back(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    asks_to_mentor(ben, "Ada")
    mentor.tick()
    ada.sees("Ben would like you as a mentor")
    ben.types("/mentor match")
    ben.presses("Take it back", ben.sees("You have asked", ephemeral=True))
    listed = ben.sees("Nobody who fits has room", ephemeral=True)
    assert "wait list" not in str(listed)
    mentor.tick()
    ada.sees("This pair does not come about")


def test_who_does_not_answer_is_reminded_and_then_the_next_is_asked(
    mentor: RunningMentor, ada: Seat, ben: Seat
) -> None:
    dana = paired_up(mentor, DANA, "Public speaking")
    asks_to_mentor(ben, "Ada")
    mentor.tick()
    lives(mentor, 2)
    ada.sees("Still open: Ben would like you as a mentor")
    lives(mentor, 4)
    ben.sees("Ada has not answered in time.", "You are on the wait list")
    ben.sees("Person 2 has room now, and I have asked them for you.")
    dana.presses("Yes, gladly")
    dana.sees("You and Ben are a pair")


def test_the_wait_list_asks_by_itself_when_somebody_has_room_again(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    emil = paired_up(mentor, EMIL, "Public speaking", pairs=1)
    full = begun(mentor, None, ada, emil)
    ben.types("/mentor match")
    ben.presses("Ask for me when somebody has room", ben.sees("Nobody who fits has room", ephemeral=True))
    ben.sees("You are on the wait list", ephemeral=True)
    lives(mentor, 3)
    assert not any("has room now" in text for text in ben.reads())
    emil.types("/mentor status")
    emil.presses("End it well", emil.sees("Your pairs", ephemeral=True))
    emil.sees("Your pair with Ada is over.")
    assert the_pair(mentor, full).state is MentorshipState.ENDED
    lives(mentor, 1)
    ben.sees("has room now, and I have asked them for you.")


def test_goals_are_added_changed_and_shown_as_a_bar(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    begun(mentor, None, ada, ben)
    ben.types("/mentor goals")
    ben.presses("Add a goal", ben.sees("Your goals with Ada", "You have not named a goal yet", ephemeral=True))
    ben.sees_modal("A goal")
    ben.fills("words", "Say no kindly")
    ben.fills("steps", "x Watch how Ada does it\nTry it once\nTry it in writing\nSay it aloud")
    ben.fills("due_on", "2027-02-01")
    assert ben.submits().ok
    ben.sees_modal("25 %", "Say no kindly", "☑ Watch how Ada does it", "☐ Try it once")
    ben.closes()
    ben.types("/mentor goals")
    ben.presses("Change", ben.sees("Say no kindly", ephemeral=True))
    ben.sees_modal("A goal")
    ben.fills("steps", "x Watch how Ada does it\nx Try it once")
    assert ben.submits().ok
    ben.sees_modal("100 %")
    ada.types("/mentor goals")
    ada.sees("Ben works on:", "Say no kindly", ephemeral=True)


def test_five_goals_are_the_most_and_words_are_needed(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    begun(mentor, None, ada, ben)
    for number in range(5):
        ben.types("/mentor goals")
        ben.presses("Add a goal", ben.sees("Your goals with Ada", ephemeral=True))
        ben.sees_modal("A goal")
        ben.fills("words", f"Goal number {number}")
        if number == 0:
            ben.fills("due_on", "2026-01-01")
            assert not ben.submits().ok
            ben.fills("due_on", "2027-01-01")
        assert ben.submits().ok
        ben.closes()
    ben.types("/mentor goals")
    shown = ben.sees("Goal number 4", ephemeral=True)
    assert not any(label == "Add a goal" for *_, label in buttons(shown))


def test_without_a_pair_there_are_no_goals(mentor: RunningMentor, ben: Seat) -> None:
    ben.types("/mentor goals")
    ben.sees("Goals belong to a pair", "/mentor match", ephemeral=True)


def test_a_mentor_can_be_requested_where_they_are_found(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    ben.types("/mentor find public speaking")
    ben.presses("Request as mentor", ben.sees("Ada", ephemeral=True))
    ben.sees_modal("I ask Ada")
    assert ben.submits().ok
    ben.sees_modal("I have asked Ada.")
    mentor.tick()
    ada.sees("Ben would like you as a mentor")
    with mentor.store.read() as tx:
        assert tx.mentorships.load_of(UserId(ADA)) == 1
