"""How long one ranking takes among many: 10,000 and 100,000 profiles with as many past answers, on SQLite."""

import argparse
import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.content.vocabulary import built_in
from bot.domain.asks.ask import Ask, AskId, AskState, Helped
from bot.domain.asks.ranking import Query
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person
from bot.domain.people.profile import Profile
from bot.ports import Store
from bot.services.asks.ranking import rank_for
from store.base.engine import new_engine
from store.database import SqlStore
from store.migrate import upgrade
from tests.bench.table import show

NEEDS_DATA = False
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ("Europe/Lisbon", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo")
PAGE = 1000
ENDINGS = ("without losing the team", "in a week", "when nobody agrees", "for the first time", "with a small budget")
STARTS = ("How do I get better at", "Where do I begin with", "What is a sound way to explain", "How do you prepare")


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("crowd", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    given = parser.parse_args(arguments)
    lines = [_line(people, given.questions) for people in given.people]
    show("One ranking, ms", ["profiles", "p50", "p95", "most", "peak memory MB"], lines)


def _line(people: int, questions: int) -> list[str]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'crowd.db'}"
        upgrade(url)
        store = SqlStore(new_engine(url))
        crowd = Crowd(Random(people), tuple(dict.fromkeys(built_in().by_key.values())))
        crowd.fill(store, people)
        times = [crowd.ranked(store) for _ in range(questions)]
    cuts = quantiles(times, n=100)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [f"{people:,}", *(f"{value * 1000:.1f}" for value in (cuts[49], cuts[94], max(times))), f"{peak:.0f}"]


@dataclass(frozen=True, slots=True)
class Crowd:
    """People with skills drawn so that few skills are common and many are rare, as in a company."""

    chance: Random
    skills: Sequence[Skill]

    def fill(self, store: Store, people: int) -> None:
        """Sign everybody up, and let each have answered once."""
        for first in range(0, people, PAGE):
            page = [self._person(number) for number in range(first, min(first + PAGE, people))]
            with store.write() as tx:
                tx.people.upsert(page, NOW)
                for person in page:
                    tx.profiles.save(self._profile(person))
                for ask in self._answered(page):
                    tx.asks.save(ask)

    def ranked(self, store: Store) -> float:
        """Seconds that one ranking takes."""
        question, skills = self._question()
        begin = perf_counter()
        with store.read() as tx:
            rank_for(tx, Query(words=words_of(question), skills=skills, now=NOW))
        return perf_counter() - begin

    def _person(self, number: int) -> Person:
        return Person(UserId(f"U{number:09d}"), f"Person {number}", zone=self.chance.choice(ZONES))

    def _profile(self, person: Person) -> Profile:
        offers, wants = self._some(4), self._some(2)
        hours = WorkingHours(zone=person.zone)
        about = f"I like {wants[0].label} and have done {offers[0].label} for years."
        return Profile(person.user_id, offers, wants, hours, signed_up_at=NOW - timedelta(days=90), about=about)

    def _answered(self, page: Sequence[Person]) -> Iterator[Ask]:
        for person in page:
            question, skills = self._question()
            asked = NOW - timedelta(days=self.chance.randrange(1, 300))
            yield Ask(
                AskId(f"past-{person.user_id}"),
                UserId("U000000000"),
                question,
                asked,
                skills=skills,
                state=AskState.CLOSED,
                mentor=person.user_id,
                accepted_at=asked,
                closed_at=asked,
                helped=Helped.A_LOT,
            )

    def _question(self) -> tuple[str, tuple[Skill, ...]]:
        skills = self._some(2)
        words = f"{self.chance.choice(STARTS)} {skills[0].label} and {skills[1].label} {self.chance.choice(ENDINGS)}?"
        return words, skills

    def _some(self, count: int) -> tuple[Skill, ...]:
        """Different skills; the first of the list are drawn far more often than the last."""
        drawn: dict[str, Skill] = {}
        while len(drawn) < count:
            skill = self.skills[int(len(self.skills) * self.chance.random() ** 2)]
            drawn[skill.key] = skill
        return tuple(drawn.values())
