"""A program's end, by its time or by an admin: pairs look back and end with it, and nobody is left in the dark."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import EndReason, MentorshipState
from bot.domain.programs.program import Program, ProgramState
from tests.dialogs.test_round import previews
from tests.support.asks import group_of
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.pairs import a_program, begun, joins, lives, paired_up, proposed, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN

DANA, EMIL, FINN = "U0PERSON002", "U0PERSON003", "U0PERSON004"
RISE = "Rise"


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, ADA, "Negotiation")


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return paired_up(mentor, BEN, "SQL")


def rise(mentor: RunningMentor, **fields: Any) -> Program:
    """A program of eight weeks that runs."""
    given: dict[str, Any] = {"state": ProgramState.RUNNING, "length_weeks": 8}
    return a_program(mentor, RISE, **given | fields)


def state_of(mentor: RunningMentor, program: Program) -> ProgramState:
    with mentor.store.read() as tx:
        found = tx.programs.get(program.id)
    assert found is not None
    return found.state


def opens(admin: Seat) -> Any:
    """The admin's page of the program."""
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", RISE))
    return admin.sees_modal(RISE, "Joined:")


def confirm_of(view: Any, label: str) -> str:
    """What a button asks before."""
    elements = (each for block in view["blocks"] for each in block.get("elements", []))
    return str(next(each["confirm"]["text"]["text"] for each in elements if each["text"]["text"] == label))


