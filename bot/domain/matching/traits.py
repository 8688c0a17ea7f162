"""What is compared of a person, worked out once per round so that millions of pairs can be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.spelling import stem
from bot.domain.delivery.hours import WorkingHours, windows_of_week
from bot.domain.matching.terms import Terms
from bot.domain.matching.values import Lessons, Side
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.people.levels import step_of
from bot.domain.programs.program import WorkingValue

QUARTER = timedelta(minutes=15)
QUARTERS_PER_HOUR = 4
_BIT = {value: 1 << number for number, value in enumerate(WorkingValue)}
_UNKNOWN_RATING = 0.5
HEEDABLE = (MatchingFactor.SKILLS, MatchingFactor.PURPOSE)
"""Factors that can weigh more in the pairs of one person."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One side, ready to be compared."""

    side: Side
    user_id: UserId
    frame: int
    """One number for equal hours, languages, level, department, office and lessons about them: there are far fewer than
    people."""
    week: int
    """A bit for each quarter of an hour of the week that lies wholly in their working hours."""
    dawn: int
    """The hour, UTC, at which their day begins: near dawns share many hours."""
    wants: frozenset[str]
    offers: frozenset[str]
    languages: frozenset[str]
    step: int | None
    department: str
    office: str
    values: int
    sought: frozenset[str]
    """Stems of the words of their goals, their objective, and the program's purpose."""
    told: frozenset[str]
    """Stems of the words they say of themselves."""
    answers: tuple[frozenset[str], ...]
    rating: float
    reporting_line: tuple[UserId, ...]
    blocked: frozenset[UserId]
    earlier: Mapping[UserId, datetime]
    rests: bool
    only_elsewhere: bool
    heeds: int
    """A bit for each factor that weighs more in their pairs, as `HEEDABLE` orders them."""
    open: "Traits | None" = None
    """The same without what was learned from pairs they declined, where that changes their scores."""


class Reader:
    """Reads sides into traits under one round's terms; remembers what many people have alike."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._weeks: dict[WorkingHours, int] = {}
        self._frames: dict[tuple[object, ...], int] = {}

    def traits(self, side: Side) -> Traits:
        """A side's traits."""
        profile, joined, place = side.member.profile, side.participation, side.workplace
        goals = f"{joined.goals} {joined.objective}" if joined else side.hopes
        learned = side.lessons
        heeds = sum(1 << bit for bit, kind in enumerate(HEEDABLE) if kind in learned.heeds)
        offers = [skill for skill in profile.offers if skill.key not in profile.not_areas | learned.not_skills]
        answers = (joined.answers if joined else ())[: self._terms.questions]
        languages = frozenset(language.casefold() for language in profile.languages)
        department, office, step = place.department.casefold(), place.office.casefold(), step_of(place.level)
        week = self._week(profile.hours)
        frame = (week, languages, step, department, office, learned.only_elsewhere, heeds)
        return Traits(
            side=side,
            user_id=side.user_id,
            frame=self._frames.setdefault(frame, len(self._frames)),
            week=week,
            dawn=_dawn(week),
            wants=frozenset(skill.key for skill in side.wants) - learned.not_skills,
            offers=frozenset(skill.key for skill in offers),
            languages=languages,
            step=step,
            department=department,
            office=office,
            values=sum(_BIT[value] for value in side.values),
            sought=(self._terms.purpose | _stems(goals)) - learned.not_words,
            told=_stems(profile.about).union(_stems(goals), *(_stems(skill.label) for skill in offers))
            - learned.not_words,
            answers=tuple(map(_stems, answers)),
            rating=_UNKNOWN_RATING if side.rating is None else side.rating,
            reporting_line=side.reporting_line,
            blocked=side.blocked | learned.never if learned.never else side.blocked,
            earlier=side.earlier,
            rests=learned.rests,
            only_elsewhere=learned.only_elsewhere,
            heeds=heeds,
            open=self.traits(replace(side, lessons=Lessons())) if learned.heeds else None,
        )

    def _week(self, hours: WorkingHours) -> int:
        if hours not in self._weeks:
            self._weeks[hours] = _week(hours, self._terms.week)
        return self._weeks[hours]


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words_of(text)))


def _week(hours: WorkingHours, start: datetime) -> int:
    week = 0
    for opening, closing in windows_of_week(hours, start):
        first = -((start - opening) // QUARTER)
        week |= ((1 << max(0, (closing - start) // QUARTER - first)) - 1) << first
    return week


def _dawn(week: int) -> int:
    """The hour at which work begins on the first day that begins in the week; 0 without any."""
    begins = week & ~(week << 1) & ~1
    return ((begins & -begins).bit_length() - 1) // QUARTERS_PER_HOUR % 24 if begins else 0
