"""The months of a pair: topics, check-ins, questions, changes, and its ends."""

import pytest

from bot.domain.base.ids import MentorshipId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
from bot.domain.mentorships.mentorship import EndReason, MentorshipState
from tests.support.asks import group_of
from tests.support.dialogs import Seat, buttons
from tests.support.pairs import a_program, begun, lives, paired_up, the_pair
from tests.support.running import RunningMentor, syncs
from tests.support.workspace import ADA, BEN, CHIKA


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


@pytest.fixture
def mentorship_id(mentor: RunningMentor, ada: Seat, ben: Seat) -> MentorshipId:
    """Ada mentors Ben, in a program of half a year, every two weeks."""
    return begun(mentor, a_program(mentor, "Rise"), ada, ben)


def test_half_a_year_that_ends_well(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    lives(mentor, 7)
    ben.sees("Have you and Ada met since I introduced you?", "Only you and I see this.")
    ben.presses("We met")
    ben.sees("You met Ada", "You hear from me again")
    lives(mentor, 1)
    ben.presses("Good", ben.sees("Do the two of you fit?"))
    ben.sees("Noted", "It stays between us.")
    for _ in range(12):
        lives(mentor, 14)
        if the_pair(mentor, mentorship_id).state is not MentorshipState.ACTIVE:
            break
        ada.presses("We met")
        ada.sees("You met Ben")
    lives(mentor, 10)
    over = the_pair(mentor, mentorship_id)
    assert (over.state, over.end_reason) == (MentorshipState.ENDED, EndReason.COMPLETED)
    assert over.meetings >= 11
    assert len(over.topics_used) == len(set(over.topics_used)) >= 11
    topics = [text for text in ben.reads() if "For your next talk with Ada" in text]
    assert len(topics) >= 10
    assert any("Half your time with Ada is over." in text for text in ben.reads())
    assert any("How is it going with Ada, for you?" in text for text in ben.reads())
    ben.presses("Write it down", ben.sees("Your 26 weeks with Ada are over.", "You met"))
    ben.sees_modal("Looking back", "What was reached")
    ben.fills("reached", "I said no twice.")
    ben.fills("thanks", "You listened.")
    ben.fills("next_step", "mentor")
    assert ben.submits().ok
    ben.sees_modal("Your profile", "You would like to mentor.")
    lives(mentor, 3)
    assert "Write it down" not in [label for *_, label in buttons(ben.sees("26 weeks with Ada", "I said no twice."))]
    ada.sees("Ben thanks you for your time together.", "You listened.")
    assert not any("I said no twice." in text for text in ada.reads())


def test_silence_to_the_end(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    lives(mentor, 7 + 14 + 14)
    for seat, name in ((ada, "Ben"), (ben, "Ada")):
        seat.sees(f"You and {name} have not met for four weeks.")
    lives(mentor, 14)
    offer = ben.sees("You and Ada have not met for a while. What would suit you best?", "Ada is not told")
    ways_on = ["Find a new time", "Pause until …", "Try someone else", "End it well"]
    assert [label for *_, label in buttons(offer)] == ways_on
    assert not any("Half your time" in text for text in ben.reads())
    lives(mentor, 14)
    for seat, name in ((ada, "Ben"), (ben, "Ada")):
        seat.sees(f"Your pair with {name} has ended.", "calendars are stubborn")
    assert the_pair(mentor, mentorship_id).end_reason is EndReason.SILENT
    ben.presses("Find me somebody else")
    ben.sees("I look for somebody else for you.")


def test_who_is_stuck_gets_ways_on_and_the_other_is_not_told(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    lives(mentor, 7)
    before = ada.reads()
    ben.presses("We are stuck")
    ben.sees("What would help?", "Ada is not told which you press.")
    ben.presses("Find a new time")
    ben.sees("New times come into your group message with Ada.")
    mentor.tick()
    group_of(ada).sees("Here are new times for the two of you.")
    assert ada.reads() == before


def test_a_pause_holds_until_its_day(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    ben.types("/mentor status")
    ben.presses("Pause until …", ben.sees("Your pairs", ephemeral=True))
    ben.sees_modal("Pause the pair")
    ben.fills("until", "2026-11-22")
    assert not ben.submits().ok
    ben.fills("until", "2027-01-11")
    assert ben.submits().ok
    ben.sees_modal("Your pair with Ada rests until")
    lives(mentor, 1)
    ada.sees("Your pair with Ben rests until")
    before = len(ben.reads())
    lives(mentor, 40)
    assert len(ben.reads()) == before
    lives(mentor, 10)
    ben.sees("Your pair with Ada goes on.")
    assert the_pair(mentor, mentorship_id).state is MentorshipState.ACTIVE


def test_slower_is_one_press(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    ben.types("/mentor status")
    ben.presses("Meet less often", ben.sees("Your pairs", ephemeral=True))
    ben.sees("You and Ada meet once a month from now on.")
    assert the_pair(mentor, mentorship_id).rhythm is Rhythm.MONTHLY
    lives(mentor, 1)
    ada.sees("You and Ben meet once a month from now on.")


def test_not_a_good_fit_is_known_to_mentor_alone(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    lives(mentor, 7)
    ben.presses("We met")
    ben.sees("You met Ada")
    lives(mentor, 1)
    ben.presses("Not good", ben.sees("Do the two of you fit?"))
    ben.sees("I have ended the pair with Ada, kindly and without a reason.")
    lives(mentor, 1)
    ada.sees("Your pair with Ben has ended.", "closed in good spirit")
    assert not any("fit" in text for text in ada.reads()[-1:])
    ben.types("/mentor match")
    ben.sees("You are on the wait list", ephemeral=True)


def test_somebody_leaves_the_company(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    mentor.workspace.deactivate(ADA)
    syncs(mentor.mentor)
    mentor.tick()
    ben.sees("Ada is no longer here, so your pair has ended.", "It has nothing to do with you.")
    ben.presses("Find me somebody else")
    ben.sees("I look for somebody else for you.")
    assert the_pair(mentor, mentorship_id).end_reason is EndReason.LEFT
    before = len(ada.reads())
    lives(mentor, 30)
    assert len(ada.reads()) == before


def test_two_programs_at_once(mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId) -> None:
    chika = paired_up(mentor, CHIKA, "Statistics")
    mentor.later(hours=6)  # Chika's day has begun.
    weekly = a_program(mentor, "Peers", MentorshipFormat.PEER, rhythm=Rhythm.WEEKLY, length_weeks=8)
    second = begun(mentor, weekly, ben, chika)
    lives(mentor, 9)
    ben.sees("Have you and Ada met since I introduced you?")
    ben.sees("Have you and Chika met since I introduced you?")
    lives(mentor, 6)
    ben.sees("Did you and Chika meet this week?")
    assert the_pair(mentor, second).cycle == the_pair(mentor, mentorship_id).cycle + 1
