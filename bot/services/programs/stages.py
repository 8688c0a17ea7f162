"""A program moves on, by an admin or by time; and where it closes, what follows for everybody in it.

What follows is carried out beside the listeners in portions, from the state alone: begun again after a crash, it goes
on where it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.delivery.messages import ToPerson
from bot.domain.mentorships.cycle import wrap_ups_due
from bot.domain.mentorships.mentorship import EndReason, Mentorship, MentorshipState
from bot.domain.mentorships.pairing import over_with_program
from bot.domain.programs import joining
from bot.domain.programs.messages import ParticipantAbout, QueueEnded
from bot.domain.programs.program import Participation, Program, ProgramState
from bot.domain.programs.rounds import OVER, RoundState
from bot.ports import Transaction
from bot.services.base.batches import each, in_portions
from bot.services.context import Context
from bot.services.delivery.outgoing import put
from bot.services.mentorships import outgoing
from bot.services.mentorships.ending import end_mentorship
from bot.services.mentorships.proposals import give_up
from bot.services.programs.programs import locked
from bot.services.programs.rounds import show

_Place = tuple[ProgramId, UserId]
_Waiting = Mapping[_Place, Participation]
PORTION = 100
"""Pairs ended, or people told, in one transaction."""


def move(ctx: Context, by: UserId, program_id: ProgramId, state: ProgramState) -> Program:
    """Bring a program to a state; where it cannot step there, it stays as it is. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        program = locked(ctx, tx, by, program_id)
        return _moved(tx, program, state, ctx.clock.now()) if joining.can_become(program, state) else program


def advance_programs(ctx: Context, now: datetime) -> None:
    """What time does to programs: they wrap up and end by themselves, and nobody is left in the dark."""
    with ctx.store.read() as tx:
        late = [one.id for one in tx.programs.all() if joining.by_time(one, now.date()) is not one.state]
    each(ctx, "move program", late, lambda program_id: _by_time(ctx, program_id, now))
    while _tell_those_who_wait(ctx, now):
        pass
    while _end_mentorships(ctx, now):
        pass


def _by_time(ctx: Context, program_id: ProgramId, now: datetime) -> None:
    with ctx.store.write() as tx:
        program = tx.programs.get(program_id, lock=True)
        if program is not None:
            _moved(tx, program, joining.by_time(program, now.date()), now)


def _moved(tx: Transaction, program: Program, state: ProgramState, now: datetime) -> Program:
    after = replace(program, state=state)
    tx.programs.save(after)
    if program.state in joining.OPEN and state not in joining.OPEN:
        tx.programs.queue_unpaired(program.id, now)
        _throw_round_away(tx, program.id, now)
    return after


def _throw_round_away(tx: Transaction, program_id: ProgramId, now: datetime) -> None:
    """The round that is underway, if any; what is being published goes on, and ends with the program."""
    rounds = tx.rounds.of_program(program_id)
    held = tx.rounds.get(rounds[0].id, lock=True) if rounds else None
    if held is not None and held.state not in OVER and held.state is not RoundState.PUBLISHING:
        gone = replace(held, state=RoundState.DISCARDED, owner="", lease_until=None)
        tx.rounds.save(gone)
        show(tx, gone, now)


def _tell_those_who_wait(ctx: Context, now: datetime) -> int:
    """Everybody who still looks for a partner in a program that takes up no new pairs hears of it; how many."""
    with ctx.store.read() as tx:
        waiting = {(one.program_id, one.user_id): one for one in tx.programs.queue_of_closed(PORTION)}
    told = in_portions(ctx, "tell who waits", sorted(waiting), PORTION, lambda some: _tell_all(ctx, waiting, some, now))
    return sum(told)


def _tell_all(ctx: Context, waiting: _Waiting, some: Sequence[_Place], now: datetime) -> int:
    with ctx.store.write() as tx:
        for program_id in sorted({program_id for program_id, _ in some}):
            tx.programs.out_of_queue(program_id, {who for its, who in some if its == program_id})
        for place in some:
            _tell(tx, waiting[place], now)
    return len(some)


def _tell(tx: Transaction, one: Participation, now: datetime) -> None:
    message, to = QueueEnded(ParticipantAbout(one.program_id, one.user_id)), one.user_id
    key = f"line_ended:{one.program_id}:{one.user_id}:{one.queued_since}"
    put(tx, now, message, key, ToPerson(to), hours_of=to)


def _end_mentorships(ctx: Context, now: datetime) -> int:
    """Pairs that are open although their program has ended; how many."""
    with ctx.store.read() as tx:
        ids = tx.programs.open_in_ended(PORTION)
    return sum(in_portions(ctx, "end with program", ids, PORTION, lambda some: _end_all(ctx, some, now)))


def _end_all(ctx: Context, ids: Sequence[MentorshipId], now: datetime) -> int:
    with ctx.store.write() as tx:
        # Locks are taken in the order of ids, here and by those who leave.
        for mentorship_id in sorted(ids):
            pair = tx.mentorships.get(mentorship_id, lock=True)
            if pair is not None:
                _end(ctx, tx, pair, now)
    return len(ids)


def _end(ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """A proposal comes to nothing; a pair gets its wrap-up, with a kind word about the program."""
    if pair.state is MentorshipState.PROPOSED:
        give_up(ctx, tx, over_with_program(pair, now), now)
        return
    over = end_mentorship(tx, pair, EndReason.PROGRAM_ENDED, now)
    for due in wrap_ups_due(over, now.date()) if over else ():
        outgoing.put_due(tx, due, now)
