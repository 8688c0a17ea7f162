"""Somebody looks for another partner in a program: in line, first in the next round, or matched by themselves."""

from dataclasses import replace

import pytest

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import EndReason, Mentorship, MentorshipState
from bot.domain.programs.program import Program, ProgramState, Rules
from tests.dialogs.test_round import previews
from tests.support.asks import group_of
from tests.support.dialogs import Seat, buttons
from tests.support.pairs import a_program, begun, joins, lives, paired_up, the_pair
from tests.support.programs import takes_part
from tests.support.running import RunningMentor, syncs
from tests.support.workspace import ADA, BEN, CHIKA

DANA, EMIL = "U0PERSON002", "U0PERSON003"
RISE = "Rise"


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


@pytest.fixture
def dana(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, DANA, "Negotiation")


def rise(mentor: RunningMentor, form: MentorshipFormat = MentorshipFormat.ONE_TO_ONE, **fields: object) -> Program:
    """A program whose rounds are over, and that runs."""
    return a_program(mentor, RISE, form, state=ProgramState.RUNNING, **fields)


def tries_someone_else(seat: Seat, name: str) -> None:
    """Ends the pair from `/mentor status`, and wants somebody else."""
    seat.types("/mentor status")
    seat.presses("Try someone else", seat.sees("Your pairs", name, ephemeral=True))
    seat.sees(f"Your pair with {name} is over", "You are first in line in Rise.", "shows where you stand")


def pairs_of(mentor: RunningMentor, seat: Seat) -> list[Mentorship]:
    """Their open pairs."""
    with mentor.store.read() as tx:
        return list(tx.mentorships.of_user(UserId(seat.human.user_id), open_only=True))


def test_a_mentee_gets_another_mentor_without_a_round(mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat) -> None:
    program = rise(mentor)
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR)):
        joins(mentor, program, seat, role)
    begun(mentor, program, ada, ben)
    tries_someone_else(ben, "Ada")
    for command, words in (("match", "You may ask two at a time"), ("status", "Looking for a partner")):
        ben.types(f"/mentor {command}")
        ben.sees("You are first in line in Rise.", words, ephemeral=True)
    ben.human.open_home()
    ben.sees_home("You are first in line in Rise.")
    lives(mentor, 1)
    dana.sees("Ben could be somebody for you to mentor.", "Rise")
    ben.types("/mentor match")
    ben.sees("You are first in line in Rise. A proposal waits for an answer", "You may ask two", ephemeral=True)
    ben.presses("Yes, gladly", ben.sees("Person 2 could be your mentor."))
    ben.sees("You said yes to Person 2")
    dana.presses("Yes, gladly")
    dana.sees("You and Ben are a pair")
    ben.types("/mentor status")
    assert "in line" not in str(ben.sees("*Person 2* · every two weeks", ephemeral=True))
    assert not [text for text in ada.reads() if "line" in text]


def test_a_mentor_whose_mentee_left_the_company_is_offered_another_the_same_day(
    mentor: RunningMentor, ada: Seat, ben: Seat
) -> None:
    program = rise(mentor)
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE)):
        joins(mentor, program, seat, role)
    begun(mentor, program, ada, ben)
    emil = paired_up(mentor, EMIL, "Cooking")
    joins(mentor, program, emil, Role.MENTEE)
    mentor.workspace.deactivate(BEN)
    syncs(mentor.mentor)
    mentor.tick()
    ada.sees("Ben is no longer here, so your pair has ended.", "I gladly look for somebody else for you.")
    ada.presses("Find me somebody else")
    ada.sees("I look for somebody else for you.", "You are first in line in Rise.")
    lives(mentor, 1)
    emil.sees("Ada could be your mentor.")
    ada.sees("Person 3 could be somebody for you to mentor.")


