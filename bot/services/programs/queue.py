"""Standing in the line of a program: getting in, getting out, and where somebody stands."""

from dataclasses import replace
from datetime import datetime

from bot.domain.base.errors import NotFound
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState, ProposalAnswer, Waiting
from bot.domain.mentorships.pairing import rests_until
from bot.domain.mentorships.seeking import Place, Sought
from bot.domain.programs.joining import OPEN
from bot.domain.programs.program import Participation, Program
from bot.domain.programs.queue import may_look, place_of, where_next
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.people.access import must_be_member


def has_time_again(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Somebody looks for a pair by themselves: that they had no time is over."""
    for pair in tx.mentorships.declined_by([user_id]):
        day = rests_until(pair)
        if day is not None and day > now.date():
            tx.mentorships.save(pair.with_member(replace(pair.member(user_id), not_before=now.date())))


def join_queue(ctx: Context, user_id: UserId, program_id: ProgramId) -> Place:
    """Look for a partner in a program that runs. Raises `NotFound` where they may not, `NotSignedUp`,
    `MayNotTakePart`."""
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        has_time_again(tx, user_id, ctx.clock.now())
        program, joined = _theirs(tx, user_id, program_id)
        if joined.queued_since is None and not may_look(
            program, joined, tx.mentorships.of_user(user_id, open_only=True)
        ):
            raise NotFound
        return _place(tx, program, _in(tx, joined, ctx.clock.now()))


def leave_queue(ctx: Context, user_id: UserId, program_id: ProgramId) -> Place:
    """Look no more. A proposal that is out stays; who is in the program stays in it. Raises `NotFound`."""
    with ctx.store.write() as tx:
        program, joined = _theirs(tx, user_id, program_id)
        return _place(tx, program, _out(tx, joined))


def places(tx: Transaction, user_id: UserId) -> tuple[Place, ...]:
    """The programs in which somebody stands in line, or may get in it."""
    found, open_pairs = [], tx.mentorships.of_user(user_id, open_only=True)
    for joined in tx.programs.participations_of(user_id):
        program = tx.programs.get(joined.program_id)
        if program is None or program.state not in OPEN:
            continue
        if joined.queued_since is not None or may_look(program, joined, open_pairs):
            found.append(_place(tx, program, joined))
    return tuple(found)


def place_in(tx: Transaction, user_id: UserId, program_id: ProgramId | None) -> Place | None:
    """Where somebody stands in a program's line; None for who does not."""
    joined = tx.programs.participation(program_id, user_id) if program_id else None
    program = tx.programs.get(joined.program_id) if joined else None
    if program is None or joined is None or joined.left_at is not None:
        return None
    if program.state not in OPEN or joined.queued_since is None:
        return None
    return _place(tx, program, joined)


def sought_by(tx: Transaction, pair: Mentorship, user_id: UserId) -> Sought:
    """What it comes to that one of a pair wants another partner."""
    its = pair.program_id
    program, joined = (tx.programs.get(its), tx.programs.participation(its, user_id)) if its else (None, None)
    return where_next(pair, user_id, program, joined)


def seek_again(tx: Transaction, pair: Mentorship, user_id: UserId, now: datetime) -> Sought:
    """One of a pair wants another partner: through its program, where that takes up pairs, else by the wait list."""
    sought = sought_by(tx, pair, user_id)
    has_time_again(tx, user_id, now)
    if sought is Sought.QUEUE and pair.program_id is not None:
        put_in_queue(tx, pair.program_id, user_id, now)
    if sought is Sought.WAIT_LIST and tx.waitlist.of(user_id) is None:
        tx.waitlist.add(Waiting(user_id, now))
    return sought


def put_in_queue(tx: Transaction, program_id: ProgramId, user_id: UserId, now: datetime) -> None:
    """Somebody stands in the line of a program from now on, if they are in the program and not in line already."""
    joined = tx.programs.participation(program_id, user_id, lock=True)
    if joined is not None and joined.left_at is None:
        _in(tx, joined, now)


def proposal_ended(tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """A proposal of a program came to nothing. Whoever did not say no gets in line; who let it pass is out of it."""
    if pair.program_id is None:
        return
    answers = {one.person: one.answer for one in pair.members}
    for who in sorted(answers):
        joined = tx.programs.participation(pair.program_id, who, lock=True)
        if joined is None or joined.left_at is not None or who == pair.declined_by:
            continue
        if pair.state is MentorshipState.LAPSED and answers[who] is not ProposalAnswer.YES:
            _out(tx, joined)
        elif sought_by(tx, pair, who) is Sought.QUEUE:
            _in(tx, joined, now)


def _theirs(tx: Transaction, user_id: UserId, program_id: ProgramId) -> tuple[Program, Participation]:
    program = tx.programs.get(program_id)
    joined = tx.programs.participation(program_id, user_id, lock=True)
    if program is None or joined is None or joined.left_at is not None:
        raise NotFound
    return program, joined


def _in(tx: Transaction, joined: Participation, now: datetime) -> Participation:
    if joined.queued_since is not None:
        return joined
    after = replace(joined, queued_since=now)
    tx.programs.save_participation(after)
    return after


def _out(tx: Transaction, joined: Participation) -> Participation:
    after = replace(joined, queued_since=None)
    tx.programs.save_participation(after)
    return after


def _place(tx: Transaction, program: Program, joined: Participation) -> Place:
    profile, theirs = tx.profiles.get(joined.user_id), tx.mentorships.of_user(joined.user_id, open_only=True)
    limit = profile.limits.pairs if profile else 0
    return place_of(program, joined, tx.programs.queue(program.id), theirs, limit)
