"""A pair is proposed, accepted or declined, introduced, and finds a first time."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import MentorshipState
from tests.support.asks import group_of
from tests.support.dialogs import Seat, buttons
from tests.support.pairs import a_program, begun, joins, paired_up, proposed, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


def test_two_say_yes_and_are_introduced(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    program = a_program(mentor, "Rise")
    joins(mentor, program, ben, Role.MENTEE, goals="Lead my first team")
    mentorship_id = proposed(mentor, program, ada, ben)
    proposal = ben.sees("Ada could be your mentor.", "Rise", "leadership", "every two weeks, for 26 weeks")
    assert [label for _, _, label in buttons(proposal)] == ["Yes, gladly", "No, thank you", "Tell me more"]
    assert not any("Lead my first team" in text for text in ada.reads())
    ben.human.open_home()
    ben.sees_home("One thing waits for you.", "could be your partner")
    ben.presses("Tell me more", proposal)
    ben.sees("More about Ada", "Negotiation", ephemeral=True)
    ben.presses("Yes, gladly", proposal)
    ben.sees("You said yes to Ada")
    assert the_pair(mentor, mentorship_id).state is MentorshipState.PROPOSED
    mentor.tick()  # the answer of one leaves the other their buttons
    ada.presses("Yes, gladly", ada.sees("Ben could be somebody for you to mentor."))
    ada.sees("You and Ben are a pair")
    mentor.tick()
    together = group_of(ben)
    together.sees(f"<@{BEN}>, meet <@{ADA}>.", "Rise", "Lead my first team", "Your agreement:", "For the first time")
    ben.sees("You and Ada are a pair")


def test_a_time_is_picked_once_and_comes_as_a_file(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    begun(mentor, a_program(mentor, "Rise"), ada, ben)
    first = group_of(ben).sees("Both of you are at work at these times")
    group_of(ben).presses("Pick this", first)
    group_of(ben).sees("Picked:", ephemeral=True)
    group_of(ada).presses("Pick this", first)
    group_of(ada).sees("A time is picked already:", ephemeral=True)
    mentor.tick()
    together = group_of(ada)
    together.sees("Picked:", "The calendar file is below.")
    assert any(message.get("files") for message in together.human.messages(together.channel))
    ben.types("/mentor status")
    ben.sees("Your pairs", "Ada", "Your next talk:", ephemeral=True)


def test_a_no_stays_private_with_its_reason(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    mentorship_id = proposed(mentor, a_program(mentor, "Rise"), ada, ben)
    ben.presses("Yes, gladly")
    ben.sees("You said yes to Ada")
    ada.presses("No, thank you")
    ada.sees("You said no to Ben", "nobody else sees it")
    ada.presses("Too close at work")
    ada.sees("You said no to Ben", "keep it in mind")
    mentor.later(hours=2)
    ben.sees("The pair with Ada does not come about.", "It says nothing about you")
    assert not any("close" in text for text in ben.reads())
    assert [one.decline_reason for one in the_pair(mentor, mentorship_id).members] == [None, "too_close"]


def test_a_proposal_is_reminded_of_once_and_then_lapses(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    mentorship_id = proposed(mentor, a_program(mentor, "Rise"), ada, ben)
    ben.presses("Yes, gladly")
    ben.sees("You said yes to Ada")
    mentor.later(days=5)
    assert sum("Still open:" in text for text in ada.reads()) <= 1
    assert the_pair(mentor, mentorship_id).state is MentorshipState.LAPSED
    ben.sees("Ada has not answered in time.")
    ada.sees("This proposal has ended without an answer")
    assert not any(
        label == "Yes, gladly" for message in ada.human.messages(ada.channel) for *_, label in buttons(message)
    )


def test_a_reverse_pair_does_not_begin_without_an_objective(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    mentorship_id = proposed(mentor, a_program(mentor, "Upside down", MentorshipFormat.REVERSE), ada, ben)
    ben.presses("Yes, gladly")
    ben.sees_modal("What is it for?", "such a pair goes well when both know what for")
    assert the_pair(mentor, mentorship_id).member(UserId(BEN)).answer is None
    ben.fills("objective", "Use the new tools in every meeting")
    assert ben.submits().ok
    ben.sees_modal("You said yes to Ada")
    ada.presses("Yes, gladly")
    ada.sees("You and Ben are a pair")
    mentor.tick()
    group_of(ada).sees("What it is for:", "Use the new tools in every meeting", "For the first time")
