"""The hard rules of matching, one by one, and that locks and blocks behave."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.matching.obstacles import Obstacle, obstacle
from bot.domain.matching.rounds import match
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader
from bot.domain.matching.values import HelpKind, Refusal, Side, Why
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.programs.program import Rules
from bot.solver import solve
from tests.support.matching import NOW, program, round_of, side

ADA, BEN = UserId("ada"), UserId("ben")


def in_the_way(mentor: Side, mentee: Side, rules: Rules | None = None) -> Obstacle | None:
    reader = Reader(terms := Terms(NOW, rules=rules or Rules()))
    one, other = reader.traits(mentor), reader.traits(mentee)
    assert obstacle(one, other, terms) == obstacle(other, one, terms), "a rule must not depend on the order"
    return obstacle(one, other, terms)


def ben(**more: object) -> Side:
    return side("ben", Role.MENTEE, **more)  # type: ignore[arg-type]


def test_nothing_is_in_the_way_of_two_strangers() -> None:
    assert in_the_way(side("ada", department="Sales"), ben(department="Legal")) is None


def test_the_own_manager_and_the_managers_manager() -> None:
    assert in_the_way(side("ada"), ben(reporting_line=(UserId("eve"), ADA))) is Obstacle.REPORTING_LINE
    assert in_the_way(side("ada", reporting_line=(BEN,)), ben()) is Obstacle.REPORTING_LINE


def test_one_team_unless_the_program_lets_them() -> None:
    pair = side("ada", department="Sales"), ben(department="sales")
    assert in_the_way(*pair) is Obstacle.SAME_TEAM
    assert in_the_way(*pair, Rules(same_team=True)) is None


def test_a_block_holds_whoever_set_it() -> None:
    assert in_the_way(side("ada", blocked=frozenset({BEN})), ben()) is Obstacle.PRIVATE
    assert in_the_way(side("ada"), ben(blocked=frozenset({ADA}))) is Obstacle.PRIVATE


@pytest.mark.parametrize(
    ("ago", "again_after", "expected"),
    [
        (timedelta(weeks=12), 12, None),
        (timedelta(weeks=12) - timedelta(seconds=1), 12, Obstacle.EARLIER),
        (timedelta(0), 12, Obstacle.EARLIER),
        (timedelta(weeks=500), None, Obstacle.EARLIER),
    ],
)
def test_an_earlier_pair(ago: timedelta, again_after: int | None, expected: Obstacle | None) -> None:
    earlier = {BEN: NOW - ago}
    assert in_the_way(side("ada", earlier=earlier), ben(), Rules(again_after_weeks=again_after)) is expected


def test_an_hour_in_common_is_enough_and_less_is_not() -> None:
    mentor = side("ada", hours=WorkingHours("UTC", frozenset({0}), time(9), time(12)))
    assert in_the_way(mentor, ben(hours=WorkingHours("UTC", frozenset({0}), time(11), time(15)))) is None
    late = ben(hours=WorkingHours("UTC", frozenset({0}), time(11, 15), time(15)))
    assert in_the_way(mentor, late) is Obstacle.NO_COMMON_HOUR
    assert in_the_way(mentor, ben(zone="Pacific/Auckland")) is Obstacle.NO_COMMON_HOUR


def test_paused_gone_and_foreign_people_are_away() -> None:
    away = [
        side("paused", paused=True),
        side("left", joined={"left_at": NOW}),
        side("peer", Role.PEER),
        replace(side("nowhere"), participation=None),
    ]
    joined = side("elsewhere").participation
    assert joined
    away.append(replace(side("elsewhere"), participation=replace(joined, program_id=ProgramId("p2"))))
    plan = match(round_of(ben(), *away, program=program()), solve)
    assert plan.pairs == ()
    assert {one.user_id: one.why for one in plan.unmatched} == {
        **{one.user_id: Why.AWAY for one in away},
        BEN: Why.NOBODY_THERE,
    }


def test_room_is_never_passed() -> None:
    mentees = [side(f"m{number}", Role.MENTEE) for number in range(4)]
    plan = match(round_of(side("ada", free=2), side("eve", free=0), *mentees, program=program()), solve)
    assert len(plan.pairs) == 2
    assert [(load.user_id, load.pairs, load.free) for load in plan.load] == [("ada", 2, 2), ("eve", 0, 0)]
    whys = {one.user_id: one.why for one in plan.unmatched}
    assert whys.pop(UserId("eve")) is Why.NO_ROOM
    assert set(whys.values()) == {Why.ALL_TAKEN}


def test_locked_pairs_stand_and_take_room_and_forbidden_ones_do_not() -> None:
    sides = [side("ada", offers=("Rust",)), side("eve"), ben(wants=("Rust",)), side("cleo", Role.MENTEE)]
    locked, forbidden = frozenset({(ADA, UserId("cleo"))}), frozenset({(UserId("eve"), BEN)})
    plan = match(round_of(*sides, program=program(), locked=locked), solve)
    assert [(pair.ids, pair.locked) for pair in plan.pairs if pair.locked] == [(("ada", "cleo"), True)]
    assert {pair.ids for pair in plan.pairs} == {("ada", "cleo"), ("eve", "ben")}
    plan = match(round_of(*sides, program=program(), locked=locked, forbidden=forbidden), solve)
    assert {pair.ids for pair in plan.pairs} == {("ada", "cleo")}


def test_a_lock_gives_way_to_the_firm_rules_and_says_so() -> None:
    eve = UserId("eve")
    sides = [
        side("ada", department="Sales", free=2),
        side("eve", blocked=frozenset({BEN}), free=0),
        ben(reporting_line=(UserId("ian"),), department="Sales"),
        side("cleo", Role.MENTEE, department="Sales"),
        side("ian"),
    ]
    locks = {(ADA, UserId("cleo")), (eve, BEN), (eve, UserId("cleo")), (UserId("ian"), BEN), (ADA, UserId("nobody"))}
    plan = match(round_of(*sides, program=program(), locked=frozenset(locks)), solve)
    assert [pair.ids for pair in plan.pairs if pair.locked] == [("ada", "cleo")], "a team gives way to a lock"
    assert dict(plan.refused) == {
        (ADA, "nobody"): Refusal.NOT_IN_ROUND,
        (eve, BEN): Refusal.NOT_POSSIBLE,
        (eve, "cleo"): Refusal.NO_ROOM,
        (UserId("ian"), BEN): Refusal.REPORTING_LINE,
    }


def test_those_unmatched_learn_why_and_what_would_help() -> None:
    sides = [
        side("ada", offers=("Baking",)),
        ben(wants=("Baking",)),
        side("cleo", Role.MENTEE, wants=("Rust", "Baking")),
        side("dan", Role.MENTEE, zone="Asia/Vladivostok"),
        side("eve", Role.MENTEE, zone="Asia/Vladivostok"),
        side("fay", Role.MENTEE, earlier={ADA: NOW}),
        side("gus", Role.MENTEE, blocked=frozenset({ADA})),
    ]
    plan = match(round_of(*sides, program=program()), solve)
    left = {one.user_id: one for one in plan.unmatched}
    assert [pair.ids for pair in plan.pairs] == [("ada", "ben")]
    assert left[UserId("cleo")].why is Why.ALL_TAKEN
    assert (HelpKind.OFFER, ("Rust",)) in [(help_.kind, help_.detail) for help_ in left[UserId("cleo")].helps]
    assert left[UserId("dan")].why is Why.NO_COMMON_HOUR
    assert HelpKind.SOONER_AGAIN in [help_.kind for help_ in left[UserId("fay")].helps]
    assert (HelpKind.MORE_MENTORS, ("Asia",), 2) in [(one.kind, one.detail, one.count) for one in plan.helps]


def test_a_block_cannot_be_read_out_of_the_plan() -> None:
    """Somebody whose only mentor blocked them reads the same as somebody whom another rule leaves without one."""
    blocked = match(round_of(side("ada"), ben(blocked=frozenset({ADA})), program=program()), solve)
    managed = match(round_of(side("ada"), ben(reporting_line=(ADA,)), program=program()), solve)
    assert blocked.unmatched == managed.unmatched


def test_the_private_obstacle_is_no_word_of_the_plan() -> None:
    assert Obstacle.PRIVATE.value not in {*Why, *HelpKind, *Refusal}


def test_in_peer_programs_nobody_is_alone_who_need_not_be() -> None:
    peers = [side(name, Role.PEER, department=name) for name in ("ada", "ben", "cleo", "dan")]
    plan = match(round_of(*peers, program=program(MentorshipFormat.PEER), locked=frozenset({(BEN, ADA)})), solve)
    assert {pair.ids for pair in plan.pairs} == {("ada", "ben"), ("cleo", "dan")}
    assert plan.unmatched == ()
