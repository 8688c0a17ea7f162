"""Rounds whose work fails: taken up where they stopped, tried three times, told, and run again. On both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.matching.solving import Solve, SolverProblem
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.programs.notes import RoundNote
from bot.domain.programs.rounds import ROUNDS, MatchingRound, RoundState
from bot.domain.programs.views import Adjusted
from bot.ports import LockedOut, Transaction, Unclear
from bot.services.context import Context
from bot.services.programs import previews, publishing, rounds
from bot.services.programs.round_failing import leave_file, run_again
from bot.services.programs.round_files import take_file
from bot.services.programs.round_work import work
from bot.solver import solve
from tests.support.rounds import ADMIN, Broken, FaultyStore, GivenFiles, kept, pairs_of, program_of, ready
from tests.support.team import Team

MANY = publishing.PORTION + 5
"""More pairs than one transaction makes."""
SOON = timedelta(seconds=1)


@pytest.fixture
def team(team: Team) -> Team:
    team.joins("ada", admin=True)
    return team


def no_solution(problem: SolverProblem) -> Sequence[int]:
    raise Broken(f"no flow among {problem.count}")


def second_portion(tx: Transaction) -> bool:
    """Whether a transaction has gone beyond the first portion of a round that is being published."""
    found = [one for program in tx.programs.all() for one in tx.rounds.of_program(program.id)]
    return any(one.done > publishing.PORTION for one in found)


def fails(team: Team, ctx: Context, solver: Solve = solve) -> None:
    """Let all tries go by, each as soon as it may be."""
    for wait in (*ROUNDS.pauses, None):
        with pytest.raises((Broken, Unclear)):
            work(ctx, solver, team.clock.now(), "me")
        if wait is not None:
            team.clock.advance(wait - SOON)
            assert not work(ctx, solver, team.clock.now(), "me")
            team.clock.advance(SOON)


def told(team: Team) -> list[RoundNote]:
    """What the admin's messages about rounds say now, the latest last."""
    team.tick()
    said = [(one.edits or [one.note])[-1] for one in team.messenger.messages if one.to == ADMIN]
    return [note for note in said if isinstance(note, RoundNote)]


class Dead:
    """A process that ends in the second portion: nothing it writes from then on is kept."""

    def __init__(self) -> None:
        self.is_dead = False

    def __call__(self, tx: Transaction) -> bool:
        self.is_dead = self.is_dead or second_portion(tx)
        return self.is_dead


def test_half_a_publishing_goes_on_where_it_stopped(team: Team) -> None:
    its = ready(team, program_of(team, MANY, MANY))
    publishing.publish(team.ctx, ADMIN, its.id)
    dying = replace(team.ctx, store=FaultyStore(team.store, Dead()))
    with pytest.raises(Broken):
        work(dying, solve, team.clock.now(), "one that dies")
    assert len(pairs_of(team, its)) == publishing.PORTION
    team.clock.advance(ROUNDS.held_for + SOON)
    assert work(team.ctx, solve, team.clock.now(), "another")
    made = pairs_of(team, its)
    assert len({one.timekeeper for one in made}) == len(made) == MANY
    with team.store.read() as tx:
        written = [tx.outbox.by_key(f"proposal:{who}:{one.id}") for one in made for who in one.people]
    assert None not in written
    assert kept(team, its).state is RoundState.PUBLISHED


def test_a_round_that_cannot_be_worked_out_is_given_up_and_told(team: Team) -> None:
    its = rounds.begin(team.ctx, ADMIN, program_of(team, 2, 2).id)
    fails(team, team.ctx, no_solution)
    failed = kept(team, its)
    assert (failed.state, failed.failed_in) == (RoundState.FAILED, RoundState.WORKING)
    team.clock.advance(timedelta(days=1))
    assert not work(team.ctx, solve, team.clock.now(), "me")
    assert [(note.older, note.matching.state) for note in told(team)] == [
        (True, RoundState.FAILED),
        (False, RoundState.FAILED),
    ]
    assert rounds.begin(team.ctx, ADMIN, its.program_id).id == its.id
    assert run_again(team.ctx, ADMIN, its.id) is Adjusted.DONE
    assert run_again(team.ctx, ADMIN, its.id) is Adjusted.TOO_LATE
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert kept(team, its).state is RoundState.READY
    with team.store.read() as tx:
        assert tx.rounds.pair_count(its.id) == 2


def test_a_round_that_cannot_be_worked_out_may_be_thrown_away(team: Team) -> None:
    made = program_of(team, 1, 1)
    its = rounds.begin(team.ctx, ADMIN, made.id)
    fails(team, team.ctx, no_solution)
    assert previews.discard(team.ctx, ADMIN, its.id) is Adjusted.DONE
    assert rounds.begin(team.ctx, ADMIN, made.id).number == 2


