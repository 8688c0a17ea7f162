"""`mentor match`, as a process on a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.program import Purpose
from bot.domain.programs.rounds import RoundState
from bot.services.programs import programs
from store.database import SqlStore
from tests.support.commands import type_mentor
from tests.support.databases import Databases
from tests.support.team import Team, team_on

ROOT = Path(__file__).parents[2]
NAME = "First hundred days"


@pytest.fixture
def team(databases: Databases) -> Iterator[Team]:
    """A program with a pair to be found, on the database that the command line works on."""
    with databases.fresh("sqlite") as url, team_on(url) as made:
        ada, ben = made.joins("ada", "Python", admin=True), made.joins("ben", "SQL")
        basics = Basics(NAME, Purpose.SKILL, MentorshipFormat.ONE_TO_ONE, made.clock.now().date(), Rhythm.WEEKLY, 12)
        program = programs.create(made.ctx, ada, basics, "view")
        programs.join(made.ctx, ada, program.id, Joining(Role.MENTOR))
        programs.join(made.ctx, ben, program.id, Joining(Role.MENTEE))
        yield made


def mentor_match(team: Team, *options: str) -> CompletedProcess[str]:
    """Types the command."""
    assert isinstance(team.store, SqlStore)
    environment = {**os.environ, "DATABASE_URL": team.store.engine.url.render_as_string(hide_password=False)}
    return type_mentor("match", *options, folder=ROOT, environment=environment)


def states(team: Team) -> list[RoundState]:
    with team.store.read() as tx:
        return [one.state for program in tx.programs.all() for one in tx.rounds.of_program(program.id)]


def test_a_dry_run_keeps_nothing(team: Team) -> None:
    said = mentor_match(team, "--program", NAME.upper(), "--dry-run")
    assert said.returncode == 0, said.stderr
    assert "Pairs: 1. Without a partner: 0 of 2 people." in said.stdout
    assert states(team) == []


def test_a_mentor_of_two_is_one_person(team: Team) -> None:
    with team.store.read() as tx:
        (program,) = tx.programs.all()
    for name in ("chika", "dora"):
        programs.join(team.ctx, team.joins(name, "SQL"), program.id, Joining(Role.MENTEE))
    said = mentor_match(team, "--program", NAME, "--dry-run")
    assert "Pairs: 2. Without a partner: 1 of 4 people." in said.stdout


def test_a_plan_is_kept_as_a_preview_once(team: Team) -> None:
    assert "Kept as round 1." in mentor_match(team, "--program", NAME).stdout
    assert "a round of this program is underway" in mentor_match(team, "--program", NAME).stdout
    assert states(team) == [RoundState.READY]


def test_an_unknown_program_is_said(team: Team) -> None:
    said = mentor_match(team, "--program", "Nothing")
    assert said.returncode == 1
    assert NAME in said.stderr