@pytest.mark.parametrize("leaves", ["the one", "the other"])
def test_each_of_two_peers_is_offered_another(
    mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat, leaves: str
) -> None:
    program = rise(mentor, MentorshipFormat.PEER)
    for seat in (ada, ben, dana):
        joins(mentor, program, seat, Role.PEER)
    mentorship_id = begun(mentor, program, ada, ben)
    gone, stays = (ada, ben) if leaves == "the one" else (ben, ada)
    name = "Ada" if gone is ada else "Ben"
    gone.human.open_home()
    gone.presses("Details", on=gone.sees_home("Rise"))
    gone.presses("Leave the program", on=gone.sees_modal("You joined as peer"))
    gone.sees_modal("You have left Rise")
    mentor.tick()
    stays.presses("Find me somebody else", stays.sees(f"{name} is no longer here, so your pair has ended."))
    stays.sees("You are first in line in Rise.")
    assert the_pair(mentor, mentorship_id).end_reason is EndReason.LEFT
    lives(mentor, 1)
    dana.sees("could be your partner to learn with")
    stays.sees("Person 2 could be your partner to learn with")
    before = len(gone.reads())
    lives(mentor, 3)
    assert len(gone.reads()) == before


@pytest.mark.parametrize("seeks", ["the junior", "the senior"])
def test_each_of_a_reverse_pair_finds_another(
    mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat, seeks: str
) -> None:
    program = rise(mentor, MentorshipFormat.REVERSE)
    about = {"objective": "Short videos"}
    joins(mentor, program, ada, Role.MENTOR, **about)
    joins(mentor, program, ben, Role.MENTEE, **about)
    joins(mentor, program, dana, Role.MENTOR if seeks == "the senior" else Role.MENTEE, **about)
    begun(mentor, program, ada, ben)
    seat, name = (ada, "Ben") if seeks == "the junior" else (ben, "Ada")
    tries_someone_else(seat, name)
    lives(mentor, 1)
    words = "would like to learn from how you see" if seeks == "the junior" else "could show you how they see"
    seat.sees(f"Person 2 {words}")


def test_who_leaves_the_line_is_proposed_nobody(mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat) -> None:
    program = rise(mentor)
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR)):
        joins(mentor, program, seat, role)
    begun(mentor, program, ada, ben)
    tries_someone_else(ben, "Ada")
    ben.types("/mentor match")
    ben.presses("Leave the line", ben.sees("You may ask two at a time", ephemeral=True))
    ben.sees("In Rise you have no partner at the moment.", "Look for a partner", ephemeral=True)
    before = ben.reads()
    lives(mentor, 3)
    assert ben.reads() == before
    assert not pairs_of(mentor, ben)
    ben.types("/mentor status")
    ben.presses("Look for a partner", ben.sees("Looking for a partner", ephemeral=True))
    ben.sees("You are first in line in Rise.", ephemeral=True)
    ben.human.open_home()
    ben.presses("Details", on=ben.sees_home("You are first in line in Rise."))
    ben.presses("Leave the line", on=ben.sees_modal("You are first in line in Rise."))
    ben.sees_modal("In Rise you have no partner at the moment.")
    ben.presses("Look for a partner", on=ben.human.modals()[-1])
    ben.sees_modal("You are first in line in Rise.")
    lives(mentor, 1)
    ben.sees("Person 2 could be your mentor.")


def test_a_proposal_that_comes_to_nothing_leaves_the_other_in_line(
    mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat
) -> None:
    program = rise(mentor)
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR)):
        joins(mentor, program, seat, role)
    ben.types("/mentor status")
    ben.presses("Look for a partner", ben.sees("Looking for a partner", ephemeral=True))
    ben.sees("You are first in line in Rise.", ephemeral=True)
    lives(mentor, 1)
    ben.presses("Yes, gladly", ben.sees("could be your mentor."))
    ben.sees("You said yes")
    (its,) = pairs_of(mentor, ben)
    asked = ada if its.leader == ADA else dana
    asked.presses("No, thank you", asked.sees("Ben could be somebody for you to mentor."))
    asked.sees("You said no to Ben")
    mentor.later(hours=1)
    ben.sees("does not come about.", "It says nothing about you. You are first in line in Rise.")
    lives(mentor, 1)
    (again,) = pairs_of(mentor, ben)
    assert again.leader != its.leader
    assert again.state is MentorshipState.PROPOSED


