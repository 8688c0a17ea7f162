"""One bad record among many: the others go on at once, it is logged and counted, and rests for a while."""

from dataclasses import replace
from datetime import timedelta

import pytest
import structlog

from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.asks.ask import AskState, OfferState
from bot.domain.base.ids import MentorshipId
from bot.domain.delivery.outbox import OutboxState
from bot.domain.mentorships.mentorship import EndReason
from bot.domain.mentorships.notes import CheckInNote
from bot.domain.programs.program import Program, ProgramState
from bot.ops.metrics import Metrics
from bot.services.across.audit import audit
from bot.services.asks.routing import advance, expire
from bot.services.context import Context
from bot.services.mentorships import cycles
from bot.services.people.pause import end_pauses
from bot.services.programs import self_match
from bot.services.programs.round_work import tend_programs
from bot.solver import solve
from tests.services.across.test_audit import alter
from tests.services.delivery.test_day import written
from tests.services.mentorships.test_mentorships import begun, mentor
from tests.support.rounds import program_of
from tests.support.team import Team

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def counting(team: Team) -> tuple[Context, Metrics]:
    """One process, and its metrics."""
    metrics = Metrics()
    return replace(team.ctx, failures=metrics), metrics


def faults(metrics: Metrics, work: str) -> float:
    """How often something of this work failed."""
    lines = metrics.text().decode().splitlines()
    head = f'mentor_faults_total{{kind="",work="{work}"}} '
    return sum(float(line.removeprefix(head)) for line in lines if line.startswith(head))


