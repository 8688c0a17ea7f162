"""What next, at the end of a pair: a mentor oneself, a new pair, on own terms."""

from dataclasses import replace

import pytest

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import Goal, GoalId, MentorshipState
from bot.domain.people.profile import Format
from bot.domain.programs.program import ProgramState
from tests.support.dialogs import Seat
from tests.support.pairs import a_program, begun, joins, lives, paired_up, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN

DANA = "U0PERSON002"


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    seat = paired_up(mentor, BEN, "SQL")
    with mentor.store.write() as tx:
        profile = tx.profiles.get(UserId(BEN))
        assert profile is not None
        tx.profiles.save(replace(profile, formats=frozenset({Format.FLASH}), limits=replace(profile.limits, pairs=1)))
    return seat


@pytest.fixture
def mentorship_id(mentor: RunningMentor, ada: Seat, ben: Seat) -> MentorshipId:
    """A pair of six weeks that has had its time; Ben has reached a goal."""
    program = a_program(mentor, "Rise", length_weeks=6, state=ProgramState.RUNNING)
    joins(mentor, program, ada, Role.MENTOR)
    joins(mentor, program, ben, Role.MENTEE)
    mentorship_id = begun(mentor, program, ada, ben, reasons=(Reason("skills", ("Negotiation",)),))
    goal = Goal(GoalId("g1"), mentorship_id, UserId(BEN), "Public speaking before thirty people", mentor.clock.now())
    with mentor.store.write() as tx:
        tx.goals.save(replace(goal, progress=100))
    lives(mentor, 43)
    assert the_pair(mentor, mentorship_id).state is MentorshipState.ENDED
    return mentorship_id


def chooses(seat: Seat, step: str) -> None:
    """Writes the last words down, with what is to come."""
    seat.presses("Write it down", seat.sees("weeks with Ada are over."))
    seat.sees_modal("Looking back")
    seat.fills("next_step", step)
    assert seat.submits().ok


def profile_of(mentor: RunningMentor) -> tuple[set[str], bool]:
    """What Ben offers, and whether for months."""
    with mentor.store.read() as tx:
        profile = tx.profiles.get(UserId(BEN))
    assert profile is not None
    return {skill.label for skill in profile.offers}, Format.ONE_TO_ONE in profile.formats


def test_becoming_a_mentor_leads_to_the_profile_and_into_a_program(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    paired_up(mentor, DANA, "Cooking")
    a_program(mentor, "Next rise", state=ProgramState.INVITING)
    with mentor.store.write() as tx:
        (its,) = (one for one in tx.programs.all() if one.name == "Next rise")
        tx.programs.invite(its.id, [UserId(BEN)], mentor.clock.now())
    chooses(ben, "mentor")
    form = ben.sees_modal("Your profile", "You would like to mentor.", "Public speaking and Negotiation")
    assert "'value': 'SQL'" in str(form), "what they offered before stands there too"
    assert profile_of(mentor) == ({"SQL"}, False), "nothing is kept before they save"
    ben.chooses("offers", "SQL", "Public speaking")
    assert ben.submits().ok
    ben.sees_modal("Saved: whoever looks for what you offer finds you", "Next rise* takes in mentors.")
    assert profile_of(mentor) == ({"SQL", "Public speaking"}, True)
    ben.presses("Join as mentor", on=ben.human.modals()[-1])
    ben.sees_modal("Join", "Next rise", "Mentor: I want to help somebody grow")
    assert ben.submits().ok
    ben.sees_modal("You are in")
    with mentor.store.read() as tx:
        joined = tx.programs.participation(its.id, UserId(BEN))
    assert joined is not None
    assert joined.role is Role.MENTOR
    dana = Seat(mentor.workspace, DANA)
    dana.types("/mentor match")
    dana.sees("could be your mentor", "Ben", ephemeral=True)


def test_who_closes_the_profile_keeps_their_words(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    chooses(ben, "mentor")
    ben.sees_modal("You would like to mentor.")
    ben.closes()
    assert profile_of(mentor) == ({"SQL"}, False)
    with mentor.store.read() as tx:
        (kept,) = tx.answers.wrap_ups(mentorship_id)
    assert (kept.user_id, kept.next_step) == (BEN, "mentor")


def test_on_own_terms_nothing_more_comes(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    chooses(ben, "on_own")
    ben.sees_modal("I step back: your group message stays yours.")
    ben.closes()
    mentor.tick()
    before = [ben.reads(), ada.reads()]
    lives(mentor, 30)
    assert [ben.reads(), ada.reads()] == before


def test_a_new_pair_is_looked_for_at_once(
    mentor: RunningMentor, ada: Seat, ben: Seat, mentorship_id: MentorshipId
) -> None:
    paired_up(mentor, DANA, "Cooking")
    chooses(ben, "again")
    ben.sees_modal("You hear from me as soon as somebody who fits has room")
    lives(mentor, 1)
    ben.sees("Person 2 has room now, and I have asked them for you.")