def test_who_lets_a_proposal_pass_is_out_of_the_line(mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat) -> None:
    program = rise(mentor)
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR)):
        joins(mentor, program, seat, role)
    ben.types("/mentor status")
    ben.presses("Look for a partner", ben.sees("Looking for a partner", ephemeral=True))
    ben.sees("You are first in line in Rise.", ephemeral=True)
    lives(mentor, 10)
    assert not pairs_of(mentor, ben)
    ben.types("/mentor match")
    ben.sees("In Rise you have no partner at the moment.", ephemeral=True)


def test_where_nobody_is_asked_the_next_pair_begins_by_itself(
    mentor: RunningMentor, ada: Seat, ben: Seat, dana: Seat
) -> None:
    program = rise(mentor, rules=Rules(both_accept=False))
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR)):
        joins(mentor, program, seat, role)
    begun(mentor, program, ada, ben)
    tries_someone_else(ben, "Ada")
    lives(mentor, 1)
    assert [pair.state for pair in pairs_of(mentor, ben)] == [MentorshipState.ACTIVE]
    assert group_of(dana).sees("For the first time")


def test_the_next_round_begins_with_those_in_line(mentor: RunningMentor, ben: Seat) -> None:
    """One mentor has room, two want one: the one in line gets them, though the other fits as well."""
    admin = takes_part(mentor, ADA, "Python", "Leadership")
    program = rise(mentor)
    chika, emil = (paired_up(mentor, who, "SQL") for who in (CHIKA, EMIL))
    joins(mentor, program, ben, Role.MENTOR)
    for seat in (chika, emil):
        joins(mentor, program, seat, Role.MENTEE)
    previews(mentor, admin, RISE)
    while admin.human.modals():
        admin.closes()
    emil.types("/mentor status")
    emil.presses("Look for a partner", emil.sees("Looking for a partner", ephemeral=True))
    emil.sees("You are first in line in Rise.", ephemeral=True)
    with mentor.store.write() as tx:
        profile = tx.profiles.get(UserId(BEN))
        assert profile is not None
        tx.profiles.save(replace(profile, limits=replace(profile.limits, pairs=1)))
    lives(mentor, 2)
    assert not pairs_of(mentor, emil), "while a preview is fresh, the round comes first"
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", RISE))
    admin.presses("Open round 1", on=admin.sees_modal(RISE, "Joined:"))
    admin.presses("Match again", on=admin.sees_modal("Matching round", "preview"))
    mentor.tick()
    admin.presses("Look at the preview", on=admin.sees("The preview is ready", "1 pair"))
    seen = admin.sees_modal("Ben* and *Person 3")
    admin.presses("Publish", on=seen)
    admin.sees_modal("being published")
    mentor.tick()
    mentor.later(hours=3)
    emil.sees("Ben could be your mentor.")
    chika.types("/mentor match")
    waits = chika.sees("You are in line in Rise, after one other.", ephemeral=True)
    assert "Leave the line" in [label for *_, label in buttons(waits)]


def test_a_preview_left_lying_for_a_week_holds_nobody_up(mentor: RunningMentor, ben: Seat) -> None:
    admin = takes_part(mentor, ADA, "Python", "Leadership")
    program = rise(mentor)
    emil = paired_up(mentor, EMIL, "SQL")
    joins(mentor, program, ben, Role.MENTOR)
    joins(mentor, program, emil, Role.MENTEE)
    previews(mentor, admin, RISE)
    emil.types("/mentor status")
    emil.presses("Look for a partner", emil.sees("Looking for a partner", ephemeral=True))
    emil.sees("You are first in line in Rise.", ephemeral=True)
    lives(mentor, 6)
    assert not pairs_of(mentor, emil)
    lives(mentor, 2)
    emil.sees("Ben could be your mentor.")
