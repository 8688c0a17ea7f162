"""Topics for the meetings of a pair: which one fits, is new to them, and is not what they spoke about last time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s
from math import fsum

from bot.domain.base.keywords import words_of
from bot.domain.base.spelling import stem
from bot.domain.people.profile import Format

PAIR_FORMATS = frozenset({Format.ONE_TO_ONE, Format.REVERSE, Format.PEER})
"""The formats in which two people meet more than once."""
LEAST_FOR_HALF_TIME = 5
"""Planned meetings from which looking back half-way is worth one of them."""
OPEN_END = 16
"""Meetings that a pair without an end is planned as: what `stage_of` counts early from."""
LATELY = 4
"""Meetings before the last one whose tags still count a little."""

_GOAL_WORDS = "learn learning understand improve better become get getting need know develop grow gain skill skills"
_IN_EVERY_GOAL = frozenset(_GOAL_WORDS.split())
"""Words in which people put any goal, and which do not say what it is about."""


class TopicPurpose(StrEnum):
    """What a program, and so its pairs, are for."""

    ONBOARDING = "onboarding"
    LEADERSHIP = "leadership"
    SKILL = "skill"
    INCLUSION = "inclusion"
    KNOWLEDGE_TRANSFER = "knowledge_transfer"


class Stage(StrEnum):
    """How far along a pair is."""

    FIRST = "first"
    EARLY = "early"
    MIDDLE = "middle"
    HALF_TIME = "half_time"
    LATE = "late"
    LAST = "last"


class Level(StrEnum):
    """How experienced somebody is in their work."""

    JUNIOR = "junior"
    PROFESSIONAL = "professional"
    SENIOR = "senior"
    LEAD = "lead"


class Tag(StrEnum):
    """What a topic is about."""

    BELONGING = "belonging"
    CAREER = "career"
    CHANGE = "change"
    CONFLICT = "conflict"
    CRAFT = "craft"
    CUSTOMERS = "customers"
    DECISIONS = "decisions"
    ENERGY = "energy"
    FEEDBACK = "feedback"
    GOALS = "goals"
    KNOWLEDGE = "knowledge"
    LEADING = "leading"
    LEARNING = "learning"
    NETWORKS = "networks"
    PRIORITIES = "priorities"
    TOOLS = "tools"
    TRUST = "trust"
    VISIBILITY = "visibility"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something worth a meeting. `slug` names it for ever; where no purpose or level is named, it is for any."""

    slug: str
    title: str
    formats: frozenset[Format]
    stages: frozenset[Stage]
    minutes: int
    tags: tuple[Tag, ...]
    opening: str
    """The question to open with."""
    deeper: tuple[str, str]
    before_next: str
    """What to do before the next meeting."""
    purposes: frozenset[TopicPurpose] = frozenset()
    levels: frozenset[Level] = frozenset()
    about: frozenset[str] = frozenset()
    """Stems of the words that name what it is about."""
    mentions: frozenset[str] = frozenset()
    """Stems of the other words in it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The pair, now. A purpose or level that is not known (None) gets only topics for any."""

    mentorship: str
    format: Format
    stage: Stage
    purpose: TopicPurpose | None = None
    """None also for a purpose in a program's own words; the words may stand among the goals."""
    level: Level | None = None
    """Of the one who learns; of both, where both do."""
    goals: tuple[str, ...] = ()
    minutes: int | None = None
    """How long they meet."""


class Weighs(StrEnum):
    """What a part of a topic's score stands for."""

    PURPOSE = "purpose"
    STAGE = "stage"
    LEVEL = "level"
    GOALS = "goals"
    TOO_LONG = "too_long"
    LAST_TIME = "last_time"
    LATELY = "lately"


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """What each factor can give, or take, at most. `last_time` is more than all others together, so that a topic with
    a tag of the last one is chosen only where every fitting topic has one."""

    purpose: float = 0.3
    stage: float = 0.2
    level: float = 0.1
    goals: float = 0.5
    too_long: float = 0.3
    last_time: float = 2.0
    lately: float = 0.2


@dataclass(frozen=True, slots=True)
class ScoredTopic:
    """A topic that fits, with all the parts of its score."""

    topic: Topic
    factors: tuple[tuple[Weighs, float], ...]

    @property
    def score(self) -> float:
        """The sum of the factors, and nothing else."""
        return fsum(value for _, value in self.factors)


