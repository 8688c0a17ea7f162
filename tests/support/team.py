"""A small company for tests of the services: a store, a clock that stands still, and people who sign up in a line."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from bot.app import KINDS
from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import Ask, AskDraft, AskId, Offer, Urgency
from bot.domain.asks.outcomes import Outcome
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.mentorships.topics import Topic
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Limits, Profile
from bot.ops.clock import MovableClock
from bot.ports import Directory, Messenger
from bot.services.across import consequences
from bot.services.asks.asking import create_ask
from bot.services.asks.offers import answer
from bot.services.context import Context
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.messenger import KeptMessages
from tests.support.outbox import due_count
from tests.support.ticking import tick

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""A Monday morning at which everybody of the team is at work."""
ALWAYS = WorkingHours(zone="UTC", days=frozenset(range(7)), start=time(0), end=time(23, 59))
OFFICE = WorkingHours(zone="UTC", start=time(9), end=time(17))


class NoDirectory:
    """The services under test ask the directory nothing."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"asked the directory: {name}")


@dataclass
class Team:
    """People, what they press, and what they get."""

    store: SqlStore
    clock: MovableClock = field(default_factory=lambda: MovableClock(MONDAY))
    messenger: KeptMessages = field(default_factory=KeptMessages)
    admins: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    _ids: "count[int]" = field(default_factory=count)

    @property
    def ctx(self) -> Context:
        directory: Directory = NoDirectory()  # type: ignore[assignment]
        return Context(
            self.store,
            self.clock,
            directory,
            lambda: f"id{next(self._ids)}",
            self.admins,
            topics=self.topics,
            consequences=consequences,
            kinds=KINDS,
        )

    def joins(
        self,
        name: str,
        *skills: str,
        open_asks: int = 2,
        hours: WorkingHours = OFFICE,
        workplace: Workplace | None = None,
        admin: bool = False,
    ) -> UserId:
        """Somebody known to the directory signs up."""
        user_id = UserId(f"U{name.upper()}")
        person = Person(user_id, name, zone=hours.zone, is_admin=admin, workplace=workplace or Workplace())
        profile = Profile(user_id, skills_of(skills), (), hours, self.clock.now(), limits=Limits(open_asks=open_asks))
        with self.store.write() as tx:
            tx.people.upsert([person], self.clock.now())
            tx.profiles.save(profile)
        return user_id

    def changes(self, user_id: UserId, **person: Any) -> None:
        """The directory says something new about somebody."""
        with self.store.write() as tx:
            known = tx.people.get(user_id)
            assert known is not None
            tx.people.upsert([replace(known, **person)], self.clock.now())

    def asks(self, asker: UserId, *skills: str, key: str = "", **draft: Any) -> Ask:
        """Somebody submits the ask modal."""
        filled = AskDraft(f"How do I learn {' and '.join(skills)}?", skills_of(skills))
        filled = replace(filled, **draft)
        return create_ask(self.ctx, asker, filled, key or f"view{next(self._ids)}")

    def ask(self, ask_id: AskId) -> Ask:
        with self.store.read() as tx:
            found = tx.asks.get(ask_id)
        assert found is not None
        return found

    def offers(self, ask_id: AskId) -> list[Offer]:
        with self.store.read() as tx:
            return list(tx.asks.offers(ask_id))

    def offer_to(self, mentor: UserId, ask_id: AskId) -> Offer:
        return next(offer for offer in self.offers(ask_id) if offer.mentor == mentor)

    def presses(self, mentor: UserId, ask_id: AskId, said: OfferAnswer) -> Outcome:
        """A mentor presses a button of their offer."""
        return answer(self.ctx, self.offer_to(mentor, ask_id).id, mentor, said)

    def item(self, key: str) -> OutboxItem:
        with self.store.read() as tx:
            found = tx.outbox.by_key(key)
        assert found is not None, f"nothing was written for {key}"
        return found

    def profile(self, user_id: UserId) -> Profile:
        with self.store.read() as tx:
            found = tx.profiles.get(user_id)
        assert found is not None
        return found

    def sets(self, name: str, value: str) -> None:
        with self.store.write() as tx:
            tx.settings.set(name, value)

    def tick(self, *, messenger: Messenger | None = None, owner: str = "me") -> None:
        tick(self.ctx, messenger or self.messenger, self.clock.now(), owner)
        while next_second(self.store, self.clock):
            tick(self.ctx, messenger or self.messenger, self.clock.now(), owner)

    def later(self, by: timedelta) -> None:
        """Time passes, then a tick."""
        self.clock.advance(by)
        self.tick()


def next_second(store: SqlStore, clock: MovableClock) -> bool:
    """Go on by a second where a message waits for one: a channel gets one a second, and the clock stands still."""
    now = clock.now()
    waits = due_count(store.engine, now + timedelta(seconds=1)) > due_count(store.engine, now)
    if waits:
        clock.advance(timedelta(seconds=1))
    return waits


@contextmanager
def team_on(url: str) -> Iterator[Team]:
    """A team whose store is the database at this address."""
    engine = new_engine(url)
    try:
        yield Team(SqlStore(engine))
    finally:
        engine.dispose()


def skills_of(labels: Iterable[str]) -> tuple[Skill, ...]:
    return tuple(Skill(label.lower(), label) for label in labels)


def urgent() -> dict[str, Any]:
    """What an ask for today is filled in with."""
    return {"urgency": Urgency.TODAY}
