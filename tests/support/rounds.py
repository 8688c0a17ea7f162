"""Programs with rounds for tests of the services, and ports that fail when a test says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.program import Program, Purpose
from bot.domain.programs.rounds import MatchingRound
from bot.ports import Store, Transaction
from bot.services.programs import programs, rounds
from bot.services.programs.round_work import tend_programs
from bot.solver import solve
from tests.support.members import mentorships_of
from tests.support.team import Team

ADMIN = UserId("UADA")


def program_of(
    team: Team, mentors: int, mentees: int, key: str = "v1", form: MentorshipFormat = MentorshipFormat.ONE_TO_ONE
) -> Program:
    """A program that so many people have joined; in a peer program all of them are peers."""
    today = team.clock.now().date()
    made = programs.create(team.ctx, ADMIN, Basics("Days", Purpose.SKILL, form, today, Rhythm.WEEKLY, 12), key)
    people = [(Role.MENTOR, f"m{n}") for n in range(mentors)] + [(Role.MENTEE, f"e{n}") for n in range(mentees)]
    for role, name in people:
        role = Role.PEER if form is MentorshipFormat.PEER else role
        programs.join(team.ctx, team.joins(name, "Python"), made.id, Joining(role))
    return made


def ready(team: Team, program: Program) -> MatchingRound:
    """A round's preview."""
    asked = rounds.begin(team.ctx, ADMIN, program.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    return kept(team, asked)


def kept(team: Team, matching: MatchingRound) -> MatchingRound:
    """The round as it is now."""
    with team.store.read() as tx:
        found = tx.rounds.get(matching.id)
    assert found is not None
    return found


def pairs_of(team: Team, matching: MatchingRound) -> list[Mentorship]:
    """The pairs that were made."""
    with team.store.read() as tx:
        return list(mentorships_of(tx, matching.program_id))


class Broken(Exception):
    """What goes wrong on purpose."""


@dataclass
class FaultyStore:
    """A store that fails right before a commit where `wrong` says so: nothing of that transaction stays."""

    store: Store
    wrong: Callable[[Transaction], bool]

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """As the store's, until it fails."""
        with self.store.write() as tx:
            yield tx
            if self.wrong(tx):
                raise Broken

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """As the store's."""
        with self.store.read() as tx:
            yield tx


@dataclass
class GivenFiles:
    """Files by their ids. Each read fails as `fails` says, while it says something."""

    files: dict[str, bytes]
    fails: Exception | None = None

    def read(self, file_id: str) -> bytes:
        """The content."""
        if self.fails is not None:
            raise self.fails
        return self.files[file_id]
