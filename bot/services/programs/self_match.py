"""Looking for a mentor by oneself: five who fit, requests to two at most, and a wait list that asks by itself."""

from dataclasses import replace
from datetime import datetime

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.matching.advice import best_for
from bot.domain.matching.values import Match
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState, ProposalAnswer, Waiting, of_two
from bot.domain.mentorships.pairing import is_request_of
from bot.domain.people.profile import Member
from bot.domain.programs.self_match import Advised, MatchView, Requested, RequestProblem, problem_of
from bot.ports import Transaction
from bot.services.base.batches import each
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.mentorships import outgoing
from bot.services.mentorships.proposals import propose
from bot.services.mentorships.views import mentorship_lines
from bot.services.people.access import must_be_member, reachable
from bot.services.people.cards import card, name_of
from bot.services.programs.queue import has_time_again, places
from bot.services.programs.sides import sides_among

LOOKED_AT = 200
"""Mentors looked at for one person: those who offer what is wanted, and those asked least."""
AT_ONCE = 500
"""People on the wait list served in one go."""
_ALL = 100_000
"""More people than wait."""


def advice(ctx: Context, user_id: UserId) -> MatchView:
    """The five best mentors with reasons, the requests that are out, and the wait. Raises `NotSignedUp`,
    `MayNotTakePart`."""
    now = ctx.clock.now()
    with ctx.store.read() as tx:
        me = must_be_member(tx, user_id)
        lines = mentorship_lines(tx, user_id, now)
        requests = tuple(line for line in lines if is_request_of(line.mentorship, user_id))
        view = MatchView(
            requests=requests,
            advised=tuple(Advised(card(tx, one.mentor), one.reasons) for one in best_mentors(tx, me, now)),
            waits=tx.waitlist.of(user_id) is not None,
            places=places(tx, user_id),
            is_full=len(lines) - len(requests) >= me.profile.limits.pairs,
        )
    return view


def best_mentors(
    tx: Transaction, me: Member, now: datetime, n: int = 5, *, on_its_own: bool = False
) -> tuple[Match, ...]:
    """The mentors over months who have room and fit best. Somebody who looks by themselves has time, whatever they
    said on declining a pair; with `on_its_own`, Mentor looks for them, and does not unless they have."""
    wanted = [skill.key for skill in me.profile.wants]
    offering = tx.search.offering(wanted, LOOKED_AT, with_room=True) if wanted else ()
    found = dict.fromkeys([*offering, *tx.search.longest_unasked(LOOKED_AT, with_room=True)])
    members = tx.profiles.members([who for who in found if who != me.user_id])
    open_to_it = {who: one for who, one in members.items() if one.mentors_over_months(me)}
    joined = tx.programs.participations_of(me.user_id)
    both = sides_among(tx, {**open_to_it, me.user_id: me}, now, {})
    mine = next(side for side in both if side.user_id == me.user_id)
    mine = replace(mine, hopes=" ".join(f"{one.goals} {one.objective}" for one in joined))
    if not on_its_own:
        mine = replace(mine, lessons=replace(mine.lessons, rests=False))
    return best_for(mine, [side for side in both if side.user_id != me.user_id], now, n=n)


def request(ctx: Context, mentee: UserId, mentor: UserId, delivery: str, words: str = "") -> Requested:
    """Ask somebody to be one's mentor. Should they not take it on, the next who fits is asked.

    Raises `NotSignedUp`, `MayNotTakePart`.
    """
    with ctx.store.write() as tx:
        now = ctx.clock.now()
        must_be_member(tx, mentee)
        has_time_again(tx, mentee, now)
        if tx.waitlist.of(mentee) is None:
            tx.waitlist.add(Waiting(mentee, now, mentor))
        made = _request(ctx, tx, mentee, mentor, f"request:{delivery}", words.strip(), now)
        if made.problem in {RequestProblem.YOURSELF, RequestProblem.NOT_OPEN, RequestProblem.YOUR_LIMIT}:
            _wait_no_more(tx, mentee)
        return made


