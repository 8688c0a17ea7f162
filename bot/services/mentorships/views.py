"""What people see of their pairs."""

from datetime import datetime

from bot.domain.base.cards import Card
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.skill import Skill
from bot.domain.mentorships.growth import as_mentor, grown_in
from bot.domain.mentorships.mentorship import Goal, Mentorship, MentorshipState
from bot.domain.mentorships.messages import Change
from bot.domain.mentorships.notes import Frame, MentorshipChangedNote, MentorshipLine, ProposalOutcomeNote
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.people.profile import Profile
from bot.domain.people.skills import Vocabulary
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.mentorships.proposals import frame_of, mine, outcome, standing_note, standing_of
from bot.services.people.access import must_be_member
from bot.services.people.cards import card


def mentorship_lines(tx: Transaction, user_id: UserId, now: datetime) -> tuple[MentorshipLine, ...]:
    """All pairs of somebody that are proposed, running or paused."""
    return tuple(_line(tx, pair, user_id, now) for pair in tx.mentorships.of_user(user_id, open_only=True))


def _line(tx: Transaction, pair: Mentorship, user_id: UserId, now: datetime) -> MentorshipLine:
    coming = (one.picked for one in tx.meetings.of(pair.id) if one.picked is not None and one.picked > now)
    return MentorshipLine(
        mentorship=pair,
        me=user_id,
        other=card(tx, pair.other(user_id)),
        standing=standing_of(pair, user_id),
        next_meeting=min(coming, default=None),
        goals=own_goals(tx, pair, user_id),
    )


def own_goals(tx: Transaction, pair: Mentorship, user_id: UserId) -> tuple[Goal, ...]:
    """Somebody's goals in a pair, oldest first."""
    return tuple(goal for goal in tx.goals.of(pair.id) if goal.owner == user_id)


def decided_note(seen: MentorshipOutcome, now: datetime) -> ProposalOutcomeNote:
    """Where a proposal stands, for whoever just looked or answered."""
    return standing_note(seen.mentorship, seen.user_id, Card(seen.mentorship.other(seen.user_id), seen.other_name), now)


def changed_note(seen: MentorshipOutcome, change: Change) -> MentorshipChangedNote:
    """What has changed, for whoever changed it."""
    pair, other = seen.mentorship, Card(seen.mentorship.other(seen.user_id), seen.other_name)
    rests, day = pair.state is MentorshipState.PAUSED, pair.paused_until or pair.hears_on
    return MentorshipChangedNote(pair.id, other, change, pair.rhythm, day, rests)


def more_about(ctx: Context, mentorship_id: MentorshipId, user_id: UserId) -> tuple[Card, Frame]:
    """Who the other of a proposal is, beyond the line, and what the pair is part of. Raises `NotFound`."""
    with ctx.store.read() as tx:
        pair = mine(tx, mentorship_id, user_id, lock=False)
        return card(tx, pair.other(user_id)), frame_of(tx, pair)


def to_write_down(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId
) -> tuple[MentorshipOutcome, tuple[Goal, ...]]:
    """The pair and their goals in it, for the last words. Raises `NotFound`."""
    with ctx.store.read() as tx:
        pair = mine(tx, mentorship_id, user_id, lock=False)
        return outcome(tx, pair, user_id), own_goals(tx, pair, user_id)


def to_become_mentor(
    ctx: Context, mentorship_id: MentorshipId, user_id: UserId, known: Vocabulary
) -> tuple[Profile, tuple[Skill, ...]]:
    """Their profile as it could be once they mentor, and the skills suggested in it; nothing is kept. Raises
    `NotFound`, `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.read() as tx:
        profile = must_be_member(tx, user_id).profile
        pair = mine(tx, mentorship_id, user_id, lock=False)
        grown = grown_in(pair, user_id, tx.goals.of(pair.id), profile.offers, known)
        return as_mentor(profile, grown), grown


def look(ctx: Context, mentorship_id: MentorshipId, user_id: UserId) -> MentorshipOutcome:
    """The pair as it stands. Raises `NotFound`."""
    with ctx.store.read() as tx:
        return outcome(tx, mine(tx, mentorship_id, user_id, lock=False), user_id)
