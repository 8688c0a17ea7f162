"""What a person fills in about themselves: checked, and put into their profile."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.base.errors import InvalidField
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import hours_for
from bot.domain.people.fields import ProfileField, TuningField
from bot.domain.people.person import Person
from bot.domain.people.profile import ASKED_FOR, Format, Limits, Profile

ABOUT_LIMIT = 300
"""Characters of the line about oneself."""
MOST_AT_ONCE = 5
"""Most open asks, and most pairs, that somebody can choose to carry."""


@dataclass(frozen=True, slots=True)
class AboutMe:
    """The first page: what is needed to be found and to be asked."""

    offers: tuple[Skill, ...] = ()
    wants: tuple[Skill, ...] = ()
    about: str = ""
    formats: frozenset[Format] = frozenset({Format.FLASH})


@dataclass(frozen=True, slots=True)
class FineTuning:
    """The second page: all of it has defaults. `days` holds weekdays, Monday = 0; times are wall-clock."""

    languages: tuple[str, ...]
    limits: Limits
    days: frozenset[int]
    start: time
    end: time


def new_profile(person: Person, now: datetime) -> Profile:
    """The profile of somebody who has just signed up: usual hours of their zone, defaults for the rest."""
    return Profile(person.user_id, offers=(), wants=(), hours=hours_for(person.zone), signed_up_at=now)


def with_about(profile: Profile, me: AboutMe) -> Profile:
    """The profile with the first page filled in. Raises `InvalidField`."""
    about = me.about.strip()
    if not me.offers and not me.wants:
        raise InvalidField(ProfileField.OFFERS, "one_of_two")
    if len(about) > ABOUT_LIMIT:
        raise InvalidField(ProfileField.ABOUT, "too_long", limit=ABOUT_LIMIT, length=len(about))
    if not me.formats:
        raise InvalidField(ProfileField.FORMATS, "no_format")
    not_asked = profile.formats - frozenset(ASKED_FOR)
    return replace(profile, offers=me.offers, wants=me.wants, about=about, formats=me.formats | not_asked)


def with_tuning(profile: Profile, tuning: FineTuning) -> Profile:
    """The profile with the second page filled in. Raises `InvalidField`."""
    if not tuning.languages:
        raise InvalidField(TuningField.LANGUAGES, "no_language")
    if not tuning.days or not tuning.days <= frozenset(range(7)):
        raise InvalidField(TuningField.DAYS, "no_days")
    if tuning.start >= tuning.end:
        raise InvalidField(TuningField.END, "end_before_start", start=f"{tuning.start:%H:%M}")
    _check_count(TuningField.OPEN_ASKS, tuning.limits.open_asks, least=1)
    _check_count(TuningField.PAIRS, tuning.limits.pairs, least=0)
    hours = replace(profile.hours, days=tuning.days, start=tuning.start, end=tuning.end)
    return replace(profile, languages=tuning.languages, limits=tuning.limits, hours=hours)


def _check_count(field: TuningField, count: int, least: int) -> None:
    if not least <= count <= MOST_AT_ONCE:
        raise InvalidField(field, "out_of_range", least=least, most=MOST_AT_ONCE)