def test_a_program_runs_wraps_up_and_ends_with_its_pairs(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    """One pair has had its time; one rests when the program ends; one began late, and was promised no more."""
    program = rise(mentor)
    finn, dana, emil = (paired_up(mentor, who, "SQL") for who in (FINN, DANA, EMIL))
    for seat, role in ((ada, Role.MENTOR), (ben, Role.MENTEE), (dana, Role.MENTOR), (emil, Role.MENTEE)):
        joins(mentor, program, seat, role)
    joins(mentor, program, finn, Role.MENTEE)
    whole = begun(mentor, program, ada, ben)
    lives(mentor, 28)
    late = proposed(mentor, program, dana, emil)
    emil.sees("Person 2 could be your mentor.", "every two weeks, for 4 weeks")
    for seat in (dana, emil):
        seat.presses("Yes, gladly")
        seat.sees("You said yes" if seat is dana else "are a pair")
    emil.types("/mentor status")
    emil.presses("Pause until …", emil.sees("Your pairs", ephemeral=True))
    emil.sees_modal("Pause the pair")
    emil.fills("until", (mentor.clock.now() + timedelta(days=60)).date().isoformat())
    assert emil.submits().ok
    emil.closes()
    assert state_of(mentor, program) is ProgramState.RUNNING
    lives(mentor, 15)
    assert state_of(mentor, program) is ProgramState.WRAPPING_UP
    finn.sees("Rise takes up no new pairs any more, and I have found nobody for you in it.", "It says nothing about")
    assert [label for *_, label in buttons(finn.sees("Rise takes up no new pairs"))] == ["Find a mentor"]
    lives(mentor, 15)
    assert state_of(mentor, program) is ProgramState.ENDED
    assert the_pair(mentor, whole).end_reason in {EndReason.COMPLETED, EndReason.SILENT}
    over = the_pair(mentor, late)
    assert (over.state, over.end_reason) == (MentorshipState.ENDED, EndReason.PROGRAM_ENDED)
    for seat, name in ((dana, "Person 3"), (emil, "Person 2")):
        words = seat.sees(f"Rise has ended, and with it your pair with {name}.", "Thank you for the time you gave it")
        seat.presses("Write it down", words)
        seat.sees_modal("Looking back")
        seat.closes()
    before = [emil.reads(), finn.reads()]
    lives(mentor, 5)
    assert [emil.reads(), finn.reads()] == before
    assert sum("Rise takes up no new pairs" in text for text in finn.reads()) == 1


def test_an_admin_ends_a_program_early_and_is_told_what_is_lost(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    program = rise(mentor, length_weeks=26)
    finn, dana, emil = (paired_up(mentor, who, "SQL") for who in (FINN, DANA, EMIL))
    for seat, role in ((ben, Role.MENTOR), (dana, Role.MENTEE), (emil, Role.MENTOR), (finn, Role.MENTEE)):
        joins(mentor, program, seat, role)
    running = begun(mentor, program, ben, dana)
    asked = proposed(mentor, program, emil, finn)
    emil.presses("Yes, gladly", emil.sees("Person 4 could be somebody for you to mentor."))
    emil.sees("You said yes to Person 4")
    page = opens(ada)
    asks = confirm_of(page, "End the program")
    assert "1 pair that runs ends now" in asks
    assert "1 proposal is taken back." in asks
    ada.presses("End the program", on=page)
    ada.sees_modal(RISE, "ended")
    mentor.tick()
    mentor.later(hours=20)
    assert state_of(mentor, program) is ProgramState.ENDED
    assert the_pair(mentor, running).end_reason is EndReason.PROGRAM_ENDED
    assert the_pair(mentor, asked).state is MentorshipState.LAPSED
    for seat, name in ((ben, "Person 2"), (dana, "Ben")):
        seat.sees(f"Rise has ended, and with it your pair with {name}.", "you may of course go on by yourselves")
    finn.sees("This pair does not come about", "The program has ended before it began.")
    emil.sees("The program has ended before your pair with Person 4 began.")
    assert not [text for text in ada.reads() if "fit" in text]
    assert group_of(dana).reads()


def test_wrapping_up_tells_those_in_line_and_throws_a_preview_away(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    program = rise(mentor, length_weeks=26)
    joins(mentor, program, ben, Role.MENTEE)
    previews(mentor, ada, RISE)
    while ada.human.modals():
        ada.closes()
    page = opens(ada)
    assert "a preview that is open is thrown away" in confirm_of(page, "Wrap up now")
    ada.presses("Wrap up now", on=page)
    ada.sees_modal(RISE, "wrapping up", "No new pairs begin")
    mentor.tick()
    ada.sees("Round 1 of Rise", "Thrown away")
    ben.sees("Rise takes up no new pairs any more")
    ben.types("/mentor match")
    assert "Rise" not in text_of(ben.sees("You may ask two at a time", ephemeral=True))
    ada.presses("Keep it running", on=ada.human.modals()[-1])
    ada.sees_modal(RISE, "running")
    ben.types("/mentor status")
    ben.presses("Look for a partner", ben.sees("In Rise you have no partner at the moment.", ephemeral=True))
    ben.sees("You are first in line in Rise.", ephemeral=True)


def test_after_the_end_looking_again_goes_by_the_wait_list(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    program = rise(mentor)
    joins(mentor, program, ada, Role.MENTOR)
    joins(mentor, program, ben, Role.MENTEE)
    begun(mentor, program, ada, ben)
    ada.types("/mentor admin programs")
    ada.presses("Open", on=ada.sees_modal("Programs", RISE))
    ada.presses("End the program", on=ada.sees_modal(RISE, "Joined:"))
    ada.sees_modal(RISE, "ended")
    ada.closes()
    mentor.tick()
    for seat, name, words in ((ben, "Ada", "as soon as somebody who fits has room"), (ada, "Ben", "when it fits")):
        seat.presses("Write it down", seat.sees(f"Rise has ended, and with it your pair with {name}."))
        seat.sees_modal("Looking back")
        seat.fills("next_step", "again")
        assert seat.submits().ok
        seat.sees_modal(f"Your time with {name} is written down.", words)
        seat.closes()
    ben.types("/mentor match")
    ben.sees("You are on the wait list", ephemeral=True)


def test_peers_are_told_that_the_program_takes_up_no_new_pairs(mentor: RunningMentor, ada: Seat, ben: Seat) -> None:
    program = rise(mentor, format=MentorshipFormat.PEER)
    for seat in (ada, ben):
        joins(mentor, program, seat, Role.PEER)
    begun(mentor, program, ada, ben)
    opens(ada)
    ada.presses("End the program", on=ada.human.modals()[-1])
    ada.sees_modal(RISE, "ended")
    mentor.tick()
    ben.presses("Write it down", ben.sees("Rise has ended, and with it your pair with Ada."))
    ben.sees_modal("Looking back")
    ben.fills("next_step", "again")
    assert ben.submits().ok
    ben.sees_modal("The program takes up no new pairs.", "other programs reach you by invitation")
