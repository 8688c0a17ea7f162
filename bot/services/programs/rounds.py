"""Matching rounds: asked for by an admin, worked out beside the listeners, looked at and adjusted, published once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.base.errors import NotFound
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.delivery.messages import ToPerson
from bot.domain.matching.rounds import match
from bot.domain.matching.solving import Solve, SolverProblem
from bot.domain.matching.values import Match, MatchingStage, Plan, Round, Unmatched
from bot.domain.mentorships.formats import Role
from bot.domain.programs.messages import RoundAbout, RoundMessage
from bot.domain.programs.program import Program, ProgramState
from bot.domain.programs.rounds import OVER, ROUNDS, MatchingRound, PlannedPair, RoundId, RoundState, UnmatchedPerson
from bot.ports import Transaction
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.delivery.outgoing import put, put_edit
from bot.services.people.access import must_be_admin
from bot.services.programs.programs import must_be_there
from bot.services.programs.sides import sides_of

log = structlog.get_logger(__name__)

TELL_EVERY = timedelta(seconds=2)
"""How often the progress is written down."""
_STAGES = {
    MatchingStage.READING: (0, 10),
    MatchingStage.SCORING: (10, 60),
    MatchingStage.SOLVING: (70, 20),
    MatchingStage.TELLING: (90, 10),
}
"""Where each stage begins in the whole, and how much of it it is, in per cent."""


def round_key(matching: MatchingRound) -> str:
    """The key of the message that shows how far a round is."""
    return f"round:{matching.id}:{matching.run}"


def about_of(matching: MatchingRound) -> RoundAbout:
    """What a message about the present run of a round is about."""
    return RoundAbout(matching.id, matching.run)


def begin(ctx: Context, by: UserId, program_id: ProgramId) -> MatchingRound:
    """Ask for a round's preview; while one is underway, it is that one. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, by)
        program = tx.programs.get(program_id, lock=True)
        if program is None or program.state in {ProgramState.WRAPPING_UP, ProgramState.ENDED}:
            raise NotFound
        before = tx.rounds.of_program(program_id)
        if before and before[0].state not in OVER:
            return before[0]
        number = before[0].number + 1 if before else 1
        matching = MatchingRound(RoundId(stable_id("round", program_id, str(number))), program_id, number, by, now)
        tx.rounds.save(matching)
        if program.state is ProgramState.INVITING:
            tx.programs.save(replace(program, state=ProgramState.MATCHING))
        put(tx, now, RoundMessage(about_of(matching)), round_key(matching), ToPerson(by))
    return matching


def rerun(ctx: Context, by: UserId, round_id: RoundId) -> MatchingRound:
    """Work it out again: locked pairs stay, those taken out do not come back. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        if matching is None:
            return the_round(tx, round_id)
        asked = replace(matching, state=RoundState.WAITING, created_by=by, done=0, total=0, tries=0)
        return anew(tx, matching, asked, by, now)


def anew(tx: Transaction, before: MatchingRound, after: MatchingRound, to: UserId, now: datetime) -> MatchingRound:
    """Keep a round, and begin another message about it; the one before says that it goes on there."""
    again, older = replace(after, run=before.run + 1), round_key(before)
    tx.rounds.save(again)
    put_edit(tx, now, RoundMessage(about_of(before)), f"{older}:over", older)
    put(tx, now, RoundMessage(about_of(again)), round_key(again), ToPerson(to))
    return again


def to_adjust(ctx: Context, tx: Transaction, by: UserId, round_id: RoundId) -> MatchingRound | None:
    """The round, locked; None where there is nothing to adjust (any more). What was wrong with a file is forgotten
    with the next change. Raises `NotAnAdmin`, `NotFound`."""
    must_be_admin(ctx, tx, by)
    matching = tx.rounds.get(round_id, lock=True)
    if matching is None:
        raise NotFound
    return replace(matching, bad=()) if matching.state is RoundState.READY else None


def the_round(tx: Transaction, round_id: RoundId) -> MatchingRound:
    """The round. Raises `NotFound`."""
    matching = tx.rounds.get(round_id)
    if matching is None:
        raise NotFound
    return matching


def show(tx: Transaction, matching: MatchingRound, now: datetime) -> None:
    """Bring the round's message up to date, at most once for each tenth of the way."""
    key, tenth = round_key(matching), int(matching.share_done * 10)
    put_edit(tx, now, RoundMessage(about_of(matching)), f"{key}:{matching.state}:{tenth}", key)


