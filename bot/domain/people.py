"""People as the company's directory knows them, and as members describe themselves."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

UserId = NewType("UserId", str)


class Standing(StrEnum):
    """What somebody is in the workspace. Only a `MEMBER` may take part."""

    MEMBER = "member"
    GUEST = "guest"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    EXTERNAL = "external"


class Format(StrEnum):
    """The forms of mentoring a person is open to."""

    FLASH = "flash"
    ONE_TO_ONE = "one_to_one"
    REVERSE = "reverse"
    PEER = "peer"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody stands in the company; empty strings and None where the directory does not say."""

    office: str = ""
    department: str = ""
    level: str = ""
    manager: UserId | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the directory. `zone` is an IANA name; `image` the address of a picture or empty."""

    user_id: UserId
    name: str
    title: str = ""
    zone: str = "UTC"
    standing: Standing = Standing.MEMBER
    is_admin: bool = False
    workplace: Workplace = field(default_factory=Workplace)

    @property
    def may_take_part(self) -> bool:
        """Whether this person can sign up, be matched or be written to."""
        return self.standing is Standing.MEMBER


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours in which somebody may be written to.

    `days` holds weekdays, Monday = 0. `start` < `end` are wall-clock times in `zone` (IANA).
    """

    zone: str = "UTC"
    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(17, 30)
    days_off: frozenset[date] = frozenset()
    """Local dates without work whatever their weekday: public holidays. Found out by the zone, never kept."""

    def works_on(self, day: date) -> bool:
        """Whether a local date is a working day."""
        return day.weekday() in self.days and day not in self.days_off

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone as an object; raises `ZoneInfoNotFoundError` for an unknown name."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True, order=True)
class Skill:
    """A skill: `key` is its normal form (what is compared), `label` is what people read."""

    key: str
    label: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a mentor takes on at once. Hard limits: never passed."""

    open_asks: int = 2
    pairs: int = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member told Mentor about themselves. Having one means: signed up, consent given."""

    user_id: UserId
    offers: tuple[Skill, ...]
    wants: tuple[Skill, ...]
    hours: WorkingHours
    signed_up_at: datetime
    about: str = ""
    formats: frozenset[Format] = frozenset({Format.FLASH})
    languages: tuple[str, ...] = ("English",)
    limits: Limits = field(default_factory=Limits)
    paused: bool = False
    paused_until: datetime | None = None
    not_areas: frozenset[str] = frozenset()
    """Keys of skills this person said are not theirs when asked about them; they count less in ranking."""

    def is_paused(self, now: datetime) -> bool:
        """Whether nothing may be sent or offered at `now`. A pause without an end holds until resumed."""
        return self.paused and (self.paused_until is None or now < self.paused_until)

    def pause(self, until: datetime | None) -> "Profile":
        """The profile, out until `until` (or until resumed, when None)."""
        return replace(self, paused=True, paused_until=until)

    def resume(self) -> "Profile":
        """The profile, back in."""
        return replace(self, paused=False, paused_until=None)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the directory together with their profile."""

    person: Person
    profile: Profile

    @property
    def user_id(self) -> UserId:
        return self.person.user_id

    def is_reachable(self, now: datetime) -> bool:
        """Whether something may be offered or sent at `now`: still in the company, not paused."""
        return self.person.may_take_part and not self.profile.is_paused(now)
