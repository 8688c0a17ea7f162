"""A company drawn by a seed: who is there, where, under whom, and what they know."""

from dataclasses import dataclass
from datetime import datetime, time
from random import Random

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Format, Limits, Profile
from bot.domain.programs.program import WorkingValue
from bot.ports import Store

ZONES = ("Europe/Lisbon", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo")
DEPARTMENTS = ("Sales", "Design", "Engineering", "Support", "Finance", "People")
LEVELS = ("junior", "professional", "senior", "lead")
SKILLS = tuple(
    Skill(words.lower(), words)
    for words in (
        "SQL",
        "Negotiation",
        "Writing",
        "Statistics",
        "Hiring",
        "Budgets",
        "Feedback",
        "Rust",
        "Law",
        "Cooking",
    )
)
TEAM = 8
"""People under one manager."""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody, by number."""

    chance: Random
    people: tuple[Person, ...]

    def found(self, store: Store, now: datetime) -> None:
        """Sign everybody up."""
        for first in range(0, len(self.people), PAGE):
            page = self.people[first : first + PAGE]
            with store.write() as tx:
                tx.people.upsert(page, now)
                for person in page:
                    tx.profiles.save(self._profile(person, now))

    def _profile(self, person: Person, now: datetime) -> Profile:
        offers, wants = self.chance.sample(SKILLS, 3), self.chance.sample(SKILLS, 2)
        hours = WorkingHours(person.zone, start=time(self.chance.choice((8, 9, 10))))
        limits = Limits(pairs=self.chance.choice((1, 2, 2, 3)))
        formats = frozenset({Format.FLASH, Format.ONE_TO_ONE, Format.PEER})
        return Profile(person.user_id, tuple(offers), tuple(wants), hours, now, formats=formats, limits=limits)

    def values(self) -> frozenset[WorkingValue]:
        """Three that somebody picks."""
        return frozenset(self.chance.sample(list(WorkingValue), 3))


def company(count: int, chance: Random) -> Company:
    """So many people in teams, each team under one of them, the managers under the first."""
    return Company(chance, tuple(_person(number, count, chance) for number in range(count)))


def _person(number: int, count: int, chance: Random) -> Person:
    boss = _boss(number)
    place = Workplace(
        office=chance.choice(("Berlin", "Lisbon", "")),
        department=DEPARTMENTS[number // TEAM % len(DEPARTMENTS)],
        level=chance.choice(LEVELS),
        manager=user(boss) if boss is not None and boss < count else None,
    )
    return Person(user(number), f"Person {number}", zone=chance.choice(ZONES), is_admin=number == 0, workplace=place)


def _boss(number: int) -> int | None:
    if number == 0:
        return None
    return 0 if number % TEAM == 0 else number // TEAM * TEAM


def user(number: int) -> UserId:
    """The id of a person."""
    return UserId(f"U{number:06d}")