def test_a_publishing_that_stops_keeps_what_it_made_and_can_be_run_again(team: Team) -> None:
    its = ready(team, program_of(team, MANY, MANY))
    publishing.publish(team.ctx, ADMIN, its.id)
    broken = replace(team.ctx, store=FaultyStore(team.store, second_portion))
    fails(team, broken)
    failed = kept(team, its)
    assert (failed.failed_in, failed.done, failed.total) == (RoundState.PUBLISHING, publishing.PORTION, MANY)
    assert previews.discard(team.ctx, ADMIN, its.id) is Adjusted.TOO_LATE
    assert run_again(team.ctx, ADMIN, its.id) is Adjusted.DONE
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert sorted(one.state for one in pairs_of(team, its)) == [MentorshipState.PROPOSED] * MANY
    assert (kept(team, its).state, kept(team, its).done) == (RoundState.PUBLISHED, MANY)


def test_telling_those_without_a_pair_goes_on_too(team: Team) -> None:
    its = ready(team, program_of(team, 1, MANY))
    publishing.publish(team.ctx, ADMIN, its.id)
    with team.store.read() as tx:
        keys = [f"left_over:{its.id}:{one.user_id}" for one in tx.rounds.unmatched(its.id)]
    broken = FaultyStore(team.store, lambda tx: tx.outbox.by_key(keys[-1]) is not None)
    fails(team, replace(team.ctx, store=broken))
    assert kept(team, its).failed_in is RoundState.PUBLISHING
    assert run_again(team.ctx, ADMIN, its.id) is Adjusted.DONE
    assert work(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert len(keys) == len([key for key in keys if tx.outbox.by_key(key) is not None]) == MANY - 2
        in_line = [one for one in tx.programs.participants(its.program_id) if one.queued_since is not None]
    assert len(in_line) == len(keys)


def with_file(team: Team, fault: Exception | None = None) -> tuple[Context, MatchingRound, GivenFiles]:
    """A preview of two pairs, and a file that gives both mentees to one mentor."""
    its = ready(team, program_of(team, 2, 2))
    files = GivenFiles({"F1": b"mentor_id,mentee_id\nUM0,UE0\nUM0,UE1\n"}, fault)
    ctx = replace(team.ctx, files=files)
    assert take_file(ctx, ADMIN, its.id, "F1") is Adjusted.DONE
    return ctx, its, files


def couples(team: Team, its: MatchingRound) -> list[tuple[str, str]]:
    with team.store.read() as tx:
        return sorted(pair.couple for pair in tx.rounds.pairs(its.id))


def test_a_file_that_cannot_be_read_leaves_the_preview_and_can_be_read_again(team: Team) -> None:
    ctx, its, files = with_file(team, Unclear("timeout"))
    before = couples(team, its)
    fails(team, ctx)
    assert kept(team, its).failed_in is RoundState.READING
    assert couples(team, its) == before
    files.fails = None
    assert run_again(ctx, ADMIN, its.id) is Adjusted.DONE
    assert work(ctx, solve, team.clock.now(), "me")
    assert couples(team, its) == [("UM0", "UE0"), ("UM0", "UE1")]


def test_one_goes_on_without_the_file(team: Team) -> None:
    ctx, its, _ = with_file(team, Unclear("timeout"))
    before = couples(team, its)
    fails(team, ctx)
    assert leave_file(ctx, ADMIN, its.id) is Adjusted.DONE
    assert leave_file(ctx, ADMIN, its.id) is Adjusted.TOO_LATE
    assert kept(team, its).state is RoundState.READY
    assert couples(team, its) == before
    assert publishing.publish(ctx, ADMIN, its.id) is Adjusted.DONE


def test_a_refused_token_is_no_fault_of_the_round(team: Team) -> None:
    ctx, its, files = with_file(team, LockedOut("token_revoked"))
    for _ in range(2 * ROUNDS.tries):
        with pytest.raises(LockedOut):
            work(ctx, solve, team.clock.now(), "me")
        team.clock.advance(max(ROUNDS.pauses))
    files.fails = None
    assert work(ctx, solve, team.clock.now(), "me")
    assert kept(team, its).state is RoundState.READY


def test_processes_that_end_in_the_middle_of_it_are_tries(team: Team) -> None:
    its = rounds.begin(team.ctx, ADMIN, program_of(team, 1, 1).id)
    for number in range(ROUNDS.tries):
        with team.store.write() as tx:
            assert tx.rounds.claim(team.clock.now(), f"lost {number}", team.clock.now() + ROUNDS.held_for) is not None
        team.clock.advance(ROUNDS.held_for)
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert kept(team, its).state is RoundState.FAILED


def test_another_round_is_worked_at_while_one_waits_for_its_next_try(team: Team) -> None:
    first = rounds.begin(team.ctx, ADMIN, program_of(team, 1, 1).id)
    with pytest.raises(Broken):
        work(team.ctx, no_solution, team.clock.now(), "me")
    other = rounds.begin(team.ctx, ADMIN, program_of(team, 0, 0, "v2").id)
    assert work(team.ctx, solve, team.clock.now(), "me")
    assert (kept(team, first).state, kept(team, other).state) == (RoundState.WORKING, RoundState.READY)
