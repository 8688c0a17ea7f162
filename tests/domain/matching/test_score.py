"""The score of a pair: every factor by itself, the sum, and what is told of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.hours import WorkingHours
from bot.domain.matching.advice import best_for
from bot.domain.matching.scoring import POINTS, Scoring
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader
from bot.domain.matching.values import Match, Side
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.people.levels import step_of
from bot.domain.programs.program import Rules, Weigh, WorkingValue
from tests.support.matching import NOW, company, program, side

QUESTIONS = ("What do you read?", "What would you like to be asked?")


def scored(mentor: Side, mentee: Side, terms: Terms | None = None) -> Match:
    terms = terms or Terms.of(program(MentorshipFormat.ONE_TO_ONE, None, *QUESTIONS), NOW)
    reader = Reader(terms)
    return Scoring(terms).match(reader.traits(mentor), reader.traits(mentee))


def value(kind: MatchingFactor, mentor: dict[str, Any], mentee: dict[str, Any], terms: Terms | None = None) -> float:
    match = scored(side("ada", **mentor), side("ben", Role.MENTEE, **mentee), terms)
    return next(factor.value for factor in match.factors if factor.kind is kind)


def test_each_wanted_skill_covered_counts_half_of_the_one_before() -> None:
    wants = {"wants": ("Rust", "SQL", "Baking")}
    offered = [(), ("Rust",), ("Rust", "SQL"), ("Rust", "SQL", "Baking", "Yoga")]
    values = [value(MatchingFactor.SKILLS, {"offers": offers}, wants) for offers in offered]
    assert values == pytest.approx([0, 4 / 7, 6 / 7, 1])


def test_goals_meet_what_the_mentor_says() -> None:
    goals = {"joined": {"goals": "Run workshops without fear"}}
    assert value(MatchingFactor.PURPOSE, {"about": "Workshops are my bread."}, goals) == pytest.approx(1 / 3)
    assert value(MatchingFactor.PURPOSE, {"about": "I lead: leadership is service."}, {}) == pytest.approx(1 / 3)
    assert value(MatchingFactor.PURPOSE, {"about": "Cats."}, goals) == 0


def test_hours_in_common_up_to_enough() -> None:
    assert value(MatchingFactor.HOURS, {}, {}) == 1
    assert 0 < value(MatchingFactor.HOURS, {}, {"zone": "America/New_York"}) < 1
    part = {"hours": WorkingHours("Europe/Berlin", frozenset({0, 1}))}
    assert value(MatchingFactor.HOURS, part, {}) == pytest.approx(17 / 20)


def test_one_language_is_needed_whatever_its_spelling() -> None:
    assert value(MatchingFactor.LANGUAGE, {"languages": ("deutsch",)}, {"languages": ("Deutsch", "English")}) == 1
    assert value(MatchingFactor.LANGUAGE, {"languages": ("Deutsch",)}, {}) == 0


@pytest.mark.parametrize(
    ("format_", "best", "worst"),
    [
        (MentorshipFormat.ONE_TO_ONE, ("Lead", "Professional"), ("Associate", "Lead")),
        (MentorshipFormat.REVERSE, ("Professional", "Lead"), ("Lead", "Associate")),
        (MentorshipFormat.PEER, ("Senior", "Senior"), ("Director", "Associate")),
    ],
)
def test_distance_in_level(format_: MentorshipFormat, best: tuple[str, str], worst: tuple[str, str]) -> None:
    terms = Terms(NOW, format_)
    values = [value(MatchingFactor.LEVEL, {"level": a}, {"level": b}, terms) for a, b in (best, worst, ("", "Lead"))]
    assert values == [1, 0, 0.5]


def test_levels_are_read_as_companies_write_them() -> None:
    ladder = ["Intern", "Junior Developer", "Specialist", "Senior Consultant", "Team Lead", "Manager", "Director"]
    steps = [step_of(level) for level in ladder]
    assert steps == list(range(7))
    assert step_of("L5") == 5
    assert step_of("") is None
    assert step_of("Wizard") is None


def test_another_department_and_place_are_a_new_perspective() -> None:
    here = {"department": "Sales", "office": "Berlin"}
    assert value(MatchingFactor.NEW_PERSPECTIVE, {"department": "Legal", "office": "Lisbon"}, here) == 1
    assert value(MatchingFactor.NEW_PERSPECTIVE, {"department": "Legal", "office": "Berlin"}, here) == pytest.approx(
        0.7
    )
    assert value(MatchingFactor.NEW_PERSPECTIVE, {}, here) == 0


def test_values_ratings_and_answers() -> None:
    one = frozenset({WorkingValue.DEPTH, WorkingValue.CARE, WorkingValue.PACE})
    other = frozenset({WorkingValue.DEPTH, WorkingValue.CARE, WorkingValue.CURIOSITY})
    picked = {"joined": {"values": one}}, {"joined": {"values": other}}
    assert value(MatchingFactor.VALUES, *picked) == pytest.approx(2 / 3)
    assert value(MatchingFactor.RATINGS, {"rating": 1.0}, {}) == pytest.approx(0.75)
    answered = {"joined": {"answers": ("Novels, essays", "")}}, {"joined": {"answers": ("novels and essays", "No")}}
    assert value(MatchingFactor.ANSWERS, *answered) == pytest.approx(0.5)


def test_the_score_is_the_sum_of_its_factors_and_three_reasons_are_told() -> None:
    mentor = side("ada", offers=("Rust",), department="Legal", level="Lead", about="leadership")
    match = scored(mentor, side("ben", Role.MENTEE, wants=("Rust",), department="Sales", level="Senior"))
    assert match.score == pytest.approx(sum(factor.share for factor in match.factors), abs=0.5 / POINTS)
    assert [reason.kind for reason in match.reasons] == ["skills", "hours", "level"]
    assert match.reasons[0].detail == ("Rust",)


def test_ratings_are_never_told() -> None:
    match = scored(side("ada", rating=1.0), side("ben", Role.MENTEE, rating=1.0))
    assert [factor.reason for factor in match.factors if factor.kind is MatchingFactor.RATINGS] == [None]


@pytest.mark.parametrize("weigh", Weigh)
@pytest.mark.parametrize("questions", [0, 2])
def test_weights_add_up_to_one_and_what_the_admin_chose_weighs_most(weigh: Weigh, questions: int) -> None:
    weights = Terms(NOW, rules=Rules(weigh=weigh), questions=questions).weights()
    assert sum(weights.values()) == pytest.approx(1)
    assert (MatchingFactor.ANSWERS in weights) == bool(questions)
    if weigh not in {Weigh.BALANCED, Weigh.SHARED_HOURS}:
        assert max(weights, key=weights.__getitem__) == weigh.value
    if weigh is Weigh.SHARED_HOURS:
        assert max(weights, key=weights.__getitem__) is MatchingFactor.HOURS


@given(seed=st.integers(0, 10_000), peers=st.booleans())
def test_every_factor_and_score_lies_between_0_and_1(seed: int, peers: bool) -> None:
    round_ = company(2, seed, peers=peers)
    terms = Terms.of(round_.program, round_.now)
    reader = Reader(terms)
    one, other = (reader.traits(side) for side in round_.sides)
    match = Scoring(terms).match(one, other)
    assert all(0 <= factor.value <= 1 for factor in match.factors)
    assert 0 <= match.score <= 1
    if peers:
        assert Scoring(terms).match(other, one).score == match.score
    row = Scoring(terms).row(one, [other], [0], as_mentor=True)
    assert row in ([], [(round(match.score * POINTS), 0)]), "rows say the same as single pairs"


def test_the_five_best_mentors_for_one() -> None:
    mentors = [side(f"m{number}", offers=("Rust",) * (number % 2), department=f"d{number}") for number in range(12)]
    mentors += [side("full", offers=("Rust",), free=0), side("away", offers=("Rust",), paused=True)]
    mentee = side("ben", Role.MENTEE, wants=("Rust",), blocked=frozenset({mentors[1].user_id}))
    found = best_for(mentee, mentors, NOW)
    assert [match.mentor for match in found] == ["m11", "m3", "m5", "m7", "m9"]
    assert all(match.reasons[0].kind == "skills" for match in found)
    assert best_for(mentee, reversed(mentors), NOW) == found
    assert best_for(mentee, [mentee], NOW) == ()
