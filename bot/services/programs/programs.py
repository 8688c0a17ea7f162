"""Programs: set up and changed by admins, joined and left by members."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.base.errors import InvalidField, MayNotTakePart, NotFound
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.delivery.messages import ToPerson
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.programs import joining
from bot.domain.programs.fields import BasicsField
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.messages import InvitationMessage, ParticipantAbout
from bot.domain.programs.program import Invited, Participation, Program, Purpose, Rules
from bot.ports import Transaction
from bot.services.base.batches import in_portions
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.delivery.outgoing import put, put_edit
from bot.services.mentorships.ending import left_program
from bot.services.people.access import must_be_admin, must_be_member

PORTION = 500
"""Invitations written in one transaction."""


def create(ctx: Context, by: UserId, basics: Basics, key: str) -> Program:
    """A new program; the same `key` (of a submission) is the same program. Raises `NotAnAdmin`, `InvalidField`."""
    now, its = ctx.clock.now(), ProgramId(stable_id("program", key))
    new = Program(its, "", Purpose.OWN, MentorshipFormat.ONE_TO_ONE, by, now, basics.starts_on)
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, by)
        program = tx.programs.get(its) or joining.with_basics(new, basics)
        tx.programs.save(program)
    return program


def change(ctx: Context, by: UserId, program_id: ProgramId, basics: Basics) -> Program:
    """Change what a program is. Raises `NotAnAdmin`, `NotFound`, `InvalidField`."""
    with ctx.store.write() as tx:
        before = locked(ctx, tx, by, program_id)
        if basics.format is not before.format and tx.programs.participants(program_id):
            raise InvalidField(BasicsField.FORMAT, "format_stays")
        after = joining.with_basics(before, basics)
        tx.programs.save(after)
    return after


def set_invited(ctx: Context, by: UserId, program_id: ProgramId, invited: Invited) -> Program:
    """Say who may join. Nobody is written to yet. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        after = replace(locked(ctx, tx, by, program_id), invited=invited)
        tx.programs.save(after)
    return after


def set_rules(ctx: Context, by: UserId, program_id: ProgramId, rules: Rules, questions: tuple[str, ...]) -> Program:
    """Say what holds in matching, and what people are asked. Raises `NotAnAdmin`, `NotFound`, `InvalidField`."""
    with ctx.store.write() as tx:
        after = joining.with_rules(locked(ctx, tx, by, program_id), rules, questions)
        tx.programs.save(after)
    return after


def invite(ctx: Context, by: UserId, program_id: ProgramId) -> int:
    """Write to everybody who may join and was not asked before; how many. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.read() as tx:
        program = must_be_there(tx, program_id)
    channel = program.invited.channel
    in_channel = frozenset(ctx.directory.channel_members(channel)) if channel else frozenset[UserId]()
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        program = locked(ctx, tx, by, program_id)
        there = {one.user_id for one in tx.programs.participants(program_id)}
        meant = (one for one in tx.profiles.everybody() if joining.is_meant(program.invited, one, in_channel))
        new = tx.programs.invite(program_id, [one.user_id for one in meant if one.user_id not in there], now)
    return len(new)


def write_invitations(ctx: Context, now: datetime) -> None:
    """Write the messages of invitations, in portions: a whole company may be invited with one press."""
    while _write_portion(ctx, now):
        pass


def _write_portion(ctx: Context, now: datetime) -> int:
    with ctx.store.read() as tx:
        places = [(one.program_id, one.user_id) for one in tx.programs.to_write(PORTION)]
    return sum(in_portions(ctx, "invite", places, PORTION, lambda some: _write(ctx, some, now)))


def _write(ctx: Context, places: Sequence[tuple[ProgramId, UserId]], now: datetime) -> int:
    with ctx.store.write() as tx:
        # Another replica may be at the same ones.
        mine = [place for place in places if tx.programs.written(*place)]
        for program_id, to in mine:
            message, key = InvitationMessage(ParticipantAbout(program_id, to)), invitation_key(program_id, to)
            put(tx, now, message, key, ToPerson(to), hours_of=to)
    return len(places)


def invitation_key(program_id: ProgramId, user_id: UserId) -> str:
    """The key of the message that invites somebody."""
    return f"invitation:{program_id}:{user_id}"


def program_to_join(ctx: Context, user_id: UserId, program_id: ProgramId) -> tuple[Program, Participation | None, Role]:
    """The program, how somebody is (or was) in it, and the role that their profile speaks for. Raises as `join`
    does."""
    with ctx.store.read() as tx:
        profile = must_be_member(tx, user_id).profile
        program = may_join(tx, user_id, program_id)
        return program, tx.programs.participation(program_id, user_id), joining.usual_role(program, profile)


def join(ctx: Context, user_id: UserId, program_id: ProgramId, filled: Joining) -> Participation:
    """Take somebody into a program, or change what they said before; doing it twice is doing it once.

    Raises `NotSignedUp`, `MayNotTakePart` (not invited), `NotFound` (no longer open) and `InvalidField`.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        program = may_join(tx, user_id, program_id)
        before = tx.programs.participation(program_id, user_id, lock=True)
        after = joining.joined(program, user_id, filled, now, before)
        tx.programs.save_participation(after)
        show_answered(tx, program_id, user_id, now)
    return after


