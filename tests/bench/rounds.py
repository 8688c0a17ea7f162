"""Whole rounds of a large program as the running bot does them: worked out, taken from a file, published.

Beside the time, the longest single transaction that writes, and how long somebody waits meanwhile whose press writes
to the same database ten times a second: Slack waits three seconds for an answer.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time

from bot.app import KINDS
from bot.content.topics import load_topics
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.programs.joining import Basics
from bot.domain.programs.program import Participation, Program, Purpose, Rules
from bot.domain.programs.round_csv import written
from bot.domain.programs.rounds import MatchingRound, PlannedPair, RoundState
from bot.ops.clock import MovableClock
from bot.ops.logs import set_up_logs
from bot.ports import Transaction
from bot.services.across import consequences
from bot.services.context import Context
from bot.services.programs import programs, publishing, rounds
from bot.services.programs.round_files import take_file
from bot.services.programs.round_work import tend_programs
from bot.services.programs.sides import sides_of
from bot.solver import solve
from store.base.engine import new_engine
from store.database import SqlStore
from tests.bench.table import show
from tests.soak.company import company, user
from tests.support.databases import Databases
from tests.support.rounds import GivenFiles
from tests.support.team import NoDirectory

NEEDS_DATA = False
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADMIN = user(0)
PAGE = 500
PRESS_EVERY = 0.1
"""Seconds between two presses."""


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("rounds", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append")
    given = parser.parse_args(arguments)
    set_up_logs("WARNING")
    # In memory where there is such a place: what is measured is the work, not the disk of one machine.
    shared = Path("/dev/shm")
    with TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder, ExitStack() as last:
        databases = Databases(Path(folder))
        last.callback(databases.close)
        for kind in given.database or ["sqlite", "postgres"]:
            with databases.fresh(kind) as url:
                _measure(url, kind, given.people)


class Presses:
    """Somebody who presses and presses while the rest goes on."""

    def __init__(self, store: SqlStore) -> None:
        self._store, self._waits, self._over = store, list[float](), Event()
        self._thread = Thread(target=self._press, daemon=True)
        self._thread.start()

    def _press(self) -> None:
        for number in count():
            begun = perf_counter()
            with self._store.write() as tx:
                tx.first_time(f"press {number}", BEGIN)
            self._waits.append(perf_counter() - begun)
            if self._over.wait(PRESS_EVERY):
                return

    def longest(self) -> float:
        """Seconds the slowest since the last time took."""
        waits, self._waits = self._waits, []
        return max(waits, default=0.0)

    def stop(self) -> None:
        """No more presses."""
        self._over.set()
        self._thread.join()


@dataclass
class Watched:
    """A store that knows how long its transactions that write took."""

    store: SqlStore
    presses: Presses
    longest: float = 0.0
    count: int = 0
    begun: float = field(default_factory=perf_counter)
    used: float = field(default_factory=process_time)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """As the store's."""
        begun = perf_counter()
        with self.store.write() as tx:
            yield tx
        self.longest, self.count = max(self.longest, perf_counter() - begun), self.count + 1

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """As the store's."""
        with self.store.read() as tx:
            yield tx

    def told(self) -> list[str]:
        """Seconds and seconds of CPU since the last time, transactions, the longest of them and the longest press in
        ms; begins anew."""
        longest = [f"{seconds * 1000:.0f}" for seconds in (self.longest, self.presses.longest())]
        times = [f"{perf_counter() - self.begun:.2f}", f"{process_time() - self.used:.2f}"]
        cells = [*times, f"{self.count}", *longest]
        self.longest, self.count, self.begun, self.used = 0.0, 0, perf_counter(), process_time()
        return cells


