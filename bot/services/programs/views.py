"""What admins and members see of programs."""

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.people.person import Person
from bot.domain.programs.joining import OPEN, is_meant
from bot.domain.programs.program import Invitation, Program
from bot.domain.programs.queue import waits
from bot.domain.programs.rounds import RoundState
from bot.domain.programs.views import Known, MyProgram, ProgramSeen
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.people.access import must_be_admin
from bot.services.programs.programs import must_be_there
from bot.services.programs.queue import places


def programs_seen(ctx: Context, by: UserId) -> tuple[ProgramSeen, ...]:
    """All programs, newest first, those that have ended last. Raises `NotAnAdmin`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        seen = [_seen(tx, program) for program in tx.programs.all(over=True)]
    return tuple(sorted(seen, key=lambda one: one.program.state == "ended"))


def program_seen(ctx: Context, by: UserId, program_id: ProgramId) -> ProgramSeen:
    """One program. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        return _seen(tx, must_be_there(tx, program_id))


def _seen(tx: Transaction, program: Program) -> ProgramSeen:
    joined: dict[Role, int] = {}
    participants = tx.programs.participants(program.id)
    for one in participants:
        joined[one.role] = joined.get(one.role, 0) + 1
    has_one, had_one = tx.mentorships.people_of(program.id, open_only=True), tx.mentorships.people_of(program.id)
    waiting = sum(waits(one, has_one=one.user_id in has_one, had_one=one.user_id in had_one) for one in participants)
    rounds = [one for one in tx.rounds.of_program(program.id) if one.state is not RoundState.DISCARDED]
    invited, pairs = tx.programs.invited_count(program.id), tx.mentorships.states_of(program.id)
    return ProgramSeen(program, invited, joined, pairs, rounds[0] if rounds else None, waiting)


def known_places(ctx: Context, by: UserId) -> Known:
    """What the directory says of those who have signed up. Raises `NotAnAdmin`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        places = [one.workplace for one in tx.profiles.everybody()]
    departments, levels = {one.department for one in places}, {one.level for one in places}
    return Known(tuple(sorted(departments - {""})), tuple(sorted(levels - {""})))


def my_programs(tx: Transaction, user_id: UserId) -> tuple[MyProgram, ...]:
    """The programs somebody is in, then those they may join and have not declined."""
    person, mine = tx.people.get(user_id), tx.programs.participations_of(user_id)
    in_them, invitations = {one.program_id: one for one in mine}, tx.programs.invitations_of(user_id)
    standing = {one.program_id: one for one in places(tx, user_id)}
    joined, open_ones = [], []
    for program in tx.programs.all():
        asked = invitations.get(program.id)
        if program.id in in_them:
            joined.append(MyProgram(program, in_them[program.id], place=standing.get(program.id)))
        elif person is not None and not (asked and asked.declined_at) and _is_open_to(tx, program, person, asked):
            open_ones.append(MyProgram(program))
    return (*joined, *open_ones)


def _is_open_to(tx: Transaction, program: Program, person: Person, asked: Invitation | None) -> bool:
    """Whether somebody may join: asked by name, or meant by a program whose invitations have gone out."""
    meant = asked or (is_meant(program.invited, person) and tx.programs.invited_count(program.id))
    return program.state in OPEN and bool(meant)


def that_want_mentors(ctx: Context, user_id: UserId) -> tuple[Program, ...]:
    """Programs of one-to-one pairs that somebody may join, and is not in."""
    with ctx.store.read() as tx:
        mine = my_programs(tx, user_id)
    open_ones = (one.program for one in mine if one.participation is None)
    return tuple(program for program in open_ones if program.format is MentorshipFormat.ONE_TO_ONE)


def my_program(ctx: Context, user_id: UserId, program_id: ProgramId) -> MyProgram:
    """A program that somebody is in. Raises `NotFound` where they are not (any more)."""
    with ctx.store.read() as tx:
        program, there = must_be_there(tx, program_id), tx.programs.participation(program_id, user_id)
        if there is None or there.left_at is not None:
            return MyProgram(program)
        place = next((one for one in places(tx, user_id) if one.program_id == program_id), None)
        return MyProgram(program, there, len(tx.programs.participants(program_id)) - 1, place)