def answer_questions(ctx: Context, user_id: UserId, program_id: ProgramId, answers: tuple[str, ...]) -> None:
    """Keep the answers to the program's own questions. Raises `NotFound`, `InvalidField`."""
    with ctx.store.write() as tx:
        program, there = must_be_there(tx, program_id), is_in(tx, program_id, user_id)
        tx.programs.save_participation(replace(there, answers=joining.checked_answers(program, answers)))


def decline(ctx: Context, user_id: UserId, program_id: ProgramId) -> Program:
    """Not for them: the program is not shown to them again, though they may still join. Raises `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        program = must_be_there(tx, program_id)
        there = tx.programs.participation(program_id, user_id)
        if there is None or there.left_at is not None:
            tx.programs.decline(program_id, user_id, now)
        show_answered(tx, program_id, user_id, now)
    return program


def must_be_there(tx: Transaction, program_id: ProgramId) -> Program:
    """The program. Raises `NotFound`."""
    program = tx.programs.get(program_id)
    if program is None:
        raise NotFound
    return program


def is_in(tx: Transaction, program_id: ProgramId, user_id: UserId) -> Participation:
    """How somebody is in a program. Raises `NotFound` where they are not (any more)."""
    there = tx.programs.participation(program_id, user_id, lock=True)
    if there is None or there.left_at is not None:
        raise NotFound
    return there


def may_join(tx: Transaction, user_id: UserId, program_id: ProgramId) -> Program:
    """The program, where somebody may join it. Raises `NotFound` or `MayNotTakePart`."""
    program, person = must_be_there(tx, program_id), tx.people.get(user_id)
    if program.state not in joining.OPEN:
        raise NotFound
    was_asked = tx.programs.invitation(program_id, user_id) or tx.programs.participation(program_id, user_id)
    if person is None or not (was_asked or joining.is_meant(program.invited, person)):
        raise MayNotTakePart
    return program


def show_answered(tx: Transaction, program_id: ProgramId, user_id: UserId, now: datetime) -> None:
    """Change the invitation in place: it shows what was answered, however often that changes."""
    key, about = invitation_key(program_id, user_id), ParticipantAbout(program_id, user_id)
    tx.outbox.cancel(about, "answered")
    put_edit(tx, now, InvitationMessage(about), f"{key}:{now.isoformat()}", key)


def locked(ctx: Context, tx: Transaction, by: UserId, program_id: ProgramId) -> Program:
    """The program, for an admin to change. Raises `NotAnAdmin`, `NotFound`."""
    must_be_admin(ctx, tx, by)
    program = tx.programs.get(program_id, lock=True)
    if program is None:
        raise NotFound
    return program


def leave(ctx: Context, user_id: UserId, program_id: ProgramId) -> Program:
    """Out of a program; a partner in it is told and offered somebody else. Doing it twice is doing it once.

    Raises `NotFound` for a program that is not there.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        program, there = must_be_there(tx, program_id), tx.programs.participation(program_id, user_id, lock=True)
        if there is not None and there.left_at is None:
            tx.programs.save_participation(replace(there, left_at=now, queued_since=None))
            tx.programs.decline(program_id, user_id, now)
            left_program(ctx, tx, program_id, user_id, now)
            show_answered(tx, program_id, user_id, now)
    return program


def left_all(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Somebody is gone from Mentor: they are in no program any more."""
    for there in tx.programs.participations_of(user_id):
        tx.programs.save_participation(replace(there, left_at=now, queued_since=None))
