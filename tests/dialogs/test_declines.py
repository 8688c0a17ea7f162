"""A no with its reason: what whoever gave it reads, and that nobody else ever does."""

from typing import Any

import pytest

from bot.blocks.base.words import day
from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship
from bot.domain.programs.program import ProgramState
from tests.dialogs.test_round import previews
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.pairs import a_program, joins, lives, paired_up, proposed, the_pair
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA

DANA = "U0PERSON002"
NAME = "Rise"
REASONS = {
    "No time now": ("For how long shall I propose nobody to you?", DeclineReason.TIME),
    "Not the right skills": ("I keep these skills in mind", DeclineReason.SKILLS),
    "Our goals differ": ("let goals weigh more", DeclineReason.GOALS),
    "Too close at work": ("nobody from your own department", DeclineReason.TOO_CLOSE),
    "We know each other": ("do not propose you two to each other again", DeclineReason.KNOW_EACH_OTHER),
    "Not the right person": ("do not propose you two to each other again", DeclineReason.PERSON),
    "Rather not say": ("For some time I do not propose you two", DeclineReason.RATHER_NOT_SAY),
}


@pytest.fixture
def seats(mentor: RunningMentor) -> dict[str, Seat]:
    """Ada is the admin; Ben and Dana are mentors, Chika a mentee, in a program that runs."""
    program = a_program(mentor, NAME, state=ProgramState.RUNNING)
    seats = {who: paired_up(mentor, who, "Negotiation") for who in (BEN, CHIKA, DANA)}
    for who, seat in seats.items():
        joins(mentor, program, seat, Role.MENTEE if who == CHIKA else Role.MENTOR)
    return {**seats, ADA: paired_up(mentor, ADA, "Python")}


def declines(mentor: RunningMentor, seats: dict[str, Seat], by: str, reason: str) -> str:
    """Ben and Chika are proposed to each other, the other says yes, and one says no, and why."""
    program = mentor.store.read
    with program() as tx:
        (its,) = tx.programs.all()
    mentorship_id = proposed(mentor, its, seats[BEN], seats[CHIKA])
    mentor.later(hours=6)
    other = seats[CHIKA if by == BEN else BEN]
    other.presses("Yes, gladly")
    other.sees("You said yes")
    mentor.tick()
    seats[by].presses("No, thank you")
    asked = seats[by].sees("You said no", "nobody else sees it")
    assert [label for *_, label in buttons(asked)] == list(REASONS)
    seats[by].presses(reason, asked)
    return mentorship_id


def admin_looks(mentor: RunningMentor, admin: Seat) -> str:
    """Everything an admin can open about the program: its page, a new round's preview, all lists of it, the file."""
    previews(mentor, admin, NAME)
    seen = [text_of(admin.human.modals()[-1])]
    for tab in ("Without a partner", "Load"):
        view: dict[str, Any] = admin.human.modals()[-1]
        label = next(label for *_, label in buttons(view) if label.startswith(tab))
        admin.presses(label, on=view)
        seen.append(text_of(admin.sees_modal("Matching round")))
    while admin.human.modals():
        admin.closes()
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", NAME))
    seen.append(text_of(admin.sees_modal(NAME, "Joined:")))
    while admin.human.modals():
        admin.closes()
    return "\n".join([*seen, *admin.reads()])


def pairs_of(mentor: RunningMentor, who: str) -> list[Mentorship]:
    """Their open pairs."""
    with mentor.store.read() as tx:
        return list(tx.mentorships.of_user(UserId(who), open_only=True))


@pytest.mark.parametrize("reason", REASONS)
def test_who_gave_a_reason_reads_what_follows_and_nobody_else_learns_of_it(
    mentor: RunningMentor, seats: dict[str, Seat], reason: str
) -> None:
    by = BEN if reason in {"No time now", "Too close at work"} else CHIKA
    mentorship_id = declines(mentor, seats, by, reason)
    words, kept = REASONS[reason]
    seats[by].sees("You said no", words)
    its = the_pair(mentor, mentorship_id)  # type: ignore[arg-type]
    assert its.member(UserId(by)).decline_reason is kept
    mentor.later(hours=3)
    other = seats[CHIKA if by == BEN else BEN]
    other.sees("does not come about.", "It says nothing about you")
    read = "\n".join([*other.reads(), admin_looks(mentor, seats[ADA])]).casefold()
    for told in (reason, words, f"why_{kept}", f"told_{kept}", "declined_by"):
        assert told.casefold() not in read


def test_who_has_no_time_says_until_when(mentor: RunningMentor, seats: dict[str, Seat]) -> None:
    declines(mentor, seats, CHIKA, "No time now")
    asked = seats[CHIKA].sees("For how long shall I propose nobody to you?", "Unless you choose")
    assert [label for *_, label in buttons(asked)] == ["2 weeks", "4 weeks", "12 weeks"]
    seats[CHIKA].presses("2 weeks", asked)
    said = seats[CHIKA].sees("You said no to Ben", "I leave you in peace", "and propose nobody to you")
    assert not list(buttons(said))
    until = mentor.clock.now().date()
    assert f"{day(until.replace(month=12, day=7)):until [date_long]}" in text_of(said)
    previews(mentor, seats[ADA], NAME)
    seats[ADA].sees_modal("No pairs")
    while seats[ADA].human.modals():
        seats[ADA].closes()
    lives(mentor, 12)
    assert not pairs_of(mentor, CHIKA)
    lives(mentor, 4)
    (again,) = pairs_of(mentor, CHIKA)
    assert again.leader == BEN, "Ben stood in line, and nothing but time was in the way"
