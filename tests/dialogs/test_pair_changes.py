"""A third answer to a proposal, and a change of mind about a pair: for both of the two, also while it rests."""

from datetime import timedelta

import pytest

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from tests.support.dialogs import Seat, buttons
from tests.support.pairs import a_program, begun, lives, paired_up, proposed, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


@pytest.fixture
def mentorship_id(mentor: RunningMentor, ada: Seat, ben: Seat) -> MentorshipId:
    return begun(mentor, a_program(mentor, "Rise"), ada, ben)


def presses(seat: Seat, label: str) -> None:
    """Presses a button of their pair, in `/mentor status`."""
    seat.types("/mentor status")
    seat.presses(label, seat.sees("Your pairs", label, ephemeral=True))


def test_tell_me_more_is_a_third_answer_on_both_sides(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    mentorship_id = proposed(mentor, a_program(mentor, "Rise"), ada, ben)
    for seat, name, skill in ((ada, "Ben", "SQL"), (ben, "Ada", "Negotiation")):
        proposal = seat.sees(name, "Rise")
        assert [label for *_, label in buttons(proposal)] == ["Yes, gladly", "No, thank you", "Tell me more"]
        seat.presses("Tell me more", proposal)
        seat.sees(f"More about {name}", skill, "The buttons of the proposal still wait for you.", ephemeral=True)
        presses(seat, "Tell me more")
        seat.sees(f"More about {name}", ephemeral=True)
    its = the_pair(mentor, mentorship_id)
    assert (its.state, *(one.answer for one in its.members)) == (MentorshipState.PROPOSED, None, None)
    first = ben.sees("Ada could be your mentor.")
    ada.presses("No, thank you", ada.sees("Ben could be somebody for you to mentor."))
    ada.sees("You said no to Ben")
    ben.presses("Tell me more", first)
    ben.sees("This pair does not come about")


@pytest.mark.parametrize("rests", [False, True], ids=["running", "resting"])
@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_each_may_change_the_pace_at_any_time(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId, who: str, rests: bool
) -> None:
    seat, other, name, mine = (ada, ben, "Ben", "Ada") if who == "mentor" else (ben, ada, "Ada", "Ben")
    if rests:
        rest(mentor, other, 20)
    for label, rhythm, words in (
        ("Meet less often", Rhythm.MONTHLY, "once a month"),
        ("Meet more often", Rhythm.BIWEEKLY, "every two weeks"),
        ("Meet more often", Rhythm.WEEKLY, "every week"),
    ):
        presses(seat, label)
        seat.sees(f"You and {name} meet {words} from now on.")
        assert the_pair(mentor, mentorship_id).rhythm is rhythm
        lives(mentor, 1)
        changed = other.sees(f"You and {mine} meet {words} from now on.")
        assert ("It rests until" in str(changed)) is rests
    assert the_pair(mentor, mentorship_id).state is (MentorshipState.PAUSED if rests else MentorshipState.ACTIVE)


def pairs_of(mentor: RunningMentor, seat: Seat) -> list[Mentorship]:
    with mentor.store.read() as tx:
        return list(tx.mentorships.of_user(UserId(seat.human.user_id), open_only=True))


def rest(mentor: RunningMentor, seat: Seat, days: int) -> None:
    """Lets the pair rest for so many days, or for so many others."""
    rests = any(pair.state is MentorshipState.PAUSED for pair in pairs_of(mentor, seat))
    presses(seat, "Rest until another day …" if rests else "Pause until …")
    seat.sees_modal("Pause the pair")
    seat.fills("until", (mentor.clock.now().date() + timedelta(days=days)).isoformat())
    assert seat.submits().ok
    seat.sees_modal("rests until")
    seat.closes()


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_each_may_rest_rest_longer_and_go_on(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId, who: str
) -> None:
    seat, other, name = (ada, ben, "Ada") if who == "mentor" else (ben, ada, "Ben")
    rest(mentor, seat, 10)
    lives(mentor, 1)
    other.sees(f"Your pair with {name} rests until")
    rest(mentor, other, 40)
    until = the_pair(mentor, mentorship_id).paused_until
    assert until == mentor.clock.now().date() + timedelta(days=40)
    lives(mentor, 30)
    assert the_pair(mentor, mentorship_id).state is MentorshipState.PAUSED
    presses(seat, "Go on now")
    seat.sees("goes on.")
    assert the_pair(mentor, mentorship_id).state is MentorshipState.ACTIVE
    lives(mentor, 1)
    other.sees(f"Your pair with {name} goes on.")


@pytest.mark.parametrize("rests", [False, True], ids=["running", "resting"])
@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_each_may_end_it_at_any_time(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId, who: str, rests: bool
) -> None:
    seat, other, name, mine = (ada, ben, "Ben", "Ada") if who == "mentor" else (ben, ada, "Ada", "Ben")
    if rests:
        rest(mentor, other, 20)
    presses(seat, "End it well")
    seat.sees(f"Your pair with {name} is over.")
    assert the_pair(mentor, mentorship_id).state is MentorshipState.ENDED
    lives(mentor, 1)
    other.sees(f"Your pair with {mine} has ended.", "closed in good spirit")
