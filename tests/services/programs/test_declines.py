"""A no with its reason, and what follows from it: in the next round of a program, and when looking by oneself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.matching.rounds import match
from bot.domain.matching.values import Plan, Round
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship, MentorshipState
from bot.domain.people.person import Workplace
from bot.domain.people.profile import Format, Limits
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.program import Program, ProgramState, Purpose, Rules
from bot.domain.programs.self_match import RequestProblem
from bot.services.mentorships import proposals
from bot.services.programs import programs, publishing, rounds, self_match
from bot.services.programs.round_work import tend_programs
from bot.services.programs.sides import sides_of
from bot.solver import solve
from tests.support.members import mentorships_of, two
from tests.support.team import Team, skills_of

SKILL, GOAL = "SQL", "workshops"
FIRST, ALIKE, UNLIKE, MIA = UserId("UFIRST"), UserId("UALIKE"), UserId("UUNLIKE"), UserId("UMIA")


def joins(team: Team, program: Program, name: str, role: Role, skill: str, about: str = "", team_of: str = "") -> None:
    """Somebody signs up, with a line about themselves, and joins the program."""
    user_id = team.joins(name, skill, workplace=Workplace(department=team_of))
    wants = skills_of(["SQL", "Writing"]) if role is Role.MENTEE else ()
    formats = frozenset({Format.ONE_TO_ONE})
    profile = replace(team.profile(user_id), about=about, wants=wants, formats=formats, limits=Limits(pairs=2))
    with team.store.write() as tx:
        tx.profiles.save(profile)
    goals = f"{GOAL} and budgets" if role is Role.MENTEE else ""
    programs.join(team.ctx, user_id, program.id, Joining(role, goals=goals))


@pytest.fixture
def program(team: Team) -> Program:
    """Mia, whom First fits best, then somebody like First, then somebody unlike."""
    admin, today = team.joins("ada", admin=True), team.clock.now().date()
    basics = Basics("Rise", Purpose.SKILL, MentorshipFormat.ONE_TO_ONE, today, Rhythm.WEEKLY, 12)
    made = programs.create(team.ctx, admin, basics, "v1")
    made = programs.set_rules(team.ctx, admin, made.id, Rules(same_team=True), ())
    joins(team, made, "mia", Role.MENTEE, "Cooking", team_of="Sales")
    joins(team, made, "first", Role.MENTOR, SKILL, f"Budgets for {GOAL}.", team_of="Design")
    joins(team, made, "alike", Role.MENTOR, SKILL, f"I love {GOAL}.", team_of="Design")
    joins(team, made, "unlike", Role.MENTOR, "Writing", "Budgets are poems.")
    with team.store.write() as tx:
        tx.programs.save(replace(made, state=ProgramState.RUNNING))
    return replace(made, state=ProgramState.RUNNING)


def declined(team: Team, program: Program, by: UserId, why: DeclineReason) -> MentorshipId:
    """First and Mia are proposed to each other; one of them says no, and why."""
    reasons = (Reason("skills", (SKILL,)), Reason("purpose", (GOAL,)))
    pair = Mentorship(
        MentorshipId("t1"), program.id, two(FIRST, MIA), MentorshipState.PROPOSED, team.clock.now(), reasons=reasons
    )
    with team.store.write() as tx:
        proposals.propose(team.ctx, tx, pair, team.clock.now())
    proposals.say_no(team.ctx, pair.id, by)
    proposals.say_why(team.ctx, pair.id, by, why)
    return pair.id


def next_round(team: Team, program: Program) -> Plan:
    with team.store.read() as tx:
        return match(Round(program, sides_of(tx, program.id, team.clock.now()), team.clock.now()), solve)


def found(team: Team, program: Program) -> tuple[list[UserId], list[UserId]]:
    """Whom Mia gets in the next round, and whom she is shown when she looks by herself, best first."""
    given = [pair.mentor for pair in next_round(team, program).pairs]
    return given, [one.card.user_id for one in self_match.advice(team.ctx, MIA).advised]


AFTER = {
    DeclineReason.SKILLS: [UNLIKE, ALIKE],
    DeclineReason.GOALS: [UNLIKE, ALIKE],
    DeclineReason.KNOW_EACH_OTHER: [ALIKE, UNLIKE],
    DeclineReason.PERSON: [ALIKE, UNLIKE],
    DeclineReason.RATHER_NOT_SAY: [ALIKE, UNLIKE],
}


@pytest.mark.parametrize("why", AFTER)
def test_each_reason_counts_in_a_round_and_in_looking_by_oneself(
    team: Team, program: Program, why: DeclineReason
) -> None:
    assert found(team, program) == ([FIRST], [FIRST, ALIKE, UNLIKE])
    declined(team, program, MIA, why)
    given, shown = found(team, program)
    assert shown == AFTER[why]
    assert given == AFTER[why][:1]
    team.clock.advance(timedelta(weeks=13))
    back = {DeclineReason.KNOW_EACH_OTHER, DeclineReason.PERSON}
    assert (FIRST in found(team, program)[1]) is (why not in back)


def test_too_close_at_work_is_nobody_of_the_own_department(team: Team, program: Program) -> None:
    with team.store.write() as tx:
        for who in (FIRST, ALIKE):
            tx.people.set_workplace(who, Workplace(department="Sales"))
    with_sales = sides_in(team, program)
    assert with_sales == {ALIKE, UNLIKE, FIRST}
    declined(team, program, MIA, DeclineReason.TOO_CLOSE)
    assert found(team, program) == ([UNLIKE], [UNLIKE])
    team.clock.advance(timedelta(weeks=13))
    assert sides_in(team, program) == {UNLIKE}
    team.clock.advance(timedelta(weeks=40))
    assert sides_in(team, program) == {ALIKE, UNLIKE, FIRST}


def sides_in(team: Team, program: Program) -> set[UserId]:
    """Whom a round may give Mia: those who are left when each other one is away."""
    may = set()
    with team.store.read() as tx:
        sides = {side.user_id: side for side in sides_of(tx, program.id, team.clock.now())}
    for mentor in (FIRST, ALIKE, UNLIKE):
        plan = match(Round(program, (sides[MIA], sides[mentor]), team.clock.now()), solve)
        may |= {pair.mentor for pair in plan.pairs}
    return may


def test_a_mentee_without_time_gets_nobody_until_the_day_she_named(team: Team, program: Program) -> None:
    mentorship_id = declined(team, program, MIA, DeclineReason.TIME)
    assert proposals.say_until(team.ctx, mentorship_id, MIA, 2).changed
    assert not proposals.say_until(team.ctx, mentorship_id, FIRST, 12).changed
    team.clock.advance(timedelta(days=13))
    given, shown = found(team, program)
    assert given == []
    assert shown[0] == FIRST, "what she looks up herself she has time for"
    team.clock.advance(timedelta(days=1))
    assert found(team, program)[0] == [FIRST], "nothing but time was in the way"


def test_looking_by_oneself_ends_the_rest(team: Team, program: Program) -> None:
    declined(team, program, MIA, DeclineReason.TIME)
    assert next_round(team, program).pairs == ()
    self_match.wait(team.ctx, MIA)
    assert [pair.mentee for pair in next_round(team, program).pairs] == [MIA]


def test_a_mentor_without_time_is_found_by_nobody_for_four_weeks(team: Team, program: Program) -> None:
    declined(team, program, FIRST, DeclineReason.TIME)
    assert found(team, program) == ([ALIKE], [ALIKE, UNLIKE])
    asked = self_match.request(team.ctx, MIA, FIRST, "press")
    assert asked.problem is RequestProblem.NOT_OPEN
    team.clock.advance(timedelta(weeks=4))
    assert found(team, program)[1][0] == FIRST


def test_a_no_for_want_of_time_between_preview_and_publishing_counts(team: Team, program: Program) -> None:
    admin = UserId("UADA")
    its = rounds.begin(team.ctx, admin, program.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    declined(team, program, MIA, DeclineReason.TIME)
    publishing.publish(team.ctx, admin, its.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert [pair.state for pair in mentorships_of(tx, program.id)] == [MentorshipState.DECLINED]
        assert {one.why.kind for one in tx.rounds.unmatched(its.id)} >= {"changed_meanwhile"}
