"""People who are not to be brought together: somebody says so privately, it holds both ways, and nobody is told."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.people.fields import BlockListField

MOST_BLOCKED = 50
"""People that somebody may put on their list."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What somebody changed about their list."""

    added: frozenset[UserId] = frozenset()
    taken_off: frozenset[UserId] = frozenset()


@dataclass(frozen=True, slots=True)
class BlockListKept:
    """What became of a changed list. The names are of those added to it, and for its owner's eyes only."""

    count: int
    pairs: tuple[tuple[MentorshipId, str], ...] = ()
    """Pairs that have begun: they go on until somebody ends them."""
    talks: tuple[str, ...] = ()
    """With whom an ask was taken up already."""
    taken_back: tuple[str, ...] = ()
    """With whom a pair was proposed, which will not come about."""


def changes(owner: UserId, shown: Collection[UserId], chosen: Collection[UserId]) -> Changes:
    """What changes between the list as it was shown and as it came back.

    Compared with what was shown, so that what came onto the list meanwhile stays on it. Raises `InvalidField` for
    oneself, and where a list that is full grows.
    """
    if owner in chosen:
        raise InvalidField(BlockListField.PEOPLE, "not_yourself")
    added, taken_off = frozenset(chosen) - frozenset(shown), frozenset(shown) - frozenset(chosen)
    if added and len(set(chosen)) > MOST_BLOCKED:
        raise InvalidField(BlockListField.PEOPLE, "too_many_people", count=len(set(chosen)), limit=MOST_BLOCKED)
    return Changes(added, taken_off)
