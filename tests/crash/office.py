"""A company in a local workspace: questions are asked, and what arrives is counted from the workspace's own log."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count

from bot.clock import MovableClock, SystemClock
from bot.domain.answering import Answer
from bot.domain.asks import AskDraft
from bot.domain.people import Person, Profile, UserId, WorkingHours
from bot.sandbox.clock import ShiftableClock
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedUser
from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.services.asking import create_ask
from bot.services.context import Context
from bot.services.offers import answer
from store.database import SqlStore
from store.engine import new_engine
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
        self._context = Context(SqlStore(self._engine), SystemClock(), NoDirectory(), lambda: f"id{next(self._ids)}")  # type: ignore[arg-type]
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
        """So many more questions. To each one message is due: every other one is an offer, or an introduction where
        the mentor was quicker than the message."""
        for number in range(self.asked, min(self.asked + questions, self._questions)):
            draft = AskDraft(f"Question no. {number}: what now?", skills_of(["Python"]), only=mentor(number))
            ask = create_ask(self._context, asker(number % ASKERS), draft, f"view{number}")
            if number % 2:
                with self._context.store.read() as tx:
                    (offer,) = tx.asks.offers(ask.id)
                answer(self._context, offer.id, mentor(number), Answer.I_CAN_HELP)
            self.asked = number + 1

    def arrived(self) -> Counter[int]:
        """How often each question stands in the workspace, by its number."""
        found: Counter[int] = Counter()
        with self.workspace.lock:
            for room in self.workspace.rooms:
                for message in room.history():
                    found.update({int(number) for number in NUMBERED.findall(json.dumps(message.raw))})
        return found

    def unsettled(self) -> int:
        """Messages that are not sent, or of which it is not known."""
        with self._context.store.read() as tx:
            counts = tx.outbox.counts()
            return counts["sending"] + counts["unknown"] + tx.outbox.due_count(datetime.now(UTC))  # type: ignore[index]

    def _sign_up(self, people: list[UserId]) -> None:
        now = self._context.clock.now()
        with self._context.store.write() as tx:
            tx.people.upsert([Person(who, who.title()) for who in people], now)
            for who in people:
                tx.profiles.save(Profile(who, skills_of(["Python"]), (), ALWAYS, now))


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
