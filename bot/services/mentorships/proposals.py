"""A proposed pair: laid before both, answered, begun or given up."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.base.cards import Card
from bot.domain.base.errors import NotFound
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Mentorship, MentorshipState, ProposalAnswer
from bot.domain.mentorships.messages import MentorshipAbout
from bot.domain.mentorships.notes import Frame, ProposalOutcomeNote, ProposalStatus
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.pairing import is_request_of, rests_until
from bot.domain.mentorships.topics import Topic
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.mentorships import beginning, outgoing
from bot.services.mentorships.beginning import (
    Written,
    around,
    frame,
    hopes,
    joined_of,
    lay,
    situation,
    start,
    with_objectives,
)
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def propose(ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> Mentorship:
    """Lay a pair before those whose answer it waits for; with all answers in, begin it. Capacity is the caller's."""
    out = Written()
    laid = lay(ctx, pair, around(tx, pair), now, out)
    out.keep(tx)
    return laid


def say_yes(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, objective: str = "") -> MentorshipOutcome:
    """Accept a proposal; a reverse pair wants an objective with it. The second yes begins the pair.

    Raises `NotFound` for a proposal that is not theirs, `NotSignedUp`, `MayNotTakePart`.
    """
    with ctx.store.write() as tx:
        pair, now = mine_with_both(tx, mentorship_id, user_id), ctx.clock.now()
        must_be_member(tx, user_id)
        typed = objective.strip() or pair.member(user_id).objective
        wanted = pair.with_member(replace(pair.member(user_id), objective=typed))
        wanted = with_objectives(wanted, joined_of(tx, pair))
        said = pairing.said_yes(wanted, user_id)
        if said is None:
            return outcome(tx, pair, user_id)
        if pairing.needs_objective(said):
            return outcome(tx, pair, user_id, needs_objective=True)
        if pairing.is_agreed(said):
            said = begin(ctx, tx, said, now)
        tx.mentorships.save(said)
        outgoing.show_decided(tx, said, now)
        return outcome(tx, said, user_id, changed=True)


def mine_with_both(tx: Transaction, mentorship_id: MentorshipId, user_id: UserId) -> Mentorship:
    """The pair, after the profiles of both: everybody takes the locks of people first, in the order of their ids, so
    that two yeses at once find each other out. Raises `NotFound`."""
    pair = mine(tx, mentorship_id, user_id, lock=False)
    for who in sorted(pair.people):
        tx.profiles.get(who, lock=True)
    return mine(tx, mentorship_id, user_id)


def say_no(ctx: Context, mentorship_id: MentorshipId, user_id: UserId) -> MentorshipOutcome:
    """Decline a proposal, or take a request back. Why is asked next, and is told to nobody. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        declined = pairing.said_no(pair, user_id, None, now)
        if declined is not None:
            give_up(ctx, tx, declined, now)
            if is_request_of(pair, user_id):
                tx.waitlist.remove(user_id)
        return outcome(tx, declined or pair, user_id, changed=declined is not None)


def standing_note(pair: Mentorship, user_id: UserId, other: Card, now: datetime) -> ProposalOutcomeNote:
    """Where a proposal stands, for one of the two: their own reason is on it, the other's never."""
    standing = standing_of(pair, user_id)
    if standing is not ProposalStatus.NO_TOLD:
        return ProposalOutcomeNote(pair.id, other, standing, now)
    told = pair.member(user_id)
    named = told.not_before is not None
    return ProposalOutcomeNote(pair.id, other, standing, now, told.decline_reason, rests_until(pair), named)


def say_why(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, reason: DeclineReason) -> MentorshipOutcome:
    """Keep why somebody declined: it feeds the next match, and is never shown to the other. Raises `NotFound`."""
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        told = pairing.with_decline_reason(pair, user_id, reason)
        if told is not None:
            tx.mentorships.save(told)
            outgoing.show_decided(tx, told, now)
        return outcome(tx, told or pair, user_id, changed=told is not None)


def say_until(ctx: Context, mentorship_id: MentorshipId, user_id: UserId, weeks: int) -> MentorshipOutcome:
    """Keep how long somebody has no time: until then they are proposed to nobody. Raises `NotFound`."""
    if weeks not in pairing.REST_WEEKS:
        raise NotFound
    with ctx.store.write() as tx:
        pair, now = mine(tx, mentorship_id, user_id), ctx.clock.now()
        day = (now + timedelta(weeks=weeks)).date()
        told = pairing.without_time_until(pair, user_id, day)
        if told is not None:
            tx.mentorships.save(told)
            outgoing.show_decided(tx, told, now)
        return outcome(tx, told or pair, user_id, changed=told is not None)


