"""Who knows something: people with the reason, a page at a time."""

from collections.abc import Sequence

from bot.domain.asks.outcomes import FindResult, Found
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.people.profile import Member
from bot.ports import Transaction
from bot.services.asks.candidates import found_for
from bot.services.context import Context
from bot.services.people.access import must_be_member
from bot.services.people.cards import card

PAGE = 5
"""People on a page."""


def find(ctx: Context, user_id: UserId, words: str, page: int = 0, skills: tuple[Skill, ...] = ()) -> FindResult:
    """The page (from 0) of people who can help with some words, or with the skills found in them.

    Raises `NotSignedUp`, `MayNotTakePart`.
    """
    with ctx.store.read() as tx:
        asker = must_be_member(tx, user_id)
        everybody = found_for(tx, asker, words, skills, ctx.clock.now())
        shown = everybody[page * PAGE : (page + 1) * PAGE]
        mentors = _mentors(tx, asker, [one.user_id for one in shown])
        people = tuple(
            Found(card(tx, one.user_id), one.reasons, one.has_room, one.user_id in mentors, one.takes_questions)
            for one in shown
        )
        return FindResult(words, people, page, len(everybody), more=len(everybody) > (page + 1) * PAGE)


def _mentors(tx: Transaction, asker: Member, user_ids: Sequence[UserId]) -> set[UserId]:
    """Who of these would be the asker's mentor over months, and has room for one more pair."""
    members, loads = tx.profiles.members(user_ids), tx.mentorships.loads_of(user_ids)
    profiles = (one.profile for one in members.values() if one.mentors_over_months(asker))
    return {one.user_id for one in profiles if loads.get(one.user_id, 0) < one.limits.pairs}
