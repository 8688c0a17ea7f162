"""A company in a local workspace: questions are asked, and what arrives is counted from the workspace's own log."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count

from sqlalchemy import text

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import AskDraft
from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person
from bot.domain.people.profile import Profile
from bot.ops.clock import MovableClock, SystemClock
from bot.sandbox.clock import ShiftableClock
from bot.sandbox.conversations import Kind
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedUser
from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.services.across import consequences
from bot.services.asks.asking import create_ask
from bot.services.asks.offers import answer
from bot.services.context import Context
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.outbox import due_count
from tests.support.team import NoDirectory, skills_of
from tests.support.workspace import MANIFEST

ASKERS = 20
ALWAYS = WorkingHours("UTC", frozenset(range(7)), time(0, 0), time(23, 59))
NUMBERED = re.compile(r"Question no\. (\d+):")


class Office:
    """Some people who ask, and as many mentors as there will be questions; everybody is always at work."""

    def __init__(self, url: str, questions: int) -> None:
        self.url = url
        self.asked = 0
        self._questions = questions
        self._ids = count(1)
        self._engine = new_engine(url)
        self._context = Context(
            SqlStore(self._engine),
            SystemClock(),
            NoDirectory(),  # type: ignore[arg-type]
            lambda: f"id{next(self._ids)}",
            consequences=consequences,
        )
        people = [*(asker(number) for number in range(ASKERS)), *(mentor(number) for number in range(questions))]
        users = [SeedUser(who, who.lower(), who.title(), who.title(), "", "UTC") for who in people]
        self.workspace = Workspace(users, [], Manifest.read(MANIFEST), ShiftableClock())
        self._sign_up(people)

    @contextmanager
    def open(self) -> Iterator[RunningSandbox]:
        """Serve the workspace."""
        running = start(self.workspace)
        try:
            yield running
        finally:
            running.stop()
            self._engine.dispose()

    def ask(self, questions: int) -> None:
        """So many more questions. To each one message is due: an offer, or, for every other one, an introduction,
        because the mentor says yes at once."""
        for number in range(self.asked, min(self.asked + questions, self._questions)):
            draft = AskDraft(f"Question no. {number}: what now?", skills_of(["Python"]), only=mentor(number))
            ask = create_ask(self._context, asker(number % ASKERS), draft, f"view{number}")
            if number % 2:
                with self._context.store.read() as tx:
                    (offer,) = tx.asks.offers(ask.id)
                answer(self._context, offer.id, mentor(number), OfferAnswer.I_CAN_HELP)
            self.asked = number + 1

    def arrived(self) -> int:
        """How many questions have brought what is due to them."""
        found = self._found()
        return sum(found[number, kind_due(number)] > 0 for number in range(self.asked))

    def lost(self) -> tuple[int, ...]:
        """Questions of which nobody heard."""
        found = self._found()
        return tuple(number for number in range(self._questions) if not found[number, kind_due(number)])

    def twice(self) -> tuple[int, ...]:
        """Questions that stand twice in one conversation."""
        return tuple(sorted({number for (number, _), times in self._found().items() if times > 1}))

    def _found(self) -> Counter[tuple[int, Kind]]:
        found: Counter[tuple[int, Kind]] = Counter()
        with self.workspace.lock:
            for room in self.workspace.rooms:
                for message in room.history():
                    numbers = {int(number) for number in NUMBERED.findall(json.dumps(message.raw))}
                    found.update((number, room.kind) for number in numbers)
        return found

    def unsettled(self) -> int:
        """Messages that are not sent, or of which it is not known."""
        with self._context.store.read() as tx:
            counts = tx.outbox.counts()
            return counts["sending"] + counts["unknown"] + due_count(self._engine, datetime.now(UTC))  # type: ignore[index]

    def waiting(self) -> int:
        """Messages that somebody should send now."""
        return due_count(self._engine, datetime.now(UTC))

    def standing(self) -> str:
        """How far the messages are, for whoever reads a failure."""
        query = text("SELECT state, reason, count(*), min(due_at) FROM outbox GROUP BY 1, 2 ORDER BY 1, 2")
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        told = "; ".join(f"{times} {state} ({reason}) since {since}" for state, reason, times, since in rows)
        return f"{datetime.now(UTC):%H:%M:%S}: {told}"

    def _sign_up(self, people: list[UserId]) -> None:
        now = self._context.clock.now()
        with self._context.store.write() as tx:
            tx.people.upsert([Person(who, who.title()) for who in people], now)
            for who in people:
                tx.profiles.save(Profile(who, skills_of(["Python"]), (), ALWAYS, now))


def kind_due(number: int) -> Kind:
    """Where the message to a question is due: in the mentor's DM, or in the group DM of both."""
    return Kind.MPIM if number % 2 else Kind.IM


def asker(number: int) -> UserId:
    """Somebody who asks."""
    return UserId(f"UASKER{number:05}")


def mentor(number: int) -> UserId:
    """Whom a question is for."""
    return UserId(f"UMENTOR{number:05}")


def clock_ahead() -> MovableClock:
    """The machine's time, when every lease and grace is over."""
    clock = MovableClock()
    clock.advance(timedelta(minutes=10))
    return clock
