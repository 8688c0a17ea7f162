"""What becomes of a round whose work fails: tried again after a while, given up in the end, and run again by hand.

Nothing that was done before is lost. The cause is in the log; an admin reads that it failed, and at what.
"""

from dataclasses import replace
from types import TracebackType

import structlog

from bot.domain.base.errors import NotFound, StoreDown
from bot.domain.base.ids import UserId
from bot.domain.programs.rounds import ROUNDS, UNDERWAY, MatchingRound, RoundId, RoundState
from bot.domain.programs.views import Adjusted
from bot.ports import LockedOut, Transaction
from bot.services.base.faults import cause_of
from bot.services.context import Context
from bot.services.people.access import must_be_admin
from bot.services.programs.rounds import anew, show

log = structlog.get_logger(__name__)


class Attempt:
    """One try at a round's work. Whatever goes wrong in it is written down on the round, and goes on its way."""

    def __init__(self, ctx: Context, matching: MatchingRound, owner: str) -> None:
        self._ctx, self._matching, self._owner = ctx, matching, owner

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Look how it ended."""
        if isinstance(error, Exception):
            self._put_back(error)

    def _put_back(self, error: Exception) -> None:
        with self._ctx.store.write() as tx:
            now, held = self._ctx.clock.now(), tx.rounds.get(self._matching.id, lock=True)
            if held is None or held.owner != self._owner or held.state not in UNDERWAY:
                return
            # What is down outside is no fault of the round.
            tries = held.tries - isinstance(error, StoreDown | LockedOut)
            log.error("round failed", round=held.id, at=held.state.value, tries=tries, cause=cause_of(error))
            again = ROUNDS.again_at(max(tries, 1), now)
            if again is None:
                give_up(self._ctx, tx, held)
            else:
                tx.rounds.save(replace(held, owner="", lease_until=again, tries=tries))


def give_up(ctx: Context, tx: Transaction, held: MatchingRound) -> None:
    """Try no more, and tell whoever asked for it."""
    log.error("round given up", round=held.id, at=held.state.value)
    failed = replace(held, state=RoundState.FAILED, failed_in=held.state, owner="", lease_until=None)
    publishes = held.state is RoundState.PUBLISHING
    anew(tx, held, failed, (held.published_by if publishes else None) or held.created_by, ctx.clock.now())


def run_again(ctx: Context, by: UserId, round_id: RoundId) -> Adjusted:
    """Take up the work at which a round failed. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        failed = _failed(ctx, tx, by, round_id)
        if failed is None:
            return Adjusted.TOO_LATE
        state = RoundState.WAITING if failed.failed_in is RoundState.WORKING else failed.failed_in or RoundState.WAITING
        again = replace(failed, state=state, failed_in=None, tries=0, created_by=by)
        tx.rounds.save(again)
        show(tx, again, ctx.clock.now())
    return Adjusted.DONE


def leave_file(ctx: Context, by: UserId, round_id: RoundId) -> Adjusted:
    """Go on with the preview as it was before the file that could not be read. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        failed = _failed(ctx, tx, by, round_id)
        if failed is None or failed.failed_in is not RoundState.READING:
            return Adjusted.TOO_LATE
        ready = replace(failed, state=RoundState.READY, failed_in=None, tries=0, file="")
        tx.rounds.save(ready)
        show(tx, ready, ctx.clock.now())
    return Adjusted.DONE


def _failed(ctx: Context, tx: Transaction, by: UserId, round_id: RoundId) -> MatchingRound | None:
    """The round, locked; None where it has not failed (any more)."""
    must_be_admin(ctx, tx, by)
    found = tx.rounds.get(round_id, lock=True)
    if found is None:
        raise NotFound
    return found if found.state is RoundState.FAILED else None
