"""Who could be asked: the ranking, as routing and finding need it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.asks.ask import Ask
from bot.domain.asks.ranking import Query, Ranked, RankingResult, reasons
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.people.profile import Member
from bot.ports import Transaction
from bot.services.asks.ranking import rank_for


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits, and why. `has_room`: whether they can be asked now; `takes_questions`: whether at all."""

    user_id: UserId
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    has_room: bool = True
    takes_questions: bool = True


def candidates(tx: Transaction, ask: Ask, now: datetime) -> tuple[Candidate, ...]:
    """The people to ask, best first; the one the ask is for, where it is for one person only.

    Nobody who is to be kept apart from the asker, even if they were named.
    """
    ranked = tuple(_candidate(one) for one in _ranking(tx, ask, now).ranked)
    if ask.only is None:
        return ranked
    if ask.only in tx.block_lists.blocked_with(ask.asker):
        return ()
    return tuple(one for one in ranked if one.user_id == ask.only) or (Candidate(ask.only),)


def no_room(tx: Transaction, ask: Ask, now: datetime) -> int:
    """How many fitting people have no capacity left, of those not asked before."""
    asked = {offer.mentor for offer in tx.asks.offers(ask.id)}
    full = {one.user_id for one in _ranking(tx, ask, now).full} - asked
    return len(full if ask.only is None else full & {ask.only})


def found_for(
    tx: Transaction, asker: Member, words: str, skills: tuple[Skill, ...], now: datetime
) -> tuple[Candidate, ...]:
    """The people who can help with some words: those who can be asked now, then those who have no room,
    then those who take no single questions."""
    excluded = frozenset({asker.user_id}) | tx.block_lists.blocked_with(asker.user_id)
    result = rank_for(tx, Query(words_of(words), now, skills, asker, excluded))
    full = (_candidate(one, has_room=False) for one in result.full)
    closed = (replace(_candidate(one), takes_questions=False) for one in result.closed)
    return (*(_candidate(one) for one in result.ranked), *full, *closed)


def _ranking(tx: Transaction, ask: Ask, now: datetime) -> RankingResult:
    query = Query(
        words=words_of(ask.question),
        now=now,
        skills=ask.skills,
        asker=tx.profiles.member(ask.asker),
        excluded=ask.excluded | {ask.asker} | tx.block_lists.blocked_with(ask.asker),
        shape=ask.shape,
        widened=ask.widened,
    )
    return rank_for(tx, query)


def _candidate(one: Ranked, *, has_room: bool = True) -> Candidate:
    return Candidate(one.user_id, one.score, reasons(one), has_room)
