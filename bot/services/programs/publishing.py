"""Publishing a round: decided by one press, carried out in portions, each pair made once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.base.ids import Couple, MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.delivery.messages import ToPerson
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.matching.values import Lessons, Why
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.programs.joining import OPEN, from_first_round
from bot.domain.programs.messages import UnmatchedAbout, UnmatchedMessage
from bot.domain.programs.program import Program, ProgramState
from bot.domain.programs.rounds import ROUNDS, MatchingRound, PlannedPair, RoundId, RoundState, UnmatchedPerson
from bot.domain.programs.views import Adjusted
from bot.ports import Transaction
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.delivery.outgoing import item
from bot.services.mentorships.beginning import Around, Written, lay
from bot.services.programs.previews import add_unmatched
from bot.services.programs.programs import must_be_there
from bot.services.programs.proposing import proposed
from bot.services.programs.rounds import held_by, show, to_adjust
from bot.services.programs.sides import lessons_of

PORTION = 100
"""Pairs made, or people told, in one transaction: few enough that a press which waits is still answered in time."""
CHANGED = Reason("changed_meanwhile")
"""Why somebody has no pair after all: one of the two left, paused, was taken or changed their mind
between preview and publishing. Which of these is not told."""
THEIR_OWN = frozenset({Why.AWAY, Why.NO_ROOM})
"""Reasons for having no pair that they know best themselves."""


def publish(ctx: Context, by: UserId, round_id: RoundId) -> Adjusted:
    """Decide that the preview holds; a second press finds it decided. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        matching = to_adjust(ctx, tx, by, round_id)
        program = tx.programs.get(matching.program_id, lock=True) if matching else None
        if matching is None or program is None or program.state not in OPEN:
            return Adjusted.TOO_LATE
        tx.programs.save(from_first_round(program, now.date()))
        decided = replace(matching, state=RoundState.PUBLISHING, published_at=now, published_by=by)
        decided = replace(decided, tries=0, done=0, total=tx.rounds.pair_count(round_id))
        tx.rounds.save(decided)
        show(tx, decided, now)
    return Adjusted.DONE


def carry_out(ctx: Context, matching: MatchingRound, owner: str) -> None:
    """Make the pairs of a published round, and tell those without one. Begun again after a crash, it goes on where it
    was: what is made stays, and a message that is written already is not written again."""
    told: int | None = None
    while matching.state is RoundState.PUBLISHING:
        with ctx.store.write() as tx:
            held = held_by(tx, matching, owner)
            if held is None:
                return
            matching, told = _portion(ctx, tx, held, told)


def _portion(ctx: Context, tx: Transaction, held: MatchingRound, told: int | None) -> tuple[MatchingRound, int | None]:
    """A few pairs; once all are made, a few of those without one (`told` are already); once all are, the end of it."""
    now, program, after = ctx.clock.now(), must_be_there(tx, held.program_id), held
    if told is None and (portion := tx.rounds.unmade(held.id, PORTION)):
        _make(ctx, tx, program, held, portion, now)
        after = replace(held, done=held.done + len(portion), tries=1)
    elif left := tx.rounds.unmatched(held.id, offset=told or 0, limit=PORTION):
        _tell(tx, program, held, [one for one in left if one.why.kind not in THEIR_OWN], now)
        told = (told or 0) + len(left)
    else:
        after = _finished(tx, program, held)
    if after.state is RoundState.PUBLISHING:
        after = replace(after, lease_until=now + ROUNDS.held_for)
    tx.rounds.save(after)
    show(tx, after, now)
    return after, told


def _make(
    ctx: Context, tx: Transaction, program: Program, held: MatchingRound, portion: Sequence[PlannedPair], now: datetime
) -> None:
    """These pairs, but for those in whose way something has come: both are without one then, and it is said."""
    people = _people_now(tx, program, portion, now)
    holding = [planned for planned in portion if people.take(planned, now)]
    new = Written()
    for planned in holding:
        lay(ctx, pair_of(program, held, planned, now), people.around, now, new)
    new.keep(tx)
    tx.rounds.made(held.id, [planned.couple for planned in holding])
    gone = {planned.couple for planned in portion} - {planned.couple for planned in holding}
    for couple in sorted(gone):
        tx.rounds.drop_pair(held.id, couple)
    if gone:
        add_unmatched(tx, program, held.id, {who for couple in gone for who in couple}, CHANGED)


@dataclass(frozen=True, slots=True)
class _People:
    """The people of a portion as they are now. Nobody else changes them until the transaction ends."""

    around: Around
    loads: Counter[UserId]
    apart: frozenset[Couple]
    """Pairs that there are already, and who does not want whom."""
    lessons: Mapping[UserId, Lessons]

    def take(self, planned: PlannedPair, now: datetime) -> bool:
        """Whether the pair still holds; if so, it counts from now on."""
        one, other = planned.couple
        holds = (
            not {(one, other), (other, one)} & self.apart and self._may(one, other, now) and self._may(other, one, now)
        )
        self.loads.update(planned.couple if holds else ())
        return holds

    def _may(self, who: UserId, other: UserId, now: datetime) -> bool:
        member, told = self.around.members.get(who), self.lessons.get(who)
        if member is None or who not in self.around.joined or not member.is_reachable(now):
            return False
        if told is not None and (told.rests or other in told.never):
            return False
        return self.loads[who] < member.profile.limits.pairs


def _people_now(tx: Transaction, program: Program, portion: Sequence[PlannedPair], now: datetime) -> _People:
    everybody = {who for planned in portion for who in planned.couple}
    members = tx.profiles.members(everybody, lock=True)
    joined = {one.user_id: one for one in tx.programs.participants(program.id, everybody)}
    return _People(
        around=Around(program, members, joined),
        loads=Counter(tx.mentorships.loads_of(everybody)),
        # Another program may have been quicker with the same two.
        apart=tx.mentorships.open_among(everybody) | tx.block_lists.of(everybody),
        lessons=lessons_of(tx, everybody, now),
    )


def pair_of(program: Program, held: MatchingRound, planned: PlannedPair, now: datetime) -> Mentorship:
    """The pair that a planned one becomes, always with the same id."""
    return proposed(program, MentorshipId(stable_id("pair", held.id, *planned.couple)), planned, now)


def _finished(tx: Transaction, program: Program, held: MatchingRound) -> MatchingRound:
    """All pairs are made, and everybody is told. Whoever got none comes first in the next round; the program runs."""
    tx.programs.left_out(program.id, [one.user_id for one in tx.rounds.unmatched(held.id)])
    if program.state in {ProgramState.INVITING, ProgramState.MATCHING}:
        tx.programs.save(replace(program, state=ProgramState.RUNNING))
    return replace(held, state=RoundState.PUBLISHED, owner="", lease_until=None, tries=0)


def _tell(
    tx: Transaction, program: Program, held: MatchingRound, left: Sequence[UnmatchedPerson], now: datetime
) -> None:
    """Nobody is left in the dark. Who came to be helped, or to share, is in the line from now on: matched by
    themselves as soon as somebody who fits has room."""
    looking = {one.user_id for one in left if one.role is not Role.MENTOR}
    tx.programs.into_queue(program.id, looking, now)
    members = tx.profiles.members([one.user_id for one in left])
    tx.outbox.add_all([_left_note(held, who, now) for who in members])


def _left_note(held: MatchingRound, who: UserId, now: datetime) -> OutboxItem:
    message = UnmatchedMessage(UnmatchedAbout(held.id, who))
    return item(now, message, f"left_over:{held.id}:{who}", ToPerson(who), hours_of=who)
