"""A round's preview taken from a file that an admin changed: decided by a press, read beside the listeners."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.base.ids import Couple, UserId
from bot.domain.matching.rounds import by_hand
from bot.domain.matching.values import Round, Side
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.programs.program import Program
from bot.domain.programs.round_csv import ReadPlan, read
from bot.domain.programs.rounds import (
    BadLine,
    LineProblem,
    MatchingRound,
    PlannedPair,
    RoundId,
    RoundState,
    UnmatchedPerson,
    shortened,
)
from bot.domain.programs.views import Adjusted
from bot.ports import TOO_LARGE, LockedOut, RateLimited, Refused, Unclear
from bot.services.context import Context
from bot.services.programs.previews import BY_HAND
from bot.services.programs.programs import must_be_there
from bot.services.programs.rounds import anew, held_by, planned, show, telling, to_adjust
from bot.services.programs.sides import sides_of

Lines = Sequence[tuple[int, Couple]]
_READ, _LOOKED_UP, _SCORED = 20, 50, 90
"""How far it is with the file's content there, with everybody read, with all new pairs scored: per cent."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a file is held against."""

    program: Program
    sides: tuple[Side, ...]
    roles: Mapping[UserId, Role]
    pairs: Mapping[Couple, PlannedPair]
    unmatched: Mapping[UserId, UnmatchedPerson]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of a file: a preview, or why there is none."""

    pairs: tuple[PlannedPair, ...] = ()
    unmatched: tuple[UnmatchedPerson, ...] = ()
    bad: tuple[BadLine, ...] = ()


def take_file(ctx: Context, by: UserId, round_id: RoundId, file_id: str) -> Adjusted:
    """Let the pairs of a file take the place of the preview's. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        if matching is None:
            return Adjusted.TOO_LATE
        asked = replace(matching, state=RoundState.READING, file=file_id, created_by=by, done=0, total=0, tries=0)
        anew(tx, matching, asked, by, now)
    return Adjusted.DONE


def read_in(ctx: Context, matching: MatchingRound, owner: str) -> None:
    """Read the file of a claimed round. Its new pairs are scored and locked; while a line is bad, nothing of it holds
    and the preview stays as it is."""
    taken = _taken(ctx, matching, owner)
    with ctx.store.write() as tx:
        now, held = ctx.clock.now(), held_by(tx, matching, owner)
        if held is None:
            return
        ready = replace(
            held, state=RoundState.READY, owner="", lease_until=None, tries=0, file="", bad=shortened(taken.bad)
        )
        if not taken.bad:
            locked = frozenset(pair.couple for pair in taken.pairs if pair.locked)
            ready = replace(ready, locked=locked, forbidden=held.forbidden - locked)
            tx.rounds.keep_plan(held.id, taken.pairs, taken.unmatched)
        tx.rounds.save(ready)
        show(tx, ready, now)


def _taken(ctx: Context, matching: MatchingRound, owner: str) -> _Taken:
    tell = telling(ctx, matching.id, owner)
    content = _content(ctx, matching.file)
    if isinstance(content, LineProblem):
        return _Taken(bad=(BadLine(1, content),))
    tell(_READ)
    known = _known(ctx, matching)
    tell(_LOOKED_UP)
    found = _in_order(known.program, read(content, known.roles))
    if bad := found.bad or _without_room(known, found.couples):
        return _Taken(bad=bad)
    pairs, bad = _pairs(ctx, matching, known, found.couples)
    tell(_SCORED)
    having = {who for pair in pairs for who in pair.couple}
    alone = (known.unmatched.get(who) or UnmatchedPerson(who, role, BY_HAND) for who, role in known.roles.items())
    return _Taken(tuple(pairs), tuple(one for one in alone if one.user_id not in having), bad)


def _content(ctx: Context, file_id: str) -> bytes | LineProblem:
    """What is in the file, or why it is not to be had. What passes is raised: it is tried again."""
    try:
        return ctx.files.read(file_id)
    except (LockedOut, RateLimited, Unclear):
        raise
    except Refused as error:
        return LineProblem.TOO_LARGE if error.code == TOO_LARGE else LineProblem.GONE


def _known(ctx: Context, matching: MatchingRound) -> _Known:
    with ctx.store.read() as tx:
        program = must_be_there(tx, matching.program_id)
        return _Known(
            program=program,
            sides=sides_of(tx, program.id, ctx.clock.now()),
            roles={one.user_id: one.role for one in tx.programs.participants(program.id)},
            pairs={pair.couple: pair for pair in tx.rounds.pairs(matching.id)},
            unmatched={one.user_id: one for one in tx.rounds.unmatched(matching.id)},
        )


def _in_order(program: Program, found: ReadPlan) -> ReadPlan:
    """Of peers the first by id stands where a mentor would."""
    if program.format is not MentorshipFormat.PEER:
        return found
    return replace(found, couples=tuple((line, (min(both), max(both))) for line, both in found.couples))


def _without_room(known: _Known, lines: Lines) -> tuple[BadLine, ...]:
    """Lines that ask more of somebody than they can take: a mentor all they have free, everybody else one pair."""
    free, roles = {side.user_id: side.free for side in known.sides}, known.roles
    is_peer, used, bad = known.program.format is MentorshipFormat.PEER, Counter[UserId](), []
    for number, couple in lines:
        used.update(couple)
        room = [free.get(who, 0) if roles[who] is Role.MENTOR else min(1, free.get(who, 0)) for who in couple]
        if not is_peer and (roles[couple[0]], roles[couple[1]]) != (Role.MENTOR, Role.MENTEE):
            bad.append(BadLine(number, LineProblem.WRONG_SIDE))
        elif any(used[who] > most for who, most in zip(couple, room, strict=True)):
            bad.append(BadLine(number, LineProblem.NO_ROOM))
    return tuple(bad)


def _pairs(
    ctx: Context, matching: MatchingRound, known: _Known, lines: Lines
) -> tuple[list[PlannedPair], tuple[BadLine, ...]]:
    """The pairs of the file, those that the preview has as they are there; and lines that a rule is in the way of."""
    new = frozenset(couple for _, couple in lines if couple not in known.pairs)
    asked = Round(known.program, known.sides, ctx.clock.now(), new, matching.forbidden - new)
    found = {**{one.ids: planned(one) for one in by_hand(asked)}, **known.pairs}
    bad = tuple(BadLine(number, LineProblem.RULE) for number, couple in lines if couple not in found)
    return [found[couple] for _, couple in lines if couple in found], bad
