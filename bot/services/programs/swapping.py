"""Giving a mentee another mentor by hand, in a round's preview."""

from dataclasses import replace
from datetime import datetime

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.programs.program import Program
from bot.domain.programs.rounds import MatchingRound, PlannedPair, RoundId
from bot.domain.programs.views import Adjusted
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.programs.previews import add_unmatched
from bot.services.programs.programs import must_be_there
from bot.services.programs.rounds import scored, to_adjust
from bot.services.programs.sides import sides_of


def give(ctx: Context, by: UserId, round_id: RoundId, mentee: UserId, mentor: UserId) -> Adjusted:
    """Give a mentee this mentor, and lock that.

    A mentor without more room gives up their weakest pair that is not locked; that mentee gets the mentor who has
    become free, where the rules let them. Raises `NotAnAdmin`, `NotFound`.
    """
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        if matching is None:
            return Adjusted.TOO_LATE
        if tx.rounds.pair(round_id, (mentor, mentee)) is not None:
            return Adjusted.DONE
        program, now = must_be_there(tx, matching.program_id), ctx.clock.now()
        new = scored(tx, matching, mentor, mentee, now, by_hand=True)
        given_up = _given_up(tx, program, round_id, mentor, mentee, now)
        if new is None or given_up is None:
            return Adjusted.NOT_POSSIBLE
        _exchange(tx, program, matching, new, given_up, now)
    return Adjusted.DONE


def _given_up(
    tx: Transaction, program: Program, round_id: RoundId, mentor: UserId, mentee: UserId, now: datetime
) -> list[PlannedPair] | None:
    """The pairs that make room for the new one: those of the mentee, then the mentor's weakest where they are full.

    None where all of theirs are locked.
    """
    of_mentee, of_mentor = tx.rounds.pairs_with(round_id, [mentee]), tx.rounds.pairs_with(round_id, [mentor])
    room = sum(side.free for side in sides_of(tx, program.id, now, {mentor}))
    free = min(room, 1) if program.format is MentorshipFormat.PEER else room
    if len(of_mentor) < free:
        return list(of_mentee)
    loose = sorted((pair for pair in of_mentor if not pair.locked), key=lambda pair: (pair.score, pair.mentee))
    return [*of_mentee, loose[0]] if loose else None


def _exchange(
    tx: Transaction,
    program: Program,
    matching: MatchingRound,
    new: PlannedPair,
    given_up: list[PlannedPair],
    now: datetime,
) -> None:
    gone = {pair.couple for pair in given_up}
    for couple in gone:
        tx.rounds.drop_pair(matching.id, couple)
    tx.rounds.save_pair(matching.id, new)
    locked, forbidden = matching.locked - gone | {new.couple}, matching.forbidden - {new.couple}
    tx.rounds.save(replace(matching, locked=locked, forbidden=forbidden))
    tx.rounds.now_matched(matching.id, new.couple)
    loose = [one for pair in given_up for one in pair.couple if one not in new.couple]
    if len(loose) == 2:
        other = scored(tx, matching, loose[0], loose[1], now, by_hand=False)
        if other is not None:
            tx.rounds.save_pair(matching.id, other)
    add_unmatched(tx, program, matching.id, loose)
