"""Programs: set up by an admin, joined and left by members; two at once."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import Role
from bot.domain.programs.program import Participation, WorkingValue
from tests.dialogs.conftest import GUEST
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.programs import invites, joins, sets_up, takes_part
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return takes_part(mentor, ADA, "Python", "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return takes_part(mentor, BEN, "Negotiation", "Python")


@pytest.fixture
def chika(mentor: RunningMentor) -> Seat:
    return takes_part(mentor, CHIKA, "SQL", "Negotiation")


def participations(mentor: RunningMentor, user_id: str) -> list[Participation]:
    with mentor.mentor.context.store.read() as tx:
        return list(tx.programs.participations_of(UserId(user_id)))


def test_an_admin_sets_up_a_program_and_people_join(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days")
    ada.sees_modal("One-to-one mentoring for onboarding", "everybody who has signed up", "nobody yet")
    invites(mentor, ada)
    joins(ben, "First hundred days", "mentee", goals="Speak up", values=["care", "pace"])
    (there,) = participations(mentor, BEN)
    assert (there.role, there.goals) == (Role.MENTEE, "Speak up")
    assert there.values == {WorkingValue.CARE, WorkingValue.PACE}
    mentor.tick()
    answered = ben.sees("You joined First hundred days")
    assert list(buttons(answered)) == []
    ada.types("/mentor admin programs")
    ada.presses("Open", on=ada.sees_modal("Programs", "1 person"))
    ada.sees_modal("Joined:* 1 mentee.", "2 invitations sent.")


def test_nobody_is_invited_twice(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days")
    invites(mentor, ada)
    ada.types("/mentor admin programs")
    ada.presses("Open", on=ada.sees_modal("Programs"))
    ada.presses("Send invitations", on=ada.sees_modal("First hundred days", "Invited:"))
    ada.sees_modal("Nobody new to invite")
    mentor.later(days=1)
    assert sum("You are invited to First hundred days" in line for line in ben.reads()) == 1


def test_somebody_new_finds_it_in_the_hub(mentor: RunningMentor, ada: Seat) -> None:
    sets_up(ada, "First hundred days")
    invites(mentor, ada)
    ben = takes_part(mentor, BEN, "Negotiation", "Python")
    ben.types("/mentor")
    ben.presses("Join", on=ben.sees("First hundred days", "you are invited"))
    ben.sees_modal("Join", "First hundred days")
    assert ben.submits().ok
    ben.sees_modal("You are in")


def test_a_no_is_kept_and_can_be_taken_back(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days")
    invites(mentor, ada)
    ben.presses("Not for me")
    ben.sees("You said no to First hundred days")
    ben.types("/mentor")
    assert "First hundred days" not in text_of(ben.sees("Nothing waits for you.", ephemeral=True))
    ben.presses("Join after all")
    ben.sees_modal("Join")
    assert ben.submits().ok
    assert len(participations(mentor, BEN)) == 1


def test_own_questions_come_on_a_second_page(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days", rules={"questions": "Early or late?\n\nWalks or calls?"})
    ada.sees_modal("Early or late? · Walks or calls?")
    invites(mentor, ada)
    ben.presses("Join", on=ben.sees("You are invited to First hundred days"))
    ben.sees_modal("Join")
    assert ben.submits().ok
    ben.sees_modal("A few questions", "Early or late?")
    assert len(participations(mentor, BEN)) == 1
    ben.fills("answer_1", "Walks")
    assert ben.submits().ok
    ben.sees_modal("You are in")
    assert participations(mentor, BEN)[0].answers == ("", "Walks")


def test_a_reverse_program_wants_an_objective(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "Fresh eyes", format="reverse")
    invites(mentor, ada)
    ben.presses("Join", on=ben.sees("You are invited to Fresh eyes"))
    ben.sees_modal("The junior side: I show")
    ben.fills("objective", "  ")
    assert ben.submits().errors == {"objective": "What is it about, concretely?: a reverse pair needs an objective."}
    ben.fills("objective", "How people my age find us")
    assert ben.submits().ok
    assert participations(mentor, BEN)[0].objective == "How people my age find us"


def test_what_does_not_hold_is_said_at_its_field(ada: Seat) -> None:
    ada.types("/mentor admin programs")
    ada.presses("New program", on=ada.sees_modal("Programs"))
    ada.sees_modal("New program")
    ada.fills("name", "Many things")
    ada.fills("purpose", "own")
    assert list(ada.submits().errors) == ["purpose_words"]
    ada.fills("purpose_words", "To learn from each other")
    assert ada.submits().ok
    ada.sees_modal("Who is invited")
    assert ada.submits().ok
    ada.sees_modal("Rules and questions")
    ada.fills("questions", "\n".join("abcdef"))
    assert "five" in ada.submits().errors["questions"] or "5" in ada.submits().errors["questions"]


def test_members_of_a_channel_alone(mentor: RunningMentor, ada: Seat, ben: Seat, chika: Seat) -> None:
    channel = mentor.workspace.human(ADA).conversations()
    general = next(each.id for each in channel if each.name == "general")
    sets_up(ada, "For the channel")
    ada.presses("Who is invited", on=ada.human.modals()[-1])
    ada.sees_modal("Who is invited")
    ada.fills("channel", general)
    assert ada.submits().ok
    ada.sees_modal("members of")
    ada.presses("Send invitations", on=ada.human.modals()[-1])
    ada.sees_modal("3 invitations are on their way")


def test_two_programs_at_once(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days")
    invites(mentor, ada)
    mentor.later(hours=1)
    sets_up(ada, "Side by side", format="peer", purpose="skill")
    invites(mentor, ada)
    mentor.later(days=1)
    joins(ben, "First hundred days", "mentee")
    joins(ben, "Side by side", "peer")
    ben.types("/mentor")
    hub = ben.sees("First hundred days", "Side by side", "people are joining")
    assert [label for _, _, label in buttons(hub)].count("Details") == 2
    ben.presses("Details", on=hub)
    ben.presses("Leave the program", on=ben.sees_modal("Side by side", "You joined as peer"))
    ben.sees_modal("You have left Side by side.")
    assert [there.role for there in participations(mentor, BEN)] == ["mentee"]


def test_whoever_leaves_mentor_is_in_no_program(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    sets_up(ada, "First hundred days")
    invites(mentor, ada)
    joins(ben, "First hundred days", "mentor")
    ben.human.open_home()
    ben.presses("Leave Mentor", on=ben.sees_home("First hundred days"))
    ben.sees_modal("You have left Mentor.")
    assert participations(mentor, BEN) == []


def test_only_admins(ben: Seat, mentor: RunningMentor) -> None:
    ben.types("/mentor admin programs")
    ben.sees("for admins", ephemeral=True)
    guest = Seat(mentor.workspace, GUEST.id)
    guest.types("/mentor admin programs")
    guest.sees("for admins", ephemeral=True)