class Measure:
    """One program on one database."""

    def __init__(self, url: str, people: int) -> None:
        store = SqlStore(new_engine(url))
        self.store = Watched(store, Presses(store))
        self.clock, self.files = MovableClock(BEGIN), GivenFiles({})
        self.ctx = Context(
            store=self.store,
            clock=self.clock,
            directory=NoDirectory(),  # type: ignore[arg-type]
            new_id=lambda: "",
            consequences=consequences,
            topics=load_topics(),
            files=self.files,
            kinds=KINDS,
        )
        self.chance, self.lines = Random(1), list[list[str]]()
        self.company = company(people, self.chance)
        self.company.found(self.store.store, BEGIN)

    def program(self, name: str, *, both_accept: bool) -> Program:
        """A program that everybody has joined, one half as mentors."""
        basics = Basics(name, Purpose.LEADERSHIP, MentorshipFormat.ONE_TO_ONE, BEGIN.date(), Rhythm.BIWEEKLY, 26)
        program = programs.create(self.ctx, ADMIN, basics, name)
        program = programs.set_rules(self.ctx, ADMIN, program.id, Rules(both_accept=both_accept), ())
        for first in range(0, len(self.company.people), PAGE):
            with self.store.store.write() as tx:
                for person in self.company.people[first : first + PAGE]:
                    tx.programs.save_participation(self._joined(program, person.user_id))
        return program

    def _joined(self, program: Program, who: UserId) -> Participation:
        role = self.chance.choice((Role.MENTOR, Role.MENTEE))
        return Participation(program.id, who, role, BEGIN, "Lead a team", values=self.company.values())

    def tend(self) -> None:
        """What the bot does beside the listeners."""
        tend_programs(self.ctx, solve, self.clock.now(), "bench")

    def told(self, what: str, pairs: int) -> None:
        """A line of the table."""
        self.lines.append([what, f"{pairs:,}", *self.store.told()])

    def round_of(self, program_id: ProgramId) -> MatchingRound:
        """The program's newest round."""
        with self.store.read() as tx:
            return tx.rounds.of_program(program_id)[0]

    def worked_out(self, program: Program) -> MatchingRound:
        """A preview."""
        self.store.told()
        rounds.begin(self.ctx, ADMIN, program.id)
        self.tend()
        its = self.round_of(program.id)
        with self.store.read() as tx:
            pairs = tx.rounds.pair_count(its.id)
        self.told("work out and keep the preview", pairs)
        return its

    def file(self, its: MatchingRound) -> bytes:
        """The preview as a file in which the mentees have moved on to another mentor each: mostly new pairs. Those
        that a firm rule forbids are left out."""
        with self.store.read() as tx:
            pairs, sides = tx.rounds.pairs(its.id), sides_of(tx, its.program_id, BEGIN)
        lines = {side.user_id: set(side.reporting_line) for side in sides}
        after = (*pairs[1:], pairs[0])
        moved = [PlannedPair(one.mentor, other.mentee) for one, other in zip(pairs, after, strict=True)]
        fitting = [one for one in moved if one.mentor not in lines[one.mentee] and one.mentee not in lines[one.mentor]]
        return written(fitting, [], {}).encode()

    def read_in(self, its: MatchingRound) -> None:
        """A file in which every pair is new takes the preview's place."""
        self.files.files["F1"] = self.file(its)
        self.store.told()
        take_file(self.ctx, ADMIN, its.id, "F1")
        self.told("the press on Read it", 0)
        self.tend()
        with self.store.read() as tx:
            bad, pairs = self.round_of(ProgramId(its.program_id)).bad, tx.rounds.pairs(its.id)
        assert not bad, bad
        self.told("read the file and keep it", sum(pair.locked for pair in pairs))

    def published(self, its: MatchingRound, program: Program, how: str) -> None:
        """Press and wait."""
        self.store.told()
        publishing.publish(self.ctx, ADMIN, its.id)
        self.told("the press on Publish", 0)
        self.tend()
        assert self.round_of(program.id).state is RoundState.PUBLISHED
        with self.store.read() as tx:
            pairs = sum(tx.mentorships.states_of(program.id).values())
        self.told(f"publish, {how}", pairs)


def _measure(url: str, kind: str, people: int) -> None:
    at = Measure(url, people)
    asked, begun = at.program("Asked", both_accept=True), at.program("Begun", both_accept=False)
    its = at.worked_out(asked)
    at.read_in(its)
    at.published(its, asked, "both are asked")
    at.published(at.worked_out(begun), begun, "they begin at once")
    at.store.presses.stop()
    at.store.store.close()
    head = ["", "pairs", "s", "CPU s", "transactions", "longest, ms", "longest press beside it, ms"]
    show(f"A round of {people:,} people, {kind}", head, at.lines)
