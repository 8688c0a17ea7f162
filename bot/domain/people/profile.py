"""People as the company's directory knows them, and as members describe themselves."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.levels import step_of
from bot.domain.people.person import Person


class Format(StrEnum):
    """The forms of mentoring a person is open to."""

    FLASH = "flash"
    ONE_TO_ONE = "one_to_one"
    REVERSE = "reverse"
    PEER = "peer"
    CIRCLE = "circle"
    """Not offered yet, and so not asked for; kept for those who ticked it once."""


ASKED_FOR = (Format.FLASH, Format.ONE_TO_ONE, Format.REVERSE, Format.PEER)
"""The formats there are, in the order in which they are asked for."""


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

    @property
    def takes_questions(self) -> bool:
        """Whether single questions may be offered to them."""
        return Format.FLASH in self.formats

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

    def mentors_over_months(self, mentee: "Member") -> bool:
        """Whether they are open to being this person's mentor for more than one question.

        One-to-one is open to everybody; reverse to who is further on in the company; peer to who is as far. Where a
        level is not known, neither of the two is assumed.
        """
        formats = self.profile.formats
        mine, theirs = (step_of(one.person.workplace.level) for one in (self, mentee))
        if Format.ONE_TO_ONE in formats or mine is None or theirs is None:
            return Format.ONE_TO_ONE in formats
        return (Format.REVERSE in formats and theirs > mine) or (Format.PEER in formats and theirs == mine)
