"""Half a year of a company, a day at a time: two programs at once, people who look by themselves, and who leave."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import event

from bot.app import KINDS
from bot.content.topics import load_topics
from bot.domain.base.errors import MentorError
from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import Priority
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.people.person import WorkspaceMembership
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.program import Program, Purpose
from bot.domain.programs.rounds import RoundState
from bot.ops.clock import MovableClock
from bot.services.across import consequences
from bot.services.across.audit import audit
from bot.services.context import Context
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.retention import forget_deliveries
from bot.services.people import pause
from bot.services.people.directory import person_changed
from bot.services.programs import programs, publishing, rounds, self_match
from bot.services.programs.round_work import tend_programs
from bot.solver import solve
from store import migrate
from store.base.engine import new_engine
from store.database import SqlStore
from tests.soak.company import Company, company, user
from tests.soak.letterbox import Letterbox
from tests.soak.presses import Presses
from tests.soak.promises import broken
from tests.support.members import mentorships_of
from tests.support.team import NoDirectory
from tests.support.ticking import plan

BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADMIN = user(0)
LOOK_EVERY = timedelta(hours=6)
"""From one look of the bot at pairs and programs to the next. (In production it looks at pairs every hour.)"""
WEEK = 7
"""Days from one look at the promises to the next."""
ROUND_EVERY = 28
"""Days from one matching round to the next."""
TICK = timedelta(seconds=1)
"""From one tick of the sender to the next, while something is due; when nothing is, time goes to what is due next."""
_EACH_DUE = " UNION ALL ".join(
    f"SELECT min(due_at) AS due_at FROM outbox WHERE state = 'pending' AND priority = {priority}"
    for priority in Priority
)
_NEXT_DUE = f"SELECT min(due_at) FROM ({_EACH_DUE})"
"""In this form the database takes five steps into an index, and does not read all that waits."""
_OPEN_MENTORSHIPS = "SELECT count(*) FROM mentorship WHERE state IN ('proposed', 'active', 'paused')"


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of it. `messages` were posted, `edits` changed one in place; `pairs` by how they ended, or stand."""

    broken: tuple[str, ...]
    messages: int
    edits: int
    pairs: dict[str, int]
    rounds: int
    gone: int
    ticks: int
    checks: int


@dataclass(frozen=True, slots=True)
class Week:
    """How far a run is."""

    number: int
    open_pairs: int
    messages: int
    edits: int


