"""Who could be asked: the ranking, as routing needs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks import Ask, Reason
from bot.domain.people import Member, Skill, UserId
from bot.ports import Transaction


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be offered an ask, and why."""

    user_id: UserId
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


def candidates(tx: Transaction, ask: Ask, now: datetime) -> tuple[Candidate, ...]:
    """The people to ask, best first; the one the ask is for, where it is for one person only."""
    ranked = _ranked(tx, ask.skills, ask.excluded | {ask.asker})
    if ask.only is None:
        return ranked
    return tuple(one for one in ranked if one.user_id == ask.only) or (Candidate(ask.only),)


def no_room(tx: Transaction, ask: Ask, now: datetime) -> int:
    """How many fitting people have no capacity left."""
    return 0


def found_for(tx: Transaction, asker: Member, words: str, now: datetime) -> tuple[Candidate, ...]:
    """The people who can help with some words, best first."""
    return ()


def _ranked(tx: Transaction, skills: Collection[Skill], excluded: frozenset[UserId]) -> tuple[Candidate, ...]:
    found = tx.search.offering([skill.key for skill in skills])
    return tuple(Candidate(user_id, 1.0) for user_id in found if user_id not in excluded)
