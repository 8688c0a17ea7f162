"""Publishing a round: decided by one press, carried out in portions, each pair made once."""

from dataclasses import replace
from datetime import datetime

from bot.domain.asks import Reason
from bot.domain.joining import can_become
from bot.domain.pairs import Answer, Pair, PairId, PairState
from bot.domain.people import Member, UserId
from bot.domain.program_views import Adjusted
from bot.domain.programs import Program, ProgramState
from bot.domain.rounds import LeftOver, MatchingRound, PlannedPair, RoundId, RoundState
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.ids import opaque
from bot.services.pairing import propose
from bot.services.programs import must_be_there
from bot.services.rounds import LEASE, show, to_adjust

PORTION = 100
"""Pairs made in one transaction."""
CHANGED = Reason("changed_meanwhile")
"""Why somebody has no pair after all: one of the two left, paused, was taken or changed their mind
between preview and publishing. Which of these is not told."""


def publish(ctx: Context, by: UserId, round_id: RoundId) -> Adjusted:
    """Decide that the preview holds; a second press finds it decided. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        if matching is None:
            return Adjusted.TOO_LATE
        decided = matching.but(state=RoundState.PUBLISHING, published_at=now, published_by=by, lease_until=now)
        tx.rounds.save(decided)
    return Adjusted.DONE


def carry_out(ctx: Context, matching: MatchingRound, owner: str) -> None:
    """Make the pairs of a published round. Begun again after a crash, it goes on where it was."""
    while matching.state is RoundState.PUBLISHING:
        with ctx.store.write() as tx:
            held = tx.rounds.get(matching.id, lock=True)
            if held is None or held.owner != owner:
                return
            matching = _portion(ctx, tx, held)


def _portion(ctx: Context, tx: Transaction, held: MatchingRound) -> MatchingRound:
    now, program = ctx.clock.now(), must_be_there(tx, held.program_id)
    portion = tx.rounds.unmade(held.id, PORTION)
    for planned in portion:
        _make(ctx, tx, program, held, planned, now)
    after = held.but(lease_until=now + LEASE) if portion else _finished(tx, program, held)
    tx.rounds.save(after)
    show(tx, after, now)
    return after


def _make(
    ctx: Context, tx: Transaction, program: Program, held: MatchingRound, planned: PlannedPair, now: datetime
) -> None:
    """One pair, unless something has come between: then both are without one, and it is said."""
    for who in sorted(planned.couple):
        tx.profiles.get(who, lock=True)
    if not _still_holds(tx, program, planned, now):
        tx.rounds.drop_pair(held.id, planned.couple)
        for who in planned.couple:
            joined = tx.programs.participation(program.id, who)
            if joined is not None and not tx.rounds.pairs_with(held.id, who):
                tx.rounds.leave_over(held.id, LeftOver(who, joined.role, CHANGED))
        return
    propose(ctx, tx, pair_of(tx, program, held, planned, now), now)
    tx.rounds.save_pair(held.id, replace(planned, made=True))


def _still_holds(tx: Transaction, program: Program, planned: PlannedPair, now: datetime) -> bool:
    if any(pair.state.takes_capacity for pair in tx.pairs.between(*planned.couple)):
        # Another program was quicker with the same two.
        return False
    if planned.mentee in tx.pairs.apart_from(planned.mentor):
        return False
    members = tx.profiles.members(planned.couple)
    return all(who in members and _is_free(tx, program, members[who], now) for who in planned.couple)


def _is_free(tx: Transaction, program: Program, member: Member, now: datetime) -> bool:
    joined = tx.programs.participation(program.id, member.user_id)
    is_in = joined is not None and joined.left_at is None
    return is_in and member.is_reachable(now) and tx.pairs.load_of(member.user_id) < member.profile.limits.pairs


def pair_of(tx: Transaction, program: Program, held: MatchingRound, planned: PlannedPair, now: datetime) -> Pair:
    """The pair that a planned one becomes, always with the same id; agreed already where nobody is asked."""
    said = None if program.rules.both_accept else Answer.YES
    joined = (tx.programs.participation(program.id, who) for who in (planned.mentee, planned.mentor))
    return Pair(
        id=PairId(opaque("pair", held.id, *planned.couple)),
        program_id=program.id,
        mentor=planned.mentor,
        mentee=planned.mentee,
        state=PairState.PROPOSED,
        created_at=now,
        rhythm=program.rhythm,
        score=planned.score,
        reasons=planned.reasons,
        mentor_answer=said,
        mentee_answer=said,
        objective=next((one.objective for one in joined if one and one.objective), ""),
    )


def _finished(tx: Transaction, program: Program, held: MatchingRound) -> MatchingRound:
    """All pairs are made: whoever got none comes first in the next round, and the program runs."""
    tx.programs.left_out(program.id, [one.user_id for one in tx.rounds.left_over(held.id)])
    if can_become(program, ProgramState.RUNNING):
        tx.programs.save(program.but(state=ProgramState.RUNNING))
    return held.but(state=RoundState.PUBLISHED, owner="", lease_until=None)