class Soak:
    """A company with its clock, its database in a folder, and everybody's letters."""

    def __init__(self, folder: Path, people: int, seed: int) -> None:
        self.path = folder / "soak.db"
        migrate.upgrade(f"sqlite:///{self.path}")
        self.chance = Random(seed)
        self.clock, self.letters = MovableClock(BEGIN), Letterbox()
        self._ids = iter(range(10**9))
        self._ticks = self._checks = 0
        engine = new_engine(f"sqlite:///{self.path}")
        # The disk is not what is tried here.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        self.ctx = Context(
            store=SqlStore(engine),
            clock=self.clock,
            directory=NoDirectory(),  # type: ignore[arg-type]
            new_id=self._id,
            consequences=consequences,
            topics=load_topics(),
            kinds=KINDS,
        )
        self._raw = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        self.presses = Presses(self.ctx, self.chance)
        self.company: Company = company(people, self.chance)
        self.company.found(self.ctx.store, BEGIN)

    def run(self, days: int, tell: Callable[[Week], object] = lambda _: None) -> Soaked:
        """Live through so many days, and `tell` of every week; stops at the first broken promise."""
        begun = [self._program("Rise", MentorshipFormat.ONE_TO_ONE, Rhythm.BIWEEKLY), self._peers()]
        for day in range(days):
            morning = BEGIN + timedelta(days=day)
            for look in range(timedelta(days=1) // LOOK_EVERY):
                self._live_until(morning + look * LOOK_EVERY)
                self._look(begun)
            self._something_happens()
            forget_deliveries(self.ctx, self.clock.now())
            if day and day % ROUND_EVERY == 0:
                self._another_round(begun)
            if day % WEEK == 0 or day == days - 1:
                tell(self._week(day // WEEK))
                if found := self._broken():
                    return self._soaked(found)
        return self._soaked(())

    def _broken(self) -> tuple[str, ...]:
        """What does not hold now: by what was sent, by the database, and by Mentor's own auditor."""
        self._checks += 1
        found = audit(self.ctx, self.clock.now())
        audited = [f"audit: {one.problem} {one.kind} {one.subject} {one.detail}" for one in found]
        return (*map(str, self.letters.wrong), *broken(str(self.path), self.clock.now()), *audited)

    def _look(self, begun: list[Program]) -> None:
        """What the bot plans, and what the admin does."""
        plan(self.ctx, self.clock.now())
        tend_programs(self.ctx, solve, self.clock.now(), "soak")
        self._publish(begun)

    def _live_until(self, moment: datetime) -> None:
        """What the bot sends until then, and what people press on what they get: from tick to tick while anything is
        due, and over the time in which a tick would find nothing."""
        while (due := self._due()) is not None and max(due, self.clock.now()) < moment:
            self._to(max(due, self.clock.now() + TICK))
            self._ticks += 1
            dispatch(self.ctx, self.letters, self.clock.now(), "soak")
            for to, note in self.letters.taken():
                self._react(to, note)
        self._to(moment)

    def _due(self) -> datetime | None:
        """When a message is due next, asked past Mentor's own queries."""
        (stored,) = self._raw.execute(_NEXT_DUE).fetchone()
        return stored and datetime.fromisoformat(stored).replace(tzinfo=UTC)

    def _react(self, to: str, note: object) -> None:
        try:
            self.presses.react(to, note)
        except MentorError:
            # Told to the person; they have left, or what they pressed on is gone.
            return

    def _program(self, name: str, form: MentorshipFormat, rhythm: Rhythm) -> Program:
        """A program that half of the company joins."""
        basics = Basics(name, Purpose.LEADERSHIP, form, BEGIN.date(), rhythm, 26 if rhythm is Rhythm.BIWEEKLY else 6)
        program = programs.create(self.ctx, ADMIN, basics, name)
        for person in self.company.people:
            if self.chance.random() < 0.5:
                role = Role.PEER if form is MentorshipFormat.PEER else self.chance.choice((Role.MENTOR, Role.MENTEE))
                filled = Joining(role, "Lead a team", values=self.company.values())
                programs.join(self.ctx, person.user_id, program.id, filled)
        rounds.begin(self.ctx, ADMIN, program.id)
        return program

    def _peers(self) -> Program:
        return self._program("Peers", MentorshipFormat.PEER, Rhythm.WEEKLY)

    def _publish(self, begun: list[Program]) -> None:
        """The admin publishes what is ready."""
        for program in begun:
            with self.ctx.store.read() as tx:
                newest = tx.rounds.of_program(program.id)[0]
            if newest.state is RoundState.READY:
                publishing.publish(self.ctx, ADMIN, newest.id)

    def _another_round(self, begun: list[Program]) -> None:
        """For those who wait, while the program takes people in."""
        for program in begun:
            try:
                rounds.begin(self.ctx, ADMIN, program.id)
            except MentorError:
                # It wraps up, or has ended.
                continue

    def _something_happens(self) -> None:
        """A few people look for a mentor, go away for a while, leave, or do not want somebody."""
        for _ in range(max(1, len(self.company.people) // 500)):
            somebody, other = (user(self.chance.randrange(1, len(self.company.people))) for _ in range(2))
            drawn = self.chance.random()
            try:
                self._does(somebody, other, drawn)
            except MentorError:
                # They had left before.
                continue

    def _does(self, who: UserId, other: UserId, drawn: float) -> None:
        now = self.clock.now()
        if drawn < 0.5:
            advised = self_match.advice(self.ctx, who).advised
            if advised:
                self_match.request(self.ctx, who, advised[0].card.user_id, self._id())
            else:
                self_match.wait(self.ctx, who)
        elif drawn < 0.7:
            pause.pause(self.ctx, who, now + timedelta(days=7), self._id())
        elif drawn < 0.85:
            with self.ctx.store.write() as tx:
                tx.block_lists.add(who, other, now)
        else:
            self._leaves(who)

    def _leaves(self, who: UserId) -> None:
        with self.ctx.store.read() as tx:
            person = tx.people.get(who)
        assert person is not None, "everybody is in the directory"
        person_changed(self.ctx, replace(person, standing=WorkspaceMembership.DEACTIVATED), self._id())
        self.letters.gone.add(who)

    def _to(self, moment: datetime) -> None:
        self.clock.advance(max(moment - self.clock.now(), timedelta()))

    def _id(self) -> str:
        return f"id{next(self._ids)}"

    def _week(self, number: int) -> Week:
        (open_pairs,) = self._raw.execute(_OPEN_MENTORSHIPS).fetchone()
        return Week(number, open_pairs, self.letters.count, self.letters.edits)

    def _soaked(self, found: tuple[str, ...]) -> Soaked:
        pairs: Counter[str] = Counter()
        with self.ctx.store.read() as tx:
            for program in tx.programs.all(over=True):
                for pair in mentorships_of(tx, program.id):
                    pairs[pair.end_reason or pair.state] += 1
        (rounds,) = self._raw.execute("SELECT count(*) FROM matching_round").fetchone()
        self._raw.close()
        self.ctx.store.close()  # type: ignore[attr-defined]
        return Soaked(
            broken=found,
            messages=self.letters.count,
            edits=self.letters.edits,
            pairs={str(how): count for how, count in sorted(pairs.items())},
            rounds=rounds,
            gone=len(self.letters.gone),
            ticks=self._ticks,
            checks=self._checks,
        )