def _request(
    ctx: Context, tx: Transaction, mentee: UserId, mentor: UserId, key: str, words: str, now: datetime
) -> Requested:
    name = name_of(tx, mentor)
    # Everybody takes these locks in the order of ids, so that no two wait for each other.
    profiles = {who: tx.profiles.get(who, lock=True) for who in sorted({mentee, mentor})}
    mine, theirs = profiles[mentee], profiles[mentor]
    if mine is None or theirs is None:
        return Requested(name, problem=RequestProblem.NOT_OPEN)
    before = tx.mentorships.get(MentorshipId(stable_id(key)))
    if before is not None:
        return Requested(name, before)
    open_pairs = tx.mentorships.of_user(mentee, open_only=True)
    reasons = _fit(tx, mentee, mentor, now)
    problem = problem_of(mine, theirs, open_pairs, tx.mentorships.load_of(mentor), fits=reasons is not None)
    if problem is not None:
        return Requested(name, problem=problem)
    pair = Mentorship(
        id=MentorshipId(stable_id(key)),
        program_id=None,
        members=of_two(MentorshipFormat.ONE_TO_ONE, mentor, mentee),
        state=MentorshipState.PROPOSED,
        created_at=now,
        reasons=reasons or (),
    )
    pair = pair.with_member(replace(pair.member(mentee), answer=ProposalAnswer.YES, objective=words))
    return Requested(name, propose(ctx, tx, pair, now))


def _fit(tx: Transaction, mentee: UserId, mentor: UserId, now: datetime) -> tuple[Reason, ...] | None:
    """Why the two fit; None where a hard rule stands between them. Room is looked at elsewhere."""
    members = tx.profiles.members([mentee, mentor])
    if len(members) < 2 or reachable(tx, mentor, now) is None:
        return None
    if not members[mentor].mentors_over_months(members[mentee]):
        return None
    sides = {side.user_id: side for side in sides_among(tx, members, now, {})}
    if sides[mentor].free < 1:
        return ()
    found = best_for(sides[mentee], [sides[mentor]], now, n=1)
    return found[0].reasons if found else None


def wait(ctx: Context, user_id: UserId) -> MatchView:
    """Let Mentor ask, whenever somebody who fits has room. Raises `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        has_time_again(tx, user_id, ctx.clock.now())
        if tx.waitlist.of(user_id) is None:
            tx.waitlist.add(Waiting(user_id, ctx.clock.now()))
    return advice(ctx, user_id)


def stop_waiting(ctx: Context, user_id: UserId) -> MatchView:
    """Nobody new is asked; requests that are out stay. Raises `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.write() as tx:
        tx.waitlist.remove(user_id)
    return advice(ctx, user_id)


def serve_waiting(ctx: Context, now: datetime) -> int:
    """Ask the best who has room, for everybody who waits and has no request out; how many were asked."""
    with ctx.store.read() as tx:
        waiting = _to_serve(tx, now)
    return sum(each(ctx, "serve waiting", waiting, lambda me: _serve(ctx, me, now), lambda me: me.person.user_id))


def _to_serve(tx: Transaction, now: datetime) -> list[Member]:
    """Those who wait for longest, of whom somebody may be asked for now."""
    waiting = [one.user_id for one in tx.waitlist.longest(_ALL)]
    members, loads, asking = (
        tx.profiles.members(waiting),
        tx.mentorships.loads_of(waiting),
        tx.mentorships.asking(waiting),
    )
    present = (members[who] for who in waiting if who in members and who not in asking)
    free = (me for me in present if loads.get(me.person.user_id, 0) < me.profile.limits.pairs)
    return [me for me in free if me.is_reachable(now)][:AT_ONCE]


def _serve(ctx: Context, me: Member, now: datetime) -> bool:
    user_id = me.person.user_id
    with ctx.store.read() as tx:
        best = best_mentors(tx, me, now, n=1, on_its_own=True)
    if not best:
        return False
    with ctx.store.write() as tx:
        # Read again: they may have found somebody, or looked no more, meanwhile. What else holds, the request says.
        if tx.waitlist.of(user_id) is None or tx.mentorships.asking([user_id]):
            return False
        made = _request(ctx, tx, user_id, best[0].mentor, f"waited:{user_id}:{best[0].mentor}:{now}", "", now)
        if made.mentorship is None:
            return False
        outgoing.put_request_made(tx, made.mentorship, now)
        return True


def _wait_no_more(tx: Transaction, user_id: UserId) -> None:
    """The wait list is left with the last request."""
    if not any(is_request_of(one, user_id) for one in tx.mentorships.of_user(user_id, open_only=True)):
        tx.waitlist.remove(user_id)
