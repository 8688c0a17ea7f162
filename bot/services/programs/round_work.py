"""What is done for programs beside the listeners: invitations in portions, rounds worked out, read in and published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.matching.solving import Solve
from bot.domain.programs.rounds import ROUNDS, MatchingRound, RoundState
from bot.services.base.batches import each
from bot.services.context import Context
from bot.services.programs.programs import write_invitations
from bot.services.programs.publishing import carry_out
from bot.services.programs.round_failing import Attempt, give_up
from bot.services.programs.round_files import read_in
from bot.services.programs.rounds import work_out
from bot.services.programs.stages import advance_programs


def tend_programs(ctx: Context, solve: Solve, now: datetime, owner: str) -> None:
    """Everything that waits to be done for programs. Safe on every replica at once."""
    each(ctx, "tend programs", (advance_programs, write_invitations), lambda tend: tend(ctx, now), _name)
    while work(ctx, solve, now, owner):
        pass


def _name(tend: Callable[[Context, datetime], object]) -> str:
    return tend.__name__


def work(ctx: Context, solve: Solve, now: datetime, owner: str) -> bool:
    """Work at the round that waits longest; whether there was one. What goes wrong is written down on the round, and
    raised."""
    with ctx.store.write() as tx:
        matching = tx.rounds.claim(now, owner, now + ROUNDS.held_for)
        if matching is not None and matching.tries > ROUNDS.tries:
            # So many processes ended in the middle of it.
            give_up(ctx, tx, replace(matching, tries=ROUNDS.tries))
            return True
    if matching is None:
        return False
    with Attempt(ctx, matching, owner):
        _work_at(ctx, solve, matching, owner)
    return True


def _work_at(ctx: Context, solve: Solve, matching: MatchingRound, owner: str) -> None:
    match matching.state:
        case RoundState.PUBLISHING:
            carry_out(ctx, matching, owner)
        case RoundState.READING:
            read_in(ctx, matching, owner)
        case _:
            work_out(ctx, solve, matching, owner)
