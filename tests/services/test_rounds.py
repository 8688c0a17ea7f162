"""Rounds under crashes, races and limits: on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.joining import Basics, Joining
from bot.domain.pairs import PairState
from bot.domain.people import UserId
from bot.domain.program_views import Adjusted
from bot.domain.programs import PairFormat, Program, ProgramState, Purpose, Rhythm, Role
from bot.domain.rounds import MatchingRound, RoundState
from bot.services import programs, publishing, rounds
from bot.services.round_work import tend_programs, work
from bot.services.swapping import give
from bot.solver import solve
from tests.support.team import Team, team_on

ADMIN = UserId("UADA")


@pytest.fixture
def team(database: str) -> Iterator[Team]:
    with team_on(database) as made:
        made.joins("ada", admin=True)
        yield made


def program_of(team: Team, mentors: int, mentees: int, key: str = "v1") -> Program:
    """A running-in program that so many people have joined."""
    today = team.clock.now().date()
    basics = Basics("Days", Purpose.SKILL, PairFormat.ONE_TO_ONE, today, Rhythm.WEEKLY, 12)
    made = programs.create(team.ctx, ADMIN, basics, key)
    people = [(Role.MENTOR, f"m{n}") for n in range(mentors)] + [(Role.MENTEE, f"e{n}") for n in range(mentees)]
    for role, name in people:
        programs.join(team.ctx, team.joins(name, "Python"), made.id, Joining(role))
    return made


def ready(team: Team, program: Program) -> MatchingRound:
    asked = rounds.begin(team.ctx, ADMIN, program.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    return kept(team, asked)


def kept(team: Team, matching: MatchingRound) -> MatchingRound:
    with team.store.read() as tx:
        found = tx.rounds.get(matching.id)
    assert found is not None
    return found


def test_a_double_press_publishes_once(team: Team) -> None:
    its = ready(team, program_of(team, 3, 3))
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: publishing.publish(team.ctx, ADMIN, its.id), range(4)))
    assert sorted(said) == [Adjusted.DONE, *[Adjusted.TOO_LATE] * 3]
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert len(tx.pairs.of_program(its.program_id)) == 3
        program = tx.programs.get(its.program_id)
    assert program is not None
    assert program.state is ProgramState.RUNNING


def test_a_second_press_on_preview_finds_the_round_that_is_underway(team: Team) -> None:
    made = program_of(team, 1, 1)
    first = rounds.begin(team.ctx, ADMIN, made.id)
    assert rounds.begin(team.ctx, ADMIN, made.id).id == first.id


def test_work_left_by_a_lost_process_is_taken_over(team: Team) -> None:
    asked = rounds.begin(team.ctx, ADMIN, program_of(team, 2, 2).id)
    with team.store.write() as tx:
        assert tx.rounds.claim(team.clock.now(), "lost", team.clock.now() + rounds.LEASE) is not None
    assert not work(team.ctx, solve, team.clock.now(), "me")
    team.clock.advance(rounds.LEASE)
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert kept(team, asked).state is RoundState.READY


def test_publishing_begun_by_a_lost_process_goes_on_where_it_was(team: Team) -> None:
    its = ready(team, program_of(team, 3, 3))
    publishing.publish(team.ctx, ADMIN, its.id)
    with team.store.write() as tx:
        held = tx.rounds.claim(team.clock.now(), "lost", team.clock.now() + rounds.LEASE)
        assert held is not None
    with team.store.write() as tx:
        first, *_ = tx.rounds.unmade(its.id, 9)
        program = tx.programs.get(its.program_id)
        assert program is not None
        pair = publishing.pair_of(tx, program, held, first, team.clock.now())
        tx.pairs.save(pair)
        tx.rounds.save_pair(its.id, replace(first, made=True))
    team.clock.advance(rounds.LEASE + timedelta(seconds=1))
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        made = tx.pairs.of_program(its.program_id)
    assert len({(one.mentor, one.mentee) for one in made}) == len(made) == 3


def test_whoever_got_nobody_is_said_and_comes_first_next(team: Team) -> None:
    its = ready(team, program_of(team, 1, 4))
    publishing.publish(team.ctx, ADMIN, its.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        left = {one.user_id for one in tx.rounds.left_over(its.id)}
        first = {one.user_id for one in tx.programs.participants(its.program_id) if one.left_out}
    assert len(left) == 2
    assert first == left


def test_capacity_is_looked_at_again_when_pairs_are_made(team: Team) -> None:
    made, other = program_of(team, 1, 2), program_of(team, 0, 0, key="v2")
    its = ready(team, made)
    for name in ("m0", "e0", "e1"):
        role = Role.MENTOR if name == "m0" else Role.MENTEE
        programs.join(team.ctx, UserId(f"U{name.upper()}"), other.id, Joining(role))
    second = ready(team, other)
    publishing.publish(team.ctx, ADMIN, its.id)
    publishing.publish(team.ctx, ADMIN, second.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        pairs = [*tx.pairs.of_program(made.id), *tx.pairs.of_program(other.id)]
        assert tx.pairs.load_of(UserId("UM0")) == 2
    assert [one.state for one in pairs] == [PairState.PROPOSED] * 2


def test_a_mentor_without_room_hands_on_their_weakest(team: Team) -> None:
    its = ready(team, program_of(team, 2, 4))
    with team.store.read() as tx:
        before = {pair.mentee: pair.mentor for pair in tx.rounds.pairs(its.id)}
    mentee = next(who for who in before if before[who] == "UM0")
    assert give(team.ctx, ADMIN, its.id, mentee, UserId("UM1")) is Adjusted.DONE
    with team.store.read() as tx:
        after = {pair.mentee: pair.mentor for pair in tx.rounds.pairs(its.id)}
    assert after[mentee] == "UM1"
    assert set(after) == set(before)
    assert sorted(after.values()) == ["UM0", "UM0", "UM1", "UM1"]


def test_programs_wrap_up_and_end_by_themselves(team: Team) -> None:
    its = ready(team, program_of(team, 1, 1))
    publishing.publish(team.ctx, ADMIN, its.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    states = []
    for weeks in (9, 1, 2):
        team.clock.advance(timedelta(weeks=weeks))
        programs.advance_programs(team.ctx, team.clock.now())
        with team.store.read() as tx:
            found = tx.programs.get(its.program_id)
            assert found is not None
            states.append(found.state)
    assert states == [ProgramState.RUNNING, ProgramState.WRAPPING_UP, ProgramState.WRAPPING_UP]
