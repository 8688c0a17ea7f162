"""What Mentor learns when somebody declines a pair. Each reason does what it says, for the one who gave it alone; the
other side learns nothing of it, in what they read or in how they are matched.

time             nobody is proposed to them before the day they named (without one, for four weeks). After that even
                 the two of the declined pair may be proposed: nothing but time was in the way.
skills           the skills that spoke for that pair count nothing for them, and skills weigh more; for a year
goals            the words of goals that spoke for that pair count nothing for them, and goals weigh more; for a year
too_close        nobody of their own department, whatever the program says; for a year
know_each_other  these two never
person           these two never
rather_not_say   nothing more than what holds after all but the first: these two are not proposed again for as long as
                 the program's rule about earlier pairs says

`time`, `too_close` and *never* are obstacles of which nobody is told. The others are in the factors: they change values
and weights in that person's pairs, and the weights still add up to 1.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.reasons import Reason
from bot.domain.base.spelling import key_of, stem
from bot.domain.matching.values import Lessons
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship
from bot.domain.mentorships.pairing import rests_until

KEPT = timedelta(weeks=52)
"""How long what was said of skills, goals and nearness counts: people change."""
FOR_GOOD = frozenset({DeclineReason.KNOW_EACH_OTHER, DeclineReason.PERSON})


def learned(declined: Iterable[Mentorship], who: UserId, now: datetime) -> Lessons:
    """What the pairs that somebody declined say about their next matches."""
    known = Lessons()
    for pair in declined:
        why = pair.member(who).decline_reason if pair.declined_by == who else None
        if why is not None and pair.ended_at is not None:
            known = _with(known, pair, why, who, now)
    return known


def counts_as_earlier(pair: Mentorship) -> bool:
    """Whether two count as an earlier pair, whom the rules keep apart for a while. Where nothing but time was
    missing, they do not."""
    return rests_until(pair) is None


def _with(known: Lessons, pair: Mentorship, why: DeclineReason, who: UserId, now: datetime) -> Lessons:
    day = rests_until(pair)
    if day is not None:
        return replace(known, rests=known.rests or now.date() < day)
    if why in FOR_GOOD:
        return replace(known, never=known.never.union(pair.others(who)))
    if pair.ended_at is None or pair.ended_at + KEPT <= now:
        return known
    match why:
        case DeclineReason.SKILLS:
            keys = frozenset(map(key_of, _spoke_for(pair, MatchingFactor.SKILLS)))
            return replace(known, heeds=known.heeds | {MatchingFactor.SKILLS}, not_skills=known.not_skills | keys)
        case DeclineReason.GOALS:
            stems = frozenset(
                stem(word) for told in _spoke_for(pair, MatchingFactor.PURPOSE) for word in words_of(told)
            )
            return replace(known, heeds=known.heeds | {MatchingFactor.PURPOSE}, not_words=known.not_words | stems)
        case DeclineReason.TOO_CLOSE:
            return replace(known, only_elsewhere=True)
    return known


def _spoke_for(pair: Mentorship, kind: StrEnum) -> tuple[str, ...]:
    """The details of one of the reasons for which a pair was proposed."""
    return next((reason.detail for reason in pair.reasons if _is_of(reason, kind)), ())


def _is_of(reason: Reason, kind: StrEnum) -> bool:
    return reason.kind == kind