def stage_of(meeting: int, planned: int | None = None) -> Stage:
    """The stage of meeting number `meeting` (from 1) of `planned` ones; the first and the last quarter are early and
    late. A pair that has no end, or goes on after it, stays in the middle."""
    if meeting <= 1:
        return Stage.FIRST
    of = planned or OPEN_END
    if meeting <= of / 4:
        return Stage.EARLY
    if planned is None or meeting > planned:
        return Stage.MIDDLE
    if meeting == planned:
        return Stage.LAST
    if meeting == (planned + 1) // 2 and planned >= LEAST_FOR_HALF_TIME:
        return Stage.HALF_TIME
    return Stage.LATE if meeting > planned * 3 / 4 else Stage.MIDDLE


def fits(topic: Topic, situation: Situation) -> bool:
    """Whether a topic may be given to the pair at all."""
    return (
        situation.format in topic.formats
        and situation.stage in topic.stages
        and (not topic.purposes or situation.purpose in topic.purposes)
        and (not topic.levels or situation.level in topic.levels)
    )


def choose(
    topics: Collection[Topic], situation: Situation, used: Sequence[str], weights: TopicWeights | None = None
) -> Topic | None:
    """The best topic that the pair has not had, or None when all that fit are used. `used`: slugs, latest last."""
    return next((scored.topic for scored in in_order(topics, situation, used, weights)), None)


def in_order(
    topics: Collection[Topic], situation: Situation, used: Sequence[str], weights: TopicWeights | None = None
) -> tuple[ScoredTopic, ...]:
    """All unused topics that fit, best first. Among equals each pair has an order of its own, always the same."""
    known = {topic.slug: topic for topic in topics}
    before = [known[slug].tags for slug in reversed(used) if slug in known]
    goals = _rarity(topics, situation.goals)
    made = [
        ScoredTopic(topic, tuple(_factors(topic, situation, goals, before, weights or TopicWeights())))
        for topic in topics
        if topic.slug not in used and fits(topic, situation)
    ]
    return tuple(sorted(made, key=lambda one: (-one.score, _draw(situation.mentorship, one.topic), one.topic.slug)))


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The telling words of texts, in the form in which they are compared."""
    return frozenset(stem(word) for text in texts for word in words_of(text))


def _factors(
    topic: Topic, now: Situation, goals: Mapping[str, float], before: Sequence[Sequence[Tag]], weights: TopicWeights
) -> Iterator[tuple[Weighs, float]]:
    yield Weighs.PURPOSE, weights.purpose * bool(topic.purposes)
    yield Weighs.STAGE, weights.stage / len(topic.stages)
    yield Weighs.LEVEL, weights.level * bool(topic.levels)
    yield Weighs.GOALS, weights.goals * _nearness(topic, goals)
    if now.minutes and topic.minutes > now.minutes:
        yield Weighs.TOO_LONG, -weights.too_long * (1 - now.minutes / topic.minutes)
    if before and set(before[0]) & set(topic.tags):
        yield Weighs.LAST_TIME, -weights.last_time
    shared = [0.5 ** (ago + 1) for ago, tags in enumerate(before[1 : LATELY + 1]) if set(tags) & set(topic.tags)]
    if shared:
        yield Weighs.LATELY, -weights.lately * fsum(shared)


def _rarity(topics: Collection[Topic], goals: Iterable[str]) -> dict[str, float]:
    """The words of the goals, each with the share of topics without it: "work" says little, "client" much."""
    among = max(len(topics), 1)
    telling = sorted(stems_of(goals) - _IN_EVERY_GOAL)
    return {word: 1 - sum(word in topic.mentions for topic in topics) / among for word in telling}


def _nearness(topic: Topic, goals: Mapping[str, float]) -> float:
    """0–1: a word of the goals that names the topic counts whole, one that it only mentions at most half."""
    found = fsum(
        1.0 if word in topic.about else rarity / 2
        for word, rarity in goals.items()
        if word in topic.about or word in topic.mentions
    )
    return found / (found + 1)


def _draw(pair: str, topic: Topic) -> bytes:
    """A value that depends on the pair and the topic alone."""
    return blake2s(f"{pair}:{topic.slug}".encode(), digest_size=8).digest()
