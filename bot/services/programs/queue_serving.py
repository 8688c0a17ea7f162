"""Who stands in the line of a program is matched by themselves, as soon as somebody who fits has room."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.matching.queue import partner_for
from bot.domain.matching.values import Match, Side
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.programs.program import Participation, Program
from bot.domain.programs.queue import may_be_given, serves_itself
from bot.ports import Transaction
from bot.services.base.batches import each
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.mentorships.proposals import propose
from bot.services.programs.proposing import proposed
from bot.services.programs.rounds import planned
from bot.services.programs.sides import sides_of

AT_ONCE = 500
"""People in line served in one go, over all programs."""
LOOKED_AT = 400
"""People looked at in a program: those in line, left over, or with most room first."""


def serve_queues(ctx: Context, now: datetime) -> int:
    """Propose a partner to everybody in line for whom there is one, longest first; how many pairs were proposed."""
    with ctx.store.read() as tx:
        queue = sorted(tx.programs.queue(limit=AT_ONCE), key=lambda one: one.program_id)
    programs = {program_id: list(those) for program_id, those in groupby(queue, key=lambda one: one.program_id)}
    return sum(each(ctx, "serve program", programs, lambda one: _serve_program(ctx, one, programs[one], now)))


def _serve_program(ctx: Context, program_id: ProgramId, waiting: Sequence[Participation], now: datetime) -> int:
    with ctx.store.read() as tx:
        program = _serving(tx, program_id, now)
        if program is None:
            return 0
        sides = {side.user_id: side for side in _looked_at(tx, program, waiting, now)}

    def serve(who: UserId) -> bool:
        if who not in sides or not (found := partner_for(sides[who], sides.values(), program, now)):
            return False
        # Whether it is proposed or something has come between: these are looked at again next time.
        for name in found.ids:
            del sides[name]
        return _propose(ctx, program_id, who, found, now)

    return sum(each(ctx, "serve in line", [one.user_id for one in waiting if one.user_id in sides], serve))


def _serving(tx: Transaction, program_id: ProgramId, now: datetime) -> Program | None:
    """The program, where its line is served without waiting for a round."""
    program, rounds = tx.programs.get(program_id), tx.rounds.of_program(program_id)
    return program if program and serves_itself(program, rounds[0] if rounds else None, now) else None


def _looked_at(tx: Transaction, program: Program, waiting: Sequence[Participation], now: datetime) -> tuple[Side, ...]:
    """Those in line who may be proposed somebody now, and those who may be given to them; nobody, where nobody can be
    given to anybody."""
    open_to = _open_to(tx, program, waiting)
    given = _given(tx, program, waiting, open_to) if open_to else []
    roles = {one.role for one in (*open_to, *given)}
    if not any(one.role.other_side in roles for one in open_to):
        return ()
    return sides_of(tx, program.id, now, {one.user_id for one in (*open_to, *given)})


def _open_to(tx: Transaction, program: Program, waiting: Sequence[Participation]) -> list[Participation]:
    """Those in line who have room, and to whom no pair in the program is proposed: they are not proposed a second."""
    free = tx.mentorships.with_room([one.user_id for one in waiting])
    asked = tx.mentorships.asked_in(program.id, free)
    return [one for one in waiting if one.user_id in free and one.user_id not in asked]


def _given(
    tx: Transaction, program: Program, waiting: Sequence[Participation], open_to: Sequence[Participation]
) -> list[Participation]:
    """Those with room who may be given to these."""
    joined = tx.programs.participants(program.id)
    busy, began = tx.mentorships.people_of(program.id, open_only=True), tx.mentorships.people_of(program.id)
    seekers = {one.user_id for one in waiting}
    wanted = {one.role.other_side for one in open_to}
    given = [
        one
        for one in joined
        if one.role in wanted
        and one.user_id not in seekers
        and may_be_given(one, has_one=one.user_id in busy, had_one=one.user_id in began)
    ]
    free = tx.mentorships.with_room([one.user_id for one in given])
    given, loads = [one for one in given if one.user_id in free], tx.mentorships.loads_of(free)
    given.sort(key=lambda one: (one.queued_since is None, -one.left_out, loads.get(one.user_id, 0), one.user_id))
    return given[:LOOKED_AT]


def _propose(ctx: Context, program_id: ProgramId, seeker: UserId, found: Match, now: datetime) -> bool:
    """Lay the pair before both, if all still holds once nobody else can change it; whether it was."""
    with ctx.store.write() as tx:
        # Everybody takes these locks in the order of ids, so that no two wait for each other.
        for who in sorted(found.ids):
            tx.profiles.get(who, lock=True)
        program, joined = _serving(tx, program_id, now), tx.programs.participation(program_id, seeker, lock=True)
        if (
            program is None
            or joined is None
            or joined.queued_since is None
            or _has_come_between(tx, program, found, seeker)
        ):
            return False
        sides = {side.user_id: side for side in sides_of(tx, program_id, now, found.ids)}
        still = partner_for(sides[seeker], sides.values(), program, now) if len(sides) == len(found.ids) else None
        if still is None:
            return False
        its = MentorshipId(stable_id("line", program.id, *still.ids, now.isoformat()))
        propose(ctx, tx, proposed(program, its, planned(still), now), now)
    return True


def _has_come_between(tx: Transaction, program: Program, found: Match, seeker: UserId) -> bool:
    """Whether the two have each other already, or one who can have only one has been proposed somebody by now."""
    if any(pair.state.takes_capacity for pair in tx.mentorships.between(*found.ids)):
        return True
    return any(_is_taken(tx, program, who, is_given=who != seeker) for who in found.ids)


def _is_taken(tx: Transaction, program: Program, who: UserId, *, is_given: bool) -> bool:
    joined = tx.programs.participation(program.id, who)
    theirs = [pair for pair in tx.mentorships.of_user(who, open_only=True) if pair.program_id == program.id]
    if joined is None or (is_given and joined.role is Role.MENTOR):
        return joined is None
    return bool(theirs) if is_given else any(pair.state is MentorshipState.PROPOSED for pair in theirs)
