"""The steps that most dialogs about a pair share."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from bot.domain.people.profile import Format
from bot.domain.programs.program import Participation, Program, Purpose
from bot.services.mentorships.proposals import propose
from tests.support.asks import group_of, member
from tests.support.dialogs import Seat
from tests.support.members import two
from tests.support.running import RunningMentor


def paired_up(mentor: RunningMentor, user_id: str, *offers: str, pairs: int = 2) -> Seat:
    """Somebody who has signed up, also for pairs over months."""
    seat = member(mentor, user_id, *offers)
    with mentor.store.write() as tx:
        profile = tx.profiles.get(UserId(user_id))
        assert profile is not None
        formats = profile.formats | {Format.ONE_TO_ONE, Format.REVERSE, Format.PEER}
        tx.profiles.save(replace(profile, formats=formats, limits=replace(profile.limits, pairs=pairs)))
    return seat


def a_program(
    mentor: RunningMentor, name: str, form: MentorshipFormat = MentorshipFormat.ONE_TO_ONE, **fields: Any
) -> Program:
    """A program that runs."""
    now = mentor.clock.now()
    program = replace(
        Program(ProgramId(name.lower()), name, Purpose.LEADERSHIP, form, UserId("UADMIN"), now, date(2026, 11, 23)),
        **fields,
    )
    with mentor.store.write() as tx:
        tx.programs.save(program)
    return program


def joins(mentor: RunningMentor, program: Program, seat: Seat, role: Role, **fields: Any) -> None:
    """Somebody is in a program."""
    joined = Participation(program.id, UserId(seat.human.user_id), role, mentor.clock.now(), **fields)
    with mentor.store.write() as tx:
        tx.programs.save_participation(joined)


def proposed(mentor: RunningMentor, program: Program | None, older: Seat, younger: Seat, **fields: Any) -> MentorshipId:
    """The two are proposed to each other, as a published round does it; `older` is the mentor."""
    ctx, now = mentor.mentor.context, mentor.clock.now()
    form = program.format if program else MentorshipFormat.ONE_TO_ONE
    pair = replace(
        Mentorship(
            id=MentorshipId(ctx.new_id()),
            program_id=program.id if program else None,
            members=two(older.human.user_id, younger.human.user_id, form),
            format=form,
            state=MentorshipState.PROPOSED,
            created_at=now,
        ),
        **fields,
    )
    with mentor.store.write() as tx:
        propose(ctx, tx, pair, now)
    mentor.tick()
    return pair.id


def begun(mentor: RunningMentor, program: Program | None, older: Seat, younger: Seat, **fields: Any) -> MentorshipId:
    """Both have said yes and are in their group."""
    mentorship_id = proposed(mentor, program, older, younger, **fields)
    for seat in (older, younger):
        seat.presses("Yes, gladly")
        seat.sees("You said yes" if seat is older else "are a pair")
    mentor.tick()
    group_of(younger).sees("For the first time")
    return mentorship_id


def the_pair(mentor: RunningMentor, mentorship_id: MentorshipId) -> Mentorship:
    """The pair as it is kept."""
    with mentor.store.read() as tx:
        pair = tx.mentorships.get(mentorship_id)
    assert pair is not None
    return pair


def lives(mentor: RunningMentor, days: int) -> None:
    """Days pass, each looked at twice in the morning: once to plan and send, once for what follows from that."""
    for _ in range(days):
        mentor.clock.advance(timedelta(days=1))
        mentor.tick()
        mentor.tick()
