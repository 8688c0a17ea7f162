"""Half a year of a company, a day at a time: two programs at once, people who look by themselves, and who leave."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import event

from bot.clock import MovableClock
from bot.domain.errors import MentorError
from bot.domain.joining import Basics, Joining
from bot.domain.people import Standing, UserId
from bot.domain.programs import PairFormat, Program, Purpose, Rhythm, Role
from bot.domain.rounds import RoundState
from bot.services import pause, programs, publishing, rounds, self_match
from bot.services.audit import audit
from bot.services.context import Context
from bot.services.directory import person_changed
from bot.services.dispatch import dispatch
from bot.services.round_work import tend_programs
from bot.services.ticks import plan
from bot.solver import solve
from bot.topics import load_topics
from store import migrate
from store.database import SqlStore
from store.engine import new_engine
from tests.soak.company import Company, company, user
from tests.soak.letterbox import Letterbox
from tests.soak.presses import Presses
from tests.soak.promises import broken
from tests.support.team import NoDirectory

BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADMIN = user(0)
LOOKS = (9, 15)
"""Hours of the day, UTC, at which the bot looks: at one of them everybody is at work."""
CHECK_EVERY = 7
"""Days from one look at the promises to the next."""
ROUND_EVERY = 28
"""Days from one matching round to the next."""
MOST_SECONDS = 3600
"""Messages to one channel go a second apart; a look takes no longer than this."""


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of it."""

    broken: tuple[str, ...]
    messages: int
    pairs: dict[str, int]
    gone: int


class Soak:
    """A company with its clock, its database in a folder, and everybody's letters."""

    def __init__(self, folder: Path, people: int, seed: int) -> None:
        self.path = folder / "soak.db"
        migrate.upgrade(f"sqlite:///{self.path}")
        self.chance = Random(seed)
        self.clock, self.letters = MovableClock(BEGIN), Letterbox()
        self._ids = iter(range(10**9))
        engine = new_engine(f"sqlite:///{self.path}")
        # The disk is not what is tried here.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        self.ctx = Context(
            store=SqlStore(engine),
            clock=self.clock,
            directory=NoDirectory(),  # type: ignore[arg-type]
            new_id=self._id,
            messages_per_minute=10_000_000,
            topics=load_topics(),
        )
        self.presses = Presses(self.ctx, self.chance)
        self.company: Company = company(people, self.chance)
        self.company.found(self.ctx.store, BEGIN)

    def run(self, days: int) -> Soaked:
        """Live through so many days; stops at the first broken promise."""
        begun = [self._program("Rise", PairFormat.ONE_TO_ONE, Rhythm.BIWEEKLY), self._peers()]
        for day in range(days):
            for hour in LOOKS:
                self._to(BEGIN + timedelta(days=day, hours=hour - LOOKS[0]))
                self._look()
                self._publish(begun)
            self._something_happens()
            if day and day % ROUND_EVERY == 0:
                self._another_round(begun)
            if (day % CHECK_EVERY == 0 or day == days - 1) and (found := self._broken()):
                return self._soaked(found)
        return self._soaked(())

    def _broken(self) -> tuple[str, ...]:
        """What does not hold now: by what was sent, by the database, and by Mentor's own auditor."""
        found = audit(self.ctx, self.clock.now())
        audited = [f"audit: {one.problem} {one.kind} {one.subject} {one.detail}" for one in found]
        return (*map(str, self.letters.wrong), *broken(str(self.path), self.clock.now()), *audited)

    def _look(self) -> None:
        """What the bot does, and what people press on what they get."""
        plan(self.ctx, self.clock.now())
        tend_programs(self.ctx, solve, self.clock.now(), "soak")
        for _ in range(MOST_SECONDS):
            if not dispatch(self.ctx, self.letters, self.clock.now(), "soak", limit=10**6):
                break
            self.clock.advance(timedelta(seconds=1))
            for to, note in self.letters.taken():
                self._react(to, note)

    def _react(self, to: str, note: object) -> None:
        try:
            self.presses.react(to, note)
        except MentorError:
            # Told to the person; they have left, or what they pressed on is gone.
            return

    def _program(self, name: str, form: PairFormat, rhythm: Rhythm) -> Program:
        """A program that half of the company joins."""
        basics = Basics(name, Purpose.LEADERSHIP, form, BEGIN.date(), rhythm, 26 if rhythm is Rhythm.BIWEEKLY else 6)
        program = programs.create(self.ctx, ADMIN, basics, name)
        for person in self.company.people:
            if self.chance.random() < 0.5:
                role = Role.PEER if form is PairFormat.PEER else self.chance.choice((Role.MENTOR, Role.MENTEE))
                filled = Joining(role, "Lead a team", values=self.company.values())
                programs.join(self.ctx, person.user_id, program.id, filled)
        rounds.begin(self.ctx, ADMIN, program.id)
        return program

    def _peers(self) -> Program:
        return self._program("Peers", PairFormat.PEER, Rhythm.WEEKLY)

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
                tx.pairs.block(who, other, now)
        else:
            self._leaves(who)

    def _leaves(self, who: UserId) -> None:
        with self.ctx.store.read() as tx:
            person = tx.people.get(who)
        assert person is not None, "everybody is in the directory"
        person_changed(self.ctx, replace(person, standing=Standing.DEACTIVATED), self._id())
        self.letters.gone.add(who)

    def _to(self, moment: datetime) -> None:
        self.clock.advance(max(moment - self.clock.now(), timedelta()))

    def _id(self) -> str:
        return f"id{next(self._ids)}"

    def _soaked(self, found: tuple[str, ...]) -> Soaked:
        pairs: Counter[str] = Counter()
        with self.ctx.store.read() as tx:
            for program in tx.programs.all(over=True):
                for pair in tx.pairs.of_program(program.id):
                    pairs[pair.end_reason or pair.state] += 1
        self.ctx.store.close()  # type: ignore[attr-defined]
        return Soaked(found, self.letters.count, dict(sorted(pairs.items())), len(self.letters.gone))
