"""A mentorship ends, whoever or whatever ends it: nobody is left in the dark, and the capacity is free again."""

from datetime import datetime

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Mentorship, MentorshipState
from bot.domain.mentorships.messages import MentorshipAbout
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.mentorships import outgoing
from bot.services.mentorships.proposals import give_up


def end_mentorship(
    tx: Transaction, pair: Mentorship, why: EndReason, now: datetime, by: UserId | None = None
) -> Mentorship | None:
    """End a running pair. Whoever pressed has read it already; the other is told, without who or why. At the end of
    their time or of the program they get a wrap-up instead, from the caller. None where it was over."""
    over = pairing.ended(pair, why, now)
    return _over(tx, over, why, now, by) if over else None


def _over(tx: Transaction, over: Mentorship, why: EndReason, now: datetime, by: UserId | None) -> Mentorship:
    tx.mentorships.save(over)
    tx.outbox.cancel(MentorshipAbout(over.id), why)
    if why not in {EndReason.COMPLETED, EndReason.PROGRAM_ENDED}:
        for who in over.present:
            if who != by:
                outgoing.put_ended(tx, over, who, now)
    return over


def pairs_of_one_gone(ctx: Context, tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Somebody is gone from the company or from Mentor: their partners are told the same day, and offered a rematch.

    Nothing further goes to the one who left.
    """
    tx.waitlist.remove(user_id)
    for pair in _by_id(tx, user_id):
        _without(ctx, tx, pair, user_id, now)


def left_program(ctx: Context, tx: Transaction, program_id: ProgramId, user_id: UserId, now: datetime) -> None:
    """Somebody has left a program: their pairs in it end, and their partners are told."""
    for pair in _by_id(tx, user_id):
        if pair.program_id == program_id:
            _without(ctx, tx, pair, user_id, now)


def _by_id(tx: Transaction, user_id: UserId) -> list[Mentorship]:
    return sorted(tx.mentorships.of_user(user_id, open_only=True), key=lambda pair: pair.id)


def _without(ctx: Context, tx: Transaction, pair: Mentorship, gone: UserId, now: datetime) -> None:
    locked = tx.mentorships.get(pair.id, lock=True)
    if locked is None:
        return
    if locked.state is MentorshipState.PROPOSED:
        declined = pairing.said_no(locked, gone, DeclineReason.RATHER_NOT_SAY, now)
        if declined is not None:
            give_up(ctx, tx, declined, now)
        return
    after = pairing.left(locked, gone, now)
    if after is not None and after.state.goes_on:
        tx.mentorships.save(after)
    elif after is not None:
        _over(tx, after, EndReason.LEFT, now, by=gone)