def work_out(ctx: Context, solve: Solve, matching: MatchingRound, owner: str) -> None:
    """Make the plan of a claimed round, and keep it as its preview."""
    with ctx.store.read() as tx:
        program = must_be_there(tx, matching.program_id)
        sides = sides_of(tx, program.id, ctx.clock.now())
    asked = Round(program, sides, ctx.clock.now(), matching.locked, matching.forbidden)
    tell = telling(ctx, matching.id, owner)
    plan = match(asked, solve, lambda stage, done, total: tell(_percent(stage, done, total)))
    with ctx.store.write() as tx:
        now, held = ctx.clock.now(), held_by(tx, matching, owner)
        if held is not None:
            tx.rounds.keep_plan(matching.id, *kept(plan))
            ready = replace(held, state=RoundState.READY, owner="", lease_until=None, ready_at=now, tries=0)
            tx.rounds.save(ready)
            show(tx, ready, now)


def held_by(tx: Transaction, matching: MatchingRound, owner: str) -> MatchingRound | None:
    """The claimed round as it is now, locked; None where it is no longer the owner's."""
    held = tx.rounds.get(matching.id, lock=True)
    if held is None or held.owner != owner or held.state is not matching.state:
        log.warning("round lost", round=matching.id)
        return None
    return held


def telling(ctx: Context, round_id: RoundId, owner: str) -> Callable[[int], None]:
    """Writes progress (in per cent) down now and then, which also keeps the round ours."""
    told_at = ctx.clock.now()

    def tell(percent: int) -> None:
        nonlocal told_at
        now = ctx.clock.now()
        if now - told_at < TELL_EVERY:
            return
        told_at = now
        with ctx.store.write() as tx:
            held = tx.rounds.get(round_id, lock=True)
            if held is not None and held.owner == owner:
                held = replace(held, done=percent, total=100, lease_until=now + ROUNDS.held_for)
                tx.rounds.save(held)
                show(tx, held, now)

    return tell


def _percent(stage: MatchingStage, done: int, total: int) -> int:
    starts, share = _STAGES[stage]
    return starts + share * done // max(total, 1)


def kept(plan: Plan) -> tuple[list[PlannedPair], list[UnmatchedPerson]]:
    """A plan as the preview holds it."""
    return [planned(one) for one in plan.pairs], [unmatched(one) for one in plan.unmatched]


def planned(one: Match) -> PlannedPair:
    """A pair of a plan as the preview holds it, without what stays between somebody and Mentor."""
    score, shown = (one.score, one.factors) if one.open_score is None else (one.open_score, one.open_factors)
    factors = tuple((factor.kind.value, factor.value, factor.weight) for factor in shown)
    return PlannedPair(one.mentor, one.mentee, score, one.reasons, factors, one.locked)


def unmatched(one: Unmatched) -> UnmatchedPerson:
    """Somebody without a pair as the preview holds them. A count comes first among the details of what helps."""
    helps = tuple(Reason(each.kind.value, (str(each.count), *each.detail)) for each in one.helps)
    return UnmatchedPerson(one.user_id, one.role or Role.PEER, Reason(one.why.value), helps)


def scored(
    tx: Transaction, matching: MatchingRound, mentor: UserId, mentee: UserId, now: datetime, *, by_hand: bool
) -> PlannedPair | None:
    """Two people as a pair of the preview; None where a rule is in the way.

    `by_hand`: locked, and only the firm rules hold. What the two already have in the preview is not counted: the
    caller sees to that.
    """
    program = must_be_there(tx, matching.program_id)
    sides = tuple(replace(side, free=1) for side in sides_of(tx, program.id, now, {mentor, mentee}) if side.free)
    couple = (mentor, mentee)
    asked = Round(program, sides, now, forbidden=matching.forbidden - {couple})
    found = match(replace(asked, locked=frozenset({couple})) if by_hand else asked, _the_only_one).pairs
    return replace(planned(found[0]), mentor=mentor, mentee=mentee) if found else None


def _the_only_one(problem: SolverProblem) -> list[int]:
    """What there is to choose between two people."""
    return [0] if len(problem.heads) else []


def keep_worked_out(tx: Transaction, program: Program, plan: Plan, now: datetime) -> MatchingRound | None:
    """Keep a plan made elsewhere as the preview of the program's next round; None while one is underway."""
    before = tx.rounds.of_program(program.id)
    if before and before[0].state not in OVER:
        return None
    number = before[0].number + 1 if before else 1
    its = RoundId(stable_id("round", program.id, str(number)))
    ready = MatchingRound(its, program.id, number, program.created_by, now, state=RoundState.READY, ready_at=now)
    tx.rounds.save(ready)
    tx.rounds.keep_plan(its, *kept(plan))
    if program.state is ProgramState.INVITING:
        tx.programs.save(replace(program, state=ProgramState.MATCHING))
    return ready
