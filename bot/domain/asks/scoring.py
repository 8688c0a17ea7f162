"""The factors of a score, each a number with what can be told of it, and the order they make."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from bot.domain.asks.ask import Shape
from bot.domain.asks.ranking import Evidence, Hit, Query, Ranked, RankingFactor, RankingResult, ReasonKind
from bot.domain.base.factors import EACH_FURTHER, ENOUGH_HOURS, Factor
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.base.spelling import stem
from bot.domain.people.common_hours import hours_in_common, part_in_common
from bot.domain.people.profile import Member
from bot.domain.people.search_text import HitKind


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What each factor can give at most, or takes per unit. One vote of a text at the top of the search is 0.05."""

    skill: float = 0.3
    """The first skill that matches; each further one half of the one before."""
    ratings: float = 0.08
    capacity: float = 0.02
    hours: float = 0.03
    new_perspective: float = 0.01
    wants: float = 0.03
    load: float = 0.03
    """For each doubling of the offers of the last 14 days."""
    not_their_area: float = 0.3


VOTE_OFFSET = 20
"""A text at position p votes 1 / (20 + p): on public question routing best between 10 and 40 (`make bench`)."""
LIKE_THIS = 0.5
"""Past asks that match at least half as well as the best text are told as asks like this one."""


@dataclass(slots=True)
class _Votes:
    """What the texts of one person say."""

    answers: float = 0.0
    profile: float = 0.0
    like_this: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """All that the factors of one person are made of."""

    query: Query
    known: Evidence
    votes: _Votes = field(default_factory=_Votes)

    @property
    def member(self) -> Member:
        return self.known.member

    @property
    def matching(self) -> tuple[Skill, ...]:
        """Skills asked for that they offer and have not called foreign to them."""
        profile = self.member.profile
        return tuple(s for s in self.query.skills if s in profile.offers and s.key not in profile.not_areas)

    @property
    def fits(self) -> bool:
        """Whether anything says that they can help; without that nobody is suggested unless the search is widened."""
        votes = self.votes.answers + self.votes.profile
        return bool(self.matching) or votes > 0 or self.query.widened

    @property
    def room(self) -> int:
        """Asks they could still take if they said yes to all that was offered to them."""
        load = self.known.load
        return self.member.profile.limits.open_asks - load.open_asks - load.live_offers

    @property
    def offered_in_words(self) -> tuple[Skill, ...]:
        """Skills they offer whose name shares a telling word with the question."""
        asked, profile = _stems(self.query.words), self.member.profile
        named = (s for s in profile.offers if asked & _stems_of(s.label))
        return tuple(s for s in named if s.key not in profile.not_areas)


@lru_cache(maxsize=4096)
def _stems_of(label: str) -> frozenset[str]:
    return _stems(words_of(label))


@lru_cache(maxsize=256)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


def most_promising(
    query: Query, hits: Iterable[Hit], offering: Sequence[UserId], most: int, weights: RankingWeights | None = None
) -> list[UserId]:
    """Of all who were found, those worth a closer look: by their texts' votes and whether they offer a skill."""
    weights = weights or RankingWeights()
    points: dict[UserId, float] = defaultdict(float)
    for hit in hits:
        points[hit.user_id] += _vote(hit)
    for place, user_id in enumerate(offering):
        points[user_id] += weights.skill - place * 1e-6  # they come with the most matches first
    out = _left_out(query)
    return sorted((one for one in points if one not in out), key=lambda one: (-points[one], one))[:most]


def rank(
    query: Query, hits: Iterable[Hit], evidence: Mapping[UserId, Evidence], weights: RankingWeights | None = None
) -> RankingResult:
    """Who can be asked, best first; ties by user id. Left out, paused and gone people are in no list."""
    votes = _votes_by_person(hit for hit in hits if hit.user_id in evidence)
    out = _left_out(query)
    people = [_Candidate(query, known, votes.get(one, _Votes())) for one, known in evidence.items() if one not in out]
    fitting = [one for one in people if one.fits and one.member.is_reachable(query.now)]
    weights = weights or RankingWeights()
    open_to_it = [one for one in fitting if one.member.profile.takes_questions]
    return RankingResult(
        ranked=_in_order((one for one in open_to_it if one.room > 0), weights),
        full=_in_order((one for one in open_to_it if one.room <= 0), weights),
        closed=_in_order((one for one in fitting if not one.member.profile.takes_questions), weights),
    )


