"""What somebody may have grown in during a pair: suggestions for what they could help with, for them to edit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.base.ids import UserId
from bot.domain.base.skill import SKILLS_LIMIT, Skill
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.mentorship import Goal, Mentorship
from bot.domain.people.profile import Format, Profile
from bot.domain.people.skills import Vocabulary

MOST_SUGGESTED = 5
"""Skills suggested: more would have to be read through."""


def grown_in(
    pair: Mentorship, user_id: UserId, goals: Iterable[Goal], offered: Iterable[Skill], known: Vocabulary
) -> tuple[Skill, ...]:
    """Skills that one of a pair may be able to pass on now, most likely first, without those they offer already.

    Named in their own goals, the furthest first; then those for which the pair was brought together, for whoever came
    to learn; then what it was for. Goals not begun say nothing.
    """
    own = sorted((goal for goal in goals if goal.owner == user_id and goal.progress), key=lambda goal: -goal.progress)
    has = list(offered)
    found = dict.fromkeys(_named([*(goal.words for goal in own)], pair, user_id, known))
    new = [skill for skill in found if skill.key not in {one.key for one in has}]
    return tuple(new[: max(0, min(MOST_SUGGESTED, SKILLS_LIMIT - len(has)))])


def _named(goals: Iterable[str], pair: Mentorship, user_id: UserId, known: Vocabulary) -> Iterator[Skill]:
    for words in goals:
        yield from known.found_in(words)
    if pair.member(user_id).role in pair.rules.learns:
        labels = (label for reason in pair.reasons if reason.kind == MatchingFactor.SKILLS for label in reason.detail)
        yield from (known.skill(label) for label in labels)
    for _, told in pair.objectives:
        yield from known.found_in(told)


def as_mentor(profile: Profile, grown: tuple[Skill, ...]) -> Profile:
    """The profile as somebody who becomes a mentor might fill it in."""
    return replace(profile, offers=(*profile.offers, *grown), formats=profile.formats | {Format.ONE_TO_ONE})
