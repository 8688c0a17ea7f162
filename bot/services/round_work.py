"""What is done for programs beside the listeners: invitations in portions, rounds worked out and published."""

from datetime import datetime

from bot.domain.matching.solving import Solve
from bot.domain.rounds import RoundState
from bot.services.context import Context
from bot.services.programs import advance_programs, write_invitations
from bot.services.publishing import carry_out
from bot.services.rounds import LEASE, work_out


def tend_programs(ctx: Context, solve: Solve, now: datetime, owner: str) -> None:
    """Everything that waits to be done for programs. Safe on every replica at once."""
    advance_programs(ctx, now)
    while write_invitations(ctx, now):
        pass
    while work(ctx, solve, now, owner):
        pass


def work(ctx: Context, solve: Solve, now: datetime, owner: str) -> bool:
    """Work at the round that waits longest; whether there was one."""
    with ctx.store.write() as tx:
        matching = tx.rounds.claim(now, owner, now + LEASE)
    if matching is None:
        return False
    if matching.state is RoundState.PUBLISHING:
        carry_out(ctx, matching, owner)
    else:
        work_out(ctx, solve, matching, owner)
    return True