DAMAGES = {
    "its own record": ("UPDATE mentorship SET rhythm = 'odd' WHERE id = 'bad'", "look after"),
    "somebody's profile": ("UPDATE profile SET formats = '[\"odd\"]' WHERE user_id = 'UCY'", "look after"),
    "its proposal": (
        "UPDATE mentorship SET state = 'proposed', answer_by = '2026-01-01', reasons = '[7]' WHERE id = 'bad'",
        "lapse proposal",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_bad_mentorship_never_stops_the_hourly_plan(team: Team, damage: str) -> None:
    ada, bo, cy = mentor(team, "Ada"), mentor(team, "Bo"), mentor(team, "Cy")
    begun(team, bo, cy, "bad")
    begun(team, ada, bo, "good")
    statement, work = DAMAGES[damage]
    alter(team, statement)
    team.clock.advance(7 * DAY + HOUR)
    ctx, metrics = counting(team)
    with structlog.testing.capture_logs() as logs:
        assert cycles.plan(ctx, team.clock.now()) >= 1
        assert cycles.plan(ctx, team.clock.now()) == 0
    assert faults(metrics, work) == 1
    assert [(line["work"], line["id"]) for line in logs if line["log_level"] == "error"] == [(work, "bad")]
    with team.store.read() as tx:
        assert tx.outbox.by_key(f"pair:check_in:good:{ada}:2026-11-30") is not None
    team.tick()
    assert len(team.messenger.notes(CheckInNote, to=ada)) == 1


def test_one_bad_ask_holds_up_nobody_elses_and_rests(team: Team) -> None:
    asker, bo = team.joins("Ada"), team.joins("Bo", "Python", "SQL")
    bad, good = team.asks(asker, "Python"), team.asks(asker, "SQL", question="What is a join?")
    team.tick()
    alter(team, f"UPDATE ask SET state = 'routing', urgency = 'odd' WHERE id = '{bad.id}'")
    team.clock.advance(10 * DAY)
    ctx, metrics = counting(team)
    for _ in range(30):
        advance(ctx, team.clock.now())
        team.clock.advance(timedelta(seconds=1))
    assert faults(metrics, "advance ask") == 1, "it rests, and is not logged every second"
    assert team.offer_to(bo, good.id).state is not OfferState.OFFERED
    team.clock.advance(MINUTE)
    advance(ctx, team.clock.now())
    assert faults(metrics, "advance ask") == 2
    alter(team, f"UPDATE ask SET urgency = 'this_week' WHERE id = '{bad.id}'")
    team.clock.advance(5 * MINUTE)
    advance(ctx, team.clock.now())
    assert team.ask(bad.id).state is not AskState.ROUTING


def test_one_bad_ask_never_stops_the_end_of_others(team: Team) -> None:
    asker = team.joins("Ada")
    bad, good = team.asks(asker, "Python"), team.asks(asker, "SQL", question="What is a join?")
    team.tick()
    alter(team, f"UPDATE ask SET urgency = 'odd' WHERE id = '{bad.id}'")
    ctx, metrics = counting(team)
    assert expire(ctx, team.clock.now() + 15 * DAY) == 1
    assert team.ask(good.id).state is AskState.EXPIRED
    assert faults(metrics, "expire ask") == 1


def test_one_bad_profile_leaves_nobody_else_in_their_pause(team: Team) -> None:
    ada, bo = team.joins("Ada"), team.joins("Bo")
    with team.store.write() as tx:
        for who in (ada, bo):
            tx.profiles.save(team.profile(who).pause(team.clock.now() + HOUR))
    alter(team, f"UPDATE profile SET formats = '[\"odd\"]' WHERE user_id = '{ada}'")
    ctx, metrics = counting(team)
    assert end_pauses(ctx, team.clock.now() + 2 * HOUR) == 1
    assert not team.profile(bo).paused
    assert faults(metrics, "end pause") == 1


def closing(team: Team) -> Program:
    """A program of two on each side that ends today."""
    team.joins("ada", admin=True)
    return program_of(team, 2, 2)


def test_one_bad_record_never_stops_the_end_of_a_program_for_the_others(team: Team) -> None:
    """Three wait in a program that ends, and one of them has a place that cannot be read."""
    program = closing(team)
    with team.store.write() as tx:
        people = [one.user_id for one in tx.programs.participants(program.id)]
        tx.programs.into_queue(program.id, people[:3], team.clock.now())
        tx.programs.save(replace(program, state=ProgramState.ENDED))
    alter(team, f"UPDATE participation SET role = 'odd' WHERE user_id = '{people[0]}'")
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    keys = [f"line_ended:{program.id}:{who}:{team.clock.now()}" for who in people]
    with team.store.read() as tx:
        assert [tx.outbox.by_key(key) is not None for key in keys] == [False, True, True, False]


def test_one_bad_mentorship_never_stops_the_end_of_the_others_with_their_program(team: Team) -> None:
    program, (ada, bo, cy) = closing(team), (mentor(team, name) for name in ("Ana", "Bo", "Cy"))
    begun(team, bo, cy, "bad")
    begun(team, ada, bo, "good")
    alter(team, f"UPDATE mentorship SET program_id = '{program.id}'")
    alter(team, "UPDATE mentorship SET rhythm = 'odd' WHERE id = 'bad'")
    with team.store.write() as tx:
        tx.programs.save(replace(program, state=ProgramState.ENDED))
    ctx, metrics = counting(team)
    tend_programs(ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        good = tx.mentorships.get(MentorshipId("good"))
    assert good is not None
    assert good.end_reason is EndReason.PROGRAM_ENDED
    assert faults(metrics, "end with program") == 1


def test_who_lives_in_a_zone_that_this_machine_does_not_know_is_served_with_the_others(team: Team) -> None:
    first, second = mentor(team, "Ada"), mentor(team, "Bo")
    for who in (first, second):
        self_match.wait(team.ctx, who)
    last = mentor(team, "Last", "Writing", pairs=4)
    alter(team, f"UPDATE profile SET hours_zone = 'Mars/Base' WHERE user_id = '{first}'")
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 2
    with team.store.read() as tx:
        assert {pair.timekeeper for pair in tx.mentorships.of_user(last)} == {first, second}


def test_a_message_of_a_kind_that_nobody_knows_ends_and_the_others_go_on(team: Team) -> None:
    """A newer version has written it, and an older one runs again."""
    ada, bo = team.joins("Ada"), team.joins("Bo")
    (bad,), (good,) = written(team, ada, 1), written(team, bo, 1)
    alter(team, f"UPDATE outbox SET kind = 'odd' WHERE key = '{bad}'")
    team.tick()
    assert team.item(good).state is OutboxState.SENT
    with team.store.read() as tx:
        assert tx.outbox.counts()[OutboxState.FAILED] == 1
        assert tx.outbox.failed_since(team.clock.now()) == {"odd": 1}


def test_the_audit_says_what_it_cannot_look_at_and_looks_at_the_rest(team: Team) -> None:
    asker = team.joins("Ada")
    team.asks(asker, "Python")
    team.tick()
    alter(team, "UPDATE ask SET urgency = 'odd'")
    alter(team, "UPDATE outbox SET state = 'cancelled', reason = ''")
    found = audit(team.ctx, team.clock.now())
    assert Finding(AuditProblem.STUCK, "audit", "asks", "cannot be looked at") in found
    assert AuditProblem.UNEXPLAINED in {one.problem for one in found}


def test_what_goes_bad_only_for_a_while_goes_on_by_itself(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    begun(team, ada, bo, "bad")
    alter(team, "UPDATE mentorship SET rhythm = 'odd' WHERE id = 'bad'")
    team.clock.advance(7 * DAY + HOUR)
    ctx, _ = counting(team)
    assert cycles.plan(ctx, team.clock.now()) == 0
    alter(team, "UPDATE mentorship SET rhythm = 'weekly' WHERE id = 'bad'")
    team.clock.advance(HOUR)
    assert cycles.plan(ctx, team.clock.now()) == 1
    with team.store.read() as tx:
        assert tx.mentorships.get(MentorshipId("bad")) is not None
