"""A round's preview taken from a file that an admin changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.people import UserId
from bot.domain.program_views import Adjusted
from bot.domain.programs import PairFormat, Role
from bot.domain.round_csv import BadLine, Problem, read
from bot.domain.rounds import Couple, MatchingRound, PlannedPair, RoundId
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.previews import leave_over
from bot.services.programs import must_be_there
from bot.services.rounds import scored, to_adjust
from bot.services.sides import sides_of

Lines = Sequence[tuple[int, Couple]]


@dataclass(frozen=True, slots=True)
class FromFile:
    """What became of a file: taken as a whole, or not at all for the sake of its `bad` lines."""

    adjusted: Adjusted
    bad: tuple[BadLine, ...] = ()


def take_file(ctx: Context, by: UserId, round_id: RoundId, content: bytes) -> FromFile:
    """Put the pairs of a file in place of the preview's; those that are new are scored and locked.

    Raises `NotAnAdmin`, `NotFound`.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        if matching is None:
            return FromFile(Adjusted.TOO_LATE)
        there = {one.user_id for one in tx.programs.participants(matching.program_id)}
        found = read(content, there)
        bad = found.bad or _without_room(tx, matching, found.couples, now)
        pairs, impossible = ([], ()) if bad else _pairs(tx, matching, found.couples, now)
        if bad or impossible:
            return FromFile(Adjusted.NOT_POSSIBLE, (*bad, *impossible))
        _put(tx, matching, pairs)
        leave_over(tx, must_be_there(tx, matching.program_id), round_id, sorted(there))
    return FromFile(Adjusted.DONE)


def _without_room(tx: Transaction, matching: MatchingRound, lines: Lines, now: datetime) -> tuple[BadLine, ...]:
    """Lines that ask more of somebody than they can take: a mentor all they have free, everybody else one pair."""
    is_peer = must_be_there(tx, matching.program_id).format is PairFormat.PEER
    free = {side.user_id: side.free for side in sides_of(tx, matching.program_id, now)}
    roles = {one.user_id: one.role for one in tx.programs.participants(matching.program_id)}
    used: Counter[UserId] = Counter()
    bad = []
    for number, couple in lines:
        used.update(couple)
        room = [free.get(who, 0) if roles[who] is Role.MENTOR else min(1, free.get(who, 0)) for who in couple]
        sides_fit = is_peer or (roles[couple[0]], roles[couple[1]]) == (Role.MENTOR, Role.MENTEE)
        if not sides_fit:
            bad.append(BadLine(number, Problem.WRONG_SIDE))
        elif any(used[who] > most for who, most in zip(couple, room, strict=True)):
            bad.append(BadLine(number, Problem.NO_ROOM))
    return tuple(bad)


def _pairs(
    tx: Transaction, matching: MatchingRound, lines: Lines, now: datetime
) -> tuple[list[PlannedPair], tuple[BadLine, ...]]:
    pairs, bad = [], []
    for number, couple in lines:
        known = tx.rounds.pair(matching.id, couple)
        pair = known or scored(tx, matching, *couple, now, by_hand=True)
        if pair is None:
            bad.append(BadLine(number, Problem.RULE))
        else:
            pairs.append(pair if known else replace(pair, locked=True))
    return pairs, tuple(bad)


def _put(tx: Transaction, matching: MatchingRound, pairs: Sequence[PlannedPair]) -> None:
    locked = frozenset(pair.couple for pair in pairs if pair.locked)
    tx.rounds.save(matching.but(locked=locked, forbidden=matching.forbidden - locked))
    tx.rounds.keep_plan(matching.id, pairs, [])
