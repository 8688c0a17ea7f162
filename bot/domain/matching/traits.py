"""What is compared of a person, worked out once per round so that millions of pairs can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.hours import windows_of_week
from bot.domain.keywords import words_of
from bot.domain.matching.levels import step_of
from bot.domain.matching.terms import Terms
from bot.domain.matching.values import Side
from bot.domain.people import UserId, WorkingHours
from bot.domain.programs import WorkingValue
from bot.domain.spelling import stem

QUARTER = timedelta(minutes=15)
QUARTERS_PER_HOUR = 4
_BIT = {value: 1 << number for number, value in enumerate(WorkingValue)}
_UNKNOWN_RATING = 0.5


@dataclass(frozen=True, slots=True)
class Traits:
    """One side, ready to be compared."""

    side: Side
    user_id: UserId
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
    line: tuple[UserId, ...]
    blocked: frozenset[UserId]
    earlier: Mapping[UserId, datetime]


def traits_of(side: Side, terms: Terms) -> Traits:
    """A side's traits under these terms."""
    profile, joined, place = side.member.profile, side.participation, side.workplace
    goals = f"{joined.goals} {joined.objective}" if joined else ""
    offers = [skill for skill in profile.offers if skill.key not in profile.not_areas]
    week = _week(profile.hours, terms.week)
    return Traits(
        side=side,
        user_id=side.user_id,
        week=week,
        dawn=_dawn(week),
        wants=frozenset(skill.key for skill in side.wants),
        offers=frozenset(skill.key for skill in offers),
        languages=frozenset(language.casefold() for language in profile.languages),
        step=step_of(place.level),
        department=place.department.casefold(),
        office=place.office.casefold(),
        values=sum(_BIT[value] for value in side.values),
        sought=terms.purpose | _stems([goals]),
        told=_stems([profile.about, goals, *(skill.label for skill in offers)]),
        answers=tuple(_stems([answer]) for answer in (joined.answers if joined else ())[: terms.questions]),
        rating=_UNKNOWN_RATING if side.rating is None else side.rating,
        line=side.line,
        blocked=side.blocked,
        earlier=side.earlier,
    )


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for text in texts if text for word in words_of(text))


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
