"""Rounds under crashes, races and limits: on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks.programs.round_note import csv_file
from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import EndReason, MentorshipState
from bot.domain.people.person import Workplace
from bot.domain.programs.joining import Joining
from bot.domain.programs.program import ProgramState
from bot.domain.programs.rounds import (
    ROUNDS,
    BadLine,
    LineProblem,
    MatchingRound,
    PlannedPair,
    RoundState,
    UnmatchedPerson,
)
from bot.domain.programs.views import Adjusted
from bot.services.programs import programs, publishing, rounds, stages
from bot.services.programs.previews import file_note
from bot.services.programs.round_files import take_file
from bot.services.programs.round_work import tend_programs, work
from bot.services.programs.swapping import give
from bot.solver import solve
from tests.support.members import mentorships_of
from tests.support.rounds import ADMIN, GivenFiles, kept, program_of, ready
from tests.support.team import Team


@pytest.fixture
def team(team: Team) -> Team:
    team.joins("ada", admin=True)
    return team


def test_a_double_press_publishes_once(team: Team) -> None:
    its = ready(team, program_of(team, 3, 3))
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: publishing.publish(team.ctx, ADMIN, its.id), range(4)))
    assert sorted(said) == [Adjusted.DONE, *[Adjusted.TOO_LATE] * 3]
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert len(mentorships_of(tx, its.program_id)) == 3
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
        assert tx.rounds.claim(team.clock.now(), "lost", team.clock.now() + ROUNDS.held_for) is not None
    assert not work(team.ctx, solve, team.clock.now(), "me")
    team.clock.advance(ROUNDS.held_for)
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert kept(team, asked).state is RoundState.READY


def test_whoever_got_nobody_is_said_and_comes_first_next(team: Team) -> None:
    its = ready(team, program_of(team, 1, 4))
    publishing.publish(team.ctx, ADMIN, its.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        left = {one.user_id for one in tx.rounds.unmatched(its.id)}
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
        pairs = [*mentorships_of(tx, made.id), *mentorships_of(tx, other.id)]
        assert tx.mentorships.load_of(UserId("UM0")) == 2
    assert [one.state for one in pairs] == [MentorshipState.PROPOSED] * 2


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
    for days in (63, 7, 14, 1):
        team.clock.advance(timedelta(days=days))
        stages.advance_programs(team.ctx, team.clock.now())
        with team.store.read() as tx:
            found = tx.programs.get(its.program_id)
            assert found is not None
            states.append(found.state)
    assert states == [ProgramState.RUNNING, *[ProgramState.WRAPPING_UP] * 2, ProgramState.ENDED]
    with team.store.read() as tx:
        (pair,) = mentorships_of(tx, its.program_id)
    assert (pair.state, pair.end_reason) == (MentorshipState.LAPSED, EndReason.PROGRAM_ENDED)


def test_a_program_matched_late_has_its_whole_time(team: Team) -> None:
    made = program_of(team, 1, 1)
    programs.set_rules(team.ctx, ADMIN, made.id, replace(made.rules, both_accept=False), ())
    team.clock.advance(timedelta(weeks=20))
    publishing.publish(team.ctx, ADMIN, ready(team, made).id)
    today = team.clock.now().date()
    for _ in range(2):
        tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        (pair,), program = mentorships_of(tx, made.id), tx.programs.get(made.id)
    assert program is not None
    assert (program.state, program.starts_on) == (ProgramState.RUNNING, today)
    assert (pair.state, pair.ends_on) == (MentorshipState.ACTIVE, today + timedelta(weeks=12))


def test_what_is_being_published_as_the_program_ends_ends_with_it(team: Team) -> None:
    made = program_of(team, 2, 2)
    publishing.publish(team.ctx, ADMIN, ready(team, made).id)
    stages.move(team.ctx, ADMIN, made.id, ProgramState.ENDED)
    for _ in range(2):
        tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert {pair.state for pair in mentorships_of(tx, made.id)} == {MentorshipState.LAPSED}
        found = tx.programs.get(made.id)
    assert found is not None
    assert found.state is ProgramState.ENDED


def test_a_preview_is_thrown_away_with_its_program(team: Team) -> None:
    its = ready(team, program_of(team, 1, 1))
    stages.move(team.ctx, ADMIN, its.program_id, ProgramState.ENDED)
    assert kept(team, its).state is RoundState.DISCARDED
    assert publishing.publish(team.ctx, ADMIN, its.id) is Adjusted.TOO_LATE


@pytest.mark.parametrize("form", [MentorshipFormat.ONE_TO_ONE, MentorshipFormat.PEER])
def test_a_file_that_nobody_changed_changes_nothing(team: Team, form: MentorshipFormat) -> None:
    its = ready(team, program_of(team, 2, 5, form=form))
    before = seen(team, its)
    ctx = replace(team.ctx, files=GivenFiles({"F1": csv_of(team, its)}))
    assert take_file(ctx, ADMIN, its.id, "F1") is Adjusted.DONE
    assert work(ctx, solve, team.clock.now(), "me")
    assert seen(team, its) == before
    assert kept(team, its).bad == ()
    assert kept(team, its).locked == frozenset()


def test_new_pairs_of_a_file_are_scored_as_by_hand_and_locked(team: Team) -> None:
    its = ready(team, program_of(team, 2, 2))
    ctx = replace(team.ctx, files=GivenFiles({"F1": b"mentor_id;mentee_id\nUM0;UE0\nUM0;UE1\n"}))
    take_file(ctx, ADMIN, its.id, "F1")
    assert work(ctx, solve, team.clock.now(), "me")
    pairs, left = seen(team, its)
    new = [pair for pair in pairs if pair.locked]
    assert {pair.mentor for pair in pairs} == {"UM0"}
    assert kept(team, its).locked == {pair.couple for pair in new} != frozenset()
    assert all(pair.score > 0 and pair.reasons and pair.factors for pair in new)
    assert [one.user_id for one in left] == ["UM1"]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (b"mentor_id,mentee_id\nUM0,UE0\nUM0,UE1\nUM0,UE2\n", BadLine(4, LineProblem.NO_ROOM)),
        (b"mentor_id,mentee_id\nUE0,UM0\n", BadLine(2, LineProblem.WRONG_SIDE)),
        (b"mentor_id,mentee_id\nUM1,UE1\nUM0,UE0\n", BadLine(3, LineProblem.RULE)),
    ],
)
def test_nothing_of_a_file_holds_while_a_line_is_bad(team: Team, file: bytes, problem: BadLine) -> None:
    made = program_of(team, 2, 3)
    team.changes(UserId("UE0"), workplace=Workplace(manager=UserId("UM0")))
    its = ready(team, made)
    before = seen(team, its)
    ctx = replace(team.ctx, files=GivenFiles({"F1": file}))
    take_file(ctx, ADMIN, its.id, "F1")
    assert work(ctx, solve, team.clock.now(), "me")
    assert kept(team, its).bad == (problem,)
    assert seen(team, its) == before
    assert give(ctx, ADMIN, its.id, UserId("UE1"), UserId("UM1")) is Adjusted.DONE
    assert kept(team, its).bad == ()


def seen(team: Team, its: MatchingRound) -> tuple[list[PlannedPair], list[UnmatchedPerson]]:
    with team.store.read() as tx:
        return list(tx.rounds.pairs(its.id)), list(tx.rounds.unmatched(its.id))


def csv_of(team: Team, its: MatchingRound) -> bytes:
    with team.store.read() as tx:
        note = file_note(tx, its.id)
    return csv_file(note)[1]