def lapse(ctx: Context, mentorship_id: MentorshipId, now: datetime) -> bool:
    """End a proposal whose time has passed; whether it did."""
    with ctx.store.write() as tx:
        pair = tx.mentorships.get(mentorship_id, lock=True)
        late = pairing.lapsed(pair, now) if pair else None
        if late is not None:
            give_up(ctx, tx, late, now)
    return late is not None


def give_up(ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> None:
    """Save a proposal that came to nothing; whoever had said yes hears of it, and where they stand now."""
    tx.mentorships.save(pair)
    tx.outbox.cancel(MentorshipAbout(pair.id), pair.state)
    outgoing.show_decided(tx, pair, now)
    for one in pair.members:
        if one.answer is ProposalAnswer.YES:
            outgoing.put_request_ended(tx, pair, one.person, now)
    ctx.consequences.proposal_ended(tx, pair, now)


def begin(ctx: Context, tx: Transaction, pair: Mentorship, now: datetime) -> Mentorship:
    """Start a pair that both have agreed to; see `beginning.start`."""
    out = Written()
    started = start(ctx, pair, around(tx, pair), now, out)
    out.keep(tx)
    if started.program_id is None and started.state is MentorshipState.ACTIVE:
        _search_is_over(ctx, tx, started, now)
    return started


def _search_is_over(ctx: Context, tx: Transaction, found: Mentorship, now: datetime) -> None:
    """Somebody who looked for a mentor has one: the wait ends, and their other request is taken back."""
    seeker = found.timekeeper
    tx.waitlist.remove(seeker)
    open_pairs = tx.mentorships.of_user(seeker, open_only=True)
    for mentorship_id in sorted(one.id for one in open_pairs if one.id != found.id and is_request_of(one, seeker)):
        other = tx.mentorships.get(mentorship_id, lock=True)
        withdrawn = pairing.said_no(other, seeker, None, now) if other else None
        if withdrawn is not None:
            give_up(ctx, tx, withdrawn, now)


def with_topic(ctx: Context, tx: Transaction, pair: Mentorship) -> Mentorship:
    """The pair with the topic of its present round; without one where all that fit are used."""
    first = tx.people.get(pair.timekeeper)
    goals = [goal.words for goal in tx.goals.of(pair.id)]
    wanted = [*goals, *(words for _, words in hopes_of(tx, pair))]
    level = first.workplace.level if first else ""
    return beginning.with_topic(ctx, pair, situation(pair, frame_of(tx, pair), level, wanted))


def topic_of(ctx: Context, pair: Mentorship) -> Topic | None:
    """The topic chosen last."""
    slug = pair.topics_used[-1] if pair.topics_used else ""
    return next((topic for topic in ctx.topics if topic.slug == slug), None)


def hopes_of(tx: Transaction, pair: Mentorship) -> tuple[tuple[UserId, str], ...]:
    """What each of the two hopes for, of those who said so on joining."""
    return hopes(pair, joined_of(tx, pair))


def frame_of(tx: Transaction, pair: Mentorship) -> Frame:
    """What the pair is part of."""
    return frame(pair, tx.programs.get(pair.program_id) if pair.program_id else None)


def mine(tx: Transaction, mentorship_id: MentorshipId, user_id: UserId, *, lock: bool = True) -> Mentorship:
    """A pair of theirs. Raises `NotFound`."""
    pair = tx.mentorships.get(mentorship_id, lock=lock)
    if pair is None or user_id not in pair.people:
        raise NotFound
    return pair


def standing_of(pair: Mentorship, user_id: UserId) -> ProposalStatus:
    """Where a proposal stands for one of the two."""
    mine = pair.member(user_id)
    match pair.state:
        case MentorshipState.PROPOSED:
            return ProposalStatus.YES if mine.answer else ProposalStatus.OPEN
        case MentorshipState.ACTIVE | MentorshipState.PAUSED:
            return ProposalStatus.BEGUN
        case MentorshipState.LAPSED if pair.end_reason is EndReason.PROGRAM_ENDED:
            return ProposalStatus.PROGRAM_OVER
        case MentorshipState.LAPSED:
            return ProposalStatus.LAPSED
        case MentorshipState.DECLINED if pair.declined_by != user_id:
            return ProposalStatus.OTHER_NO
        case MentorshipState.DECLINED if pair.program_id is None and mine.role in pair.rules.learns:
            return ProposalStatus.WITHDRAWN
        case MentorshipState.DECLINED:
            return ProposalStatus.NO_TOLD if mine.decline_reason else ProposalStatus.NO
        case _:
            return ProposalStatus.OVER


def outcome(
    tx: Transaction, pair: Mentorship, user_id: UserId, *, changed: bool = False, needs_objective: bool = False
) -> MentorshipOutcome:
    """What a press about a pair came to, for the one who pressed."""
    name = name_of(tx, pair.other(user_id))
    return MentorshipOutcome(pair, user_id, name, standing_of(pair, user_id), changed, needs_objective)
