"""What holds in one round: the format, the rules, and how much each factor weighs."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.spelling import stem
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.programs.program import Program, Purpose, Rules, Weigh

_BALANCED = {
    MatchingFactor.SKILLS: 0.30,
    MatchingFactor.PURPOSE: 0.12,
    MatchingFactor.HOURS: 0.14,
    MatchingFactor.LANGUAGE: 0.06,
    MatchingFactor.LEVEL: 0.10,
    MatchingFactor.NEW_PERSPECTIVE: 0.08,
    MatchingFactor.VALUES: 0.12,
    MatchingFactor.RATINGS: 0.04,
    MatchingFactor.ANSWERS: 0.04,
}
_WEIGHS_MOST = {
    Weigh.SKILLS: MatchingFactor.SKILLS,
    Weigh.NEW_PERSPECTIVE: MatchingFactor.NEW_PERSPECTIVE,
    Weigh.SHARED_HOURS: MatchingFactor.HOURS,
    Weigh.VALUES: MatchingFactor.VALUES,
}
HEEDED = 2.5
"""How much more a factor weighs in the pairs of somebody who declined because of it: skills grow from 0.30 of the whole
to one half, goals from 0.12 to one quarter. It outweighs any other then, and not all others together."""
_MOST = 0.45
"""Weight, beside the others', of what an admin lets weigh most: more than any of them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The frame in which two people are compared."""

    now: datetime
    format: MentorshipFormat = MentorshipFormat.ONE_TO_ONE
    rules: Rules = field(default_factory=Rules)
    purpose: frozenset[str] = frozenset()
    """Stems of the words of the program's purpose."""
    questions: int = 0
    forbidden: frozenset[frozenset[UserId]] = frozenset()

    @classmethod
    def of(cls, program: Program, now: datetime) -> "Terms":
        """The terms of a program."""
        named = program.purpose_words if program.purpose is Purpose.OWN else program.purpose.replace("_", " ")
        purpose = frozenset(map(stem, words_of(named)))
        return cls(now, program.format, program.rules, purpose, len(program.questions))

    @property
    def is_peer(self) -> bool:
        return self.format is MentorshipFormat.PEER

    @property
    def week(self) -> datetime:
        """From when hours in common are counted: the beginning of the day (UTC)."""
        return datetime.combine(self.now.astimezone(UTC).date(), time(), UTC)

    def weights(self, heeded: Collection[MatchingFactor] = ()) -> dict[MatchingFactor, float]:
        """The share of each factor; they add up to 1. Without questions their share goes to the others. `heeded` weigh
        more than in other pairs."""
        weights = dict(_BALANCED)
        if most := _WEIGHS_MOST.get(self.rules.weigh):
            weights[most] = _MOST
        for kind in heeded:
            weights[kind] *= HEEDED
        if not self.questions:
            del weights[MatchingFactor.ANSWERS]
        whole = sum(weights.values())
        return {kind: weight / whole for kind, weight in weights.items()}
