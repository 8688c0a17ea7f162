"""The preview of a round: what an admin sees of it, and what they change by hand."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.base.errors import NotFound
from bot.domain.base.ids import Couple, UserId
from bot.domain.base.reasons import Reason
from bot.domain.delivery.messages import ToPerson
from bot.domain.matching.terms import Terms
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import Role
from bot.domain.people.person import Person
from bot.domain.programs.messages import RoundFile
from bot.domain.programs.notes import RoundFileNote
from bot.domain.programs.program import Program
from bot.domain.programs.rounds import RoundId, RoundState, UnmatchedPerson
from bot.domain.programs.views import PAGE, Adjusted, Preview, Scored, Tab
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.delivery.outgoing import put
from bot.services.people.access import must_be_admin
from bot.services.programs.programs import must_be_there
from bot.services.programs.rounds import about_of, round_key, show, the_round, to_adjust

BY_HAND = Reason("by_hand")
"""Why somebody has no pair: an admin took it apart."""


def preview(ctx: Context, by: UserId, round_id: RoundId, tab: Tab = Tab.PAIRS, page: int = 0) -> Preview:
    """A page of the preview, the nearest there is. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        matching = the_round(tx, round_id)
        counts = {Tab.PAIRS: tx.rounds.pair_count(round_id), Tab.UNMATCHED: tx.rounds.unmatched_count(round_id)}
        loads = tuple(tx.rounds.loads(round_id).items()) if tab is Tab.LOADS else ()
        last = max(0, (counts.get(tab, len(loads)) - 1) // PAGE)
        page = min(page, last)
        here = {"offset": page * PAGE, "limit": PAGE}
        pairs = tuple(tx.rounds.pairs(round_id, **here)) if tab is Tab.PAIRS else ()
        unmatched = tuple(tx.rounds.unmatched(round_id, **here)) if tab is Tab.UNMATCHED else ()
        seen = {one for pair in pairs for one in pair.couple} | {one.user_id for one in unmatched}
        seen |= {who for who, _ in loads[page * PAGE : (page + 1) * PAGE]}
        names = tx.people.many(seen | ({matching.published_by} if matching.published_by else set()))
        publisher = names.get(matching.published_by) if matching.published_by else None
        return Preview(
            matching=matching,
            program=must_be_there(tx, matching.program_id),
            tab=tab,
            page=page,
            pair_count=counts[Tab.PAIRS],
            unmatched_count=counts[Tab.UNMATCHED],
            pairs=pairs,
            unmatched=unmatched,
            loads=loads,
            names=names,
            published_by=publisher.name if publisher else "",
        )


def scored(ctx: Context, by: UserId, round_id: RoundId, couple: Couple) -> Scored | None:
    """How the score of a planned pair comes about; None where there is no such pair (any more). Raises `NotAnAdmin`,
    `NotFound`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        matching, pair = the_round(tx, round_id), tx.rounds.pair(round_id, couple)
        program, names = must_be_there(tx, matching.program_id), tx.people.many(couple)
    if pair is None:
        return None
    weights = Terms.of(program, ctx.clock.now()).weights()
    # Questions may have been taken out of the program since.
    open_ = {kind.value: weight for kind, weight in weights.items() if kind is not MatchingFactor.RATINGS}
    told = tuple((kind, value, open_[kind]) for kind, value, _ in pair.factors if kind in open_)
    mentor, mentee = (names[who].name if who in names else who for who in couple)
    return Scored(pair, mentor, mentee, told)


def set_locked(ctx: Context, by: UserId, round_id: RoundId, couple: Couple, *, locked: bool) -> Adjusted:
    """Keep a pair whatever the next run says, or let it go free again. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        matching, pair = to_adjust(ctx, tx, by, round_id), tx.rounds.pair(round_id, couple)
        if matching is None or pair is None:
            return Adjusted.TOO_LATE
        kept = matching.locked | {couple} if locked else matching.locked - {couple}
        tx.rounds.save(replace(matching, locked=kept))
        tx.rounds.save_pair(round_id, replace(pair, locked=locked))
    return Adjusted.DONE


def take_out(ctx: Context, by: UserId, round_id: RoundId, couple: Couple) -> Adjusted:
    """Take a pair out, and keep the next run from bringing it back. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.write() as tx:
        matching, pair = to_adjust(ctx, tx, by, round_id), tx.rounds.pair(round_id, couple)
        if matching is None or pair is None:
            return Adjusted.TOO_LATE
        program = must_be_there(tx, matching.program_id)
        out = replace(matching, locked=matching.locked - {couple}, forbidden=matching.forbidden | {couple})
        tx.rounds.save(out)
        tx.rounds.drop_pair(round_id, couple)
        add_unmatched(tx, program, round_id, couple)
    return Adjusted.DONE


def add_unmatched(
    tx: Transaction, program: Program, round_id: RoundId, people: Collection[UserId], why: Reason = BY_HAND
) -> None:
    """Those of the people who have no pair (any more) are without one, by hand or for another reason."""
    having = {who for pair in tx.rounds.pairs_with(round_id, people) for who in pair.couple}
    alone = [one for one in tx.programs.participants(program.id, people) if one.user_id not in having]
    tx.rounds.add_unmatched(round_id, [UnmatchedPerson(one.user_id, one.role, why) for one in alone])


def discard(ctx: Context, by: UserId, round_id: RoundId) -> Adjusted:
    """Throw the preview away, or a round that could not be worked out; nobody hears of it. Raises `NotAnAdmin`,
    `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, by)
        matching = tx.rounds.get(round_id, lock=True)
        if matching is None:
            raise NotFound
        if not matching.can_be_discarded:
            return Adjusted.TOO_LATE
        gone = replace(matching, state=RoundState.DISCARDED)
        tx.rounds.save(gone)
        show(tx, gone, now)
    return Adjusted.DONE


def mentors_for(ctx: Context, by: UserId, round_id: RoundId, typed: str, limit: int = 50) -> tuple[Person, ...]:
    """Who may be given to a mentee, by the beginning of any of their names. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        joined = tx.programs.participants(the_round(tx, round_id).program_id)
        people = tx.people.many([one.user_id for one in joined if one.role is not Role.MENTEE])
    begins = typed.casefold()
    fitting = [one for one in people.values() if f" {one.name}".casefold().find(f" {begins}") >= 0]
    return tuple(sorted(fitting, key=lambda one: (one.name, one.user_id)))[:limit]


def somebody(ctx: Context, by: UserId, user_id: UserId) -> Person:
    """Who somebody of a preview is. Raises `NotAnAdmin`, `NotFound`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, by)
        person = tx.people.get(user_id)
    if person is None:
        raise NotFound
    return person


def put_file(ctx: Context, by: UserId, round_id: RoundId) -> None:
    """Send the preview as a file, beside the round's message. Raises `NotAnAdmin`, `NotFound`."""
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, by)
        matching = the_round(tx, round_id)
        key = f"round_file:{round_id}:{now.isoformat()}"
        put(tx, now, RoundFile(about_of(matching)), key, ToPerson(matching.created_by), edits=round_key(matching))


def file_note(tx: Transaction, round_id: RoundId) -> RoundFileNote:
    """The whole preview, as it is now. Raises `NotFound`."""
    matching = the_round(tx, round_id)
    pairs, unmatched = tuple(tx.rounds.pairs(round_id)), tuple(tx.rounds.unmatched(round_id))
    people = {one for pair in pairs for one in pair.couple} | {one.user_id for one in unmatched}
    names = {who: person.name for who, person in tx.people.many(people).items()}
    program = must_be_there(tx, matching.program_id)
    return RoundFileNote(program.name, matching.number, pairs, unmatched, names)