def _in_order(people: Iterable[_Candidate], weights: RankingWeights) -> tuple[Ranked, ...]:
    ranked = [Ranked(one.member.user_id, tuple(_factors(one, weights))) for one in people]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.user_id)))


def _left_out(query: Query) -> Collection[UserId]:
    return query.excluded | ({query.asker.user_id} if query.asker else set())


def _vote(hit: Hit) -> float:
    return hit.weight / (VOTE_OFFSET + hit.position)


def _votes_by_person(hits: Iterable[Hit]) -> dict[UserId, _Votes]:
    votes: dict[UserId, _Votes] = defaultdict(_Votes)
    for hit in hits:
        person = votes[hit.user_id]
        if hit.kind is HitKind.ANSWER:
            person.answers += _vote(hit)
            person.like_this += hit.nearness >= LIKE_THIS
        else:
            person.profile += _vote(hit)
    return votes


def _factors(one: _Candidate, weights: RankingWeights) -> Iterator[Factor[RankingFactor]]:
    """All factors that apply, whether they speak for or against somebody."""
    yield from _what_they_know(one, weights)
    yield from _how_it_suits(one, weights)
    yield from _what_speaks_against(one, weights)


def _what_they_know(one: _Candidate, weights: RankingWeights) -> Iterator[Factor[RankingFactor]]:
    known, votes = one.known, one.votes
    if one.matching:
        gain = sum(EACH_FURTHER**number for number in range(len(one.matching)))
        yield Factor(RankingFactor.SKILLS, gain, weights.skill, _skills_told(one.matching))
    if votes.answers:
        told = Reason(ReasonKind.ANSWERED, (str(votes.like_this),)) if votes.like_this else None
        yield Factor(RankingFactor.PAST_ANSWERS, votes.answers, reason=told)
    if votes.profile:
        yield Factor(RankingFactor.PROFILE, votes.profile, reason=_skills_told(one.offered_in_words))
    if rated := known.helped_a_lot + known.helped_some + known.helped_not:
        good = known.helped_a_lot + known.helped_some / 2 - known.helped_not
        yield Factor(RankingFactor.RATINGS, good / (rated + 2), weights.ratings)


def _how_it_suits(one: _Candidate, weights: RankingWeights) -> Iterator[Factor[RankingFactor]]:
    member, load, asker = one.member, one.known.load, one.query.asker
    share = max(one.room, 0) / max(member.profile.limits.open_asks, 1)
    nothing_waits = load.open_asks + load.live_offers == 0
    yield Factor(
        RankingFactor.CAPACITY, share, weights.capacity, Reason(ReasonKind.CAPACITY) if nothing_waits else None
    )
    if one.query.widened and set(one.query.skills) & set(member.profile.wants):
        yield Factor(RankingFactor.WANTS, 1.0, weights.wants)
    if asker is None:
        return
    yield _hours(one, asker, weights)
    ours, theirs = asker.person.workplace.department, member.person.workplace.department
    if ours and theirs and ours != theirs:
        told = Reason(ReasonKind.NEW_PERSPECTIVE, (theirs,))
        yield Factor(RankingFactor.NEW_PERSPECTIVE, 1.0, weights.new_perspective, told)


def _hours(one: _Candidate, asker: Member, weights: RankingWeights) -> Factor[RankingFactor]:
    """A written answer needs fewer hours in common than a talk."""
    ours, theirs = asker.profile.hours, one.member.profile.hours
    shared = hours_in_common(ours, theirs, one.query.week)
    part = part_in_common(ours, theirs, one.query.week)
    needed = 0.5 if one.query.shape is Shape.THREAD else 1.0
    value = needed * min(1.0, shared / ENOUGH_HOURS)
    return Factor(RankingFactor.HOURS, value, weights.hours, Reason(ReasonKind.HOURS, (part.value,)) if part else None)


def _what_speaks_against(one: _Candidate, weights: RankingWeights) -> Iterator[Factor[RankingFactor]]:
    if one.known.load.lately:
        yield Factor(RankingFactor.LOAD, -log2(1 + one.known.load.lately), weights.load)
    foreign = [skill for skill in one.query.skills if skill.key in one.member.profile.not_areas]
    if foreign:
        yield Factor(RankingFactor.NOT_THEIR_AREA, -len(foreign) / len(one.query.skills), weights.not_their_area)


def _skills_told(skills: Sequence[Skill]) -> Reason | None:
    return Reason(ReasonKind.SKILLS, tuple(skill.label for skill in skills)) if skills else None
