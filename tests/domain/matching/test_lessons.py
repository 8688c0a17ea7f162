"""What a declined pair says about the next: each reason by itself, in the choice between people."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.matching.advice import best_for
from bot.domain.matching.lessons import KEPT, counts_as_earlier, learned
from bot.domain.matching.obstacles import Obstacle, is_free_between, obstacle
from bot.domain.matching.rounds import match
from bot.domain.matching.scoring import POINTS, Scoring
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Reader
from bot.domain.matching.values import HelpKind, Lessons, Side, Why
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import DeclineReason, Mentorship, MentorshipState, ProposalAnswer
from bot.domain.mentorships.pairing import rests_until
from bot.domain.programs.program import Rules
from bot.services.programs.rounds import planned
from bot.solver import solve
from tests.support.matching import NOW, company, program, round_of, side
from tests.support.members import two

BEN, ADA = UserId("ben"), UserId("ada")


def declined(why: DeclineReason | None, *reasons: Reason, by: UserId = BEN, **fields: Any) -> Mentorship:
    """Ada was proposed to Ben as a mentor, and one of them said no an hour ago."""
    pair = Mentorship(MentorshipId("t1"), None, two(ADA, BEN), MentorshipState.DECLINED, NOW, reasons=reasons)
    their_no = replace(pair.member(by), answer=ProposalAnswer.NO, decline_reason=why, **fields)
    return replace(pair.with_member(their_no), ended_at=NOW - timedelta(hours=1))


def ben(why: DeclineReason | None = None, *reasons: Reason, **fields: Any) -> Side:
    """A mentee, who declined for this reason."""
    learns = learned([declined(why, *reasons)], BEN, NOW) if why else Lessons()
    return replace(side("ben", Role.MENTEE, **fields), lessons=learns)


def chosen(mentee: Side, *mentors: Side, rules: Rules | None = None) -> list[str]:
    """The one mentor the round gives, and all whom the advice would show, best first."""
    its = program(MentorshipFormat.ONE_TO_ONE, rules)
    plan = match(round_of(mentee, *mentors, program=its), solve)
    advised = [one.mentor for one in best_for(mentee, mentors, NOW, program=its)]
    assert [pair.mentor for pair in plan.pairs] == advised[:1], "a round and the advice choose alike"
    return [str(name) for name in advised]


def test_without_time_nobody_is_proposed_until_the_day_that_was_named() -> None:
    pair = declined(DeclineReason.TIME, not_before=date(2026, 12, 7))
    for day, rests in ((date(2026, 12, 6), True), (date(2026, 12, 7), False)):
        now = NOW.replace(month=day.month, day=day.day)
        assert learned([pair], BEN, now).rests is rests
    assert chosen(ben(DeclineReason.TIME), side("ada"), side("eve")) == []
    assert rests_until(declined(DeclineReason.TIME)) == date(2026, 12, 21), "without a day, four weeks"


def test_where_only_time_was_missing_the_two_may_be_proposed_again() -> None:
    kept = {why for why in DeclineReason if counts_as_earlier(declined(why))}
    assert kept == set(DeclineReason) - {DeclineReason.TIME}
    assert counts_as_earlier(declined(None))


def test_the_skills_of_that_kind_of_pair_count_no_more() -> None:
    wants: dict[str, Any] = {"wants": ("SQL", "Writing")}
    alike = side("alike", offers=("SQL",), level="Lead", department="Sales", office="Lisbon")
    unlike = side("unlike", offers=("Writing",))
    place: dict[str, Any] = {"level": "Senior", "department": "Design", "office": "Berlin"}
    about = Reason(MatchingFactor.SKILLS, ("SQL",))
    assert chosen(ben(**wants, **place), alike, unlike) == ["alike", "unlike"]
    assert chosen(ben(DeclineReason.SKILLS, about, **wants, **place), alike, unlike) == ["unlike", "alike"]


def test_the_same_for_a_mentor_who_does_not_want_to_teach_it() -> None:
    pair = declined(DeclineReason.SKILLS, Reason(MatchingFactor.SKILLS, ("SQL",)), by=ADA)
    ada = replace(side("ada", offers=("SQL", "Writing")), lessons=learned([pair], ADA, NOW))
    sql, writing = side("sql", Role.MENTEE, wants=("SQL",)), side("writing", Role.MENTEE, wants=("Writing",))
    plan = match(round_of(ada, sql, writing, program=program()), solve)
    assert [pair.mentee for pair in plan.pairs] == ["writing"]
    assert not learned([pair], BEN, NOW).not_skills, "the other side learns nothing"


def test_goals_that_differed_weigh_more_and_their_words_no_more() -> None:
    goals: dict[str, Any] = {"joined": {"goals": "workshops and budgets"}, "wants": ("SQL",)}
    alike = side("alike", about="Workshops are my bread.", offers=("SQL",))
    unlike = side("unlike", about="Budgets I like.")
    about = Reason(MatchingFactor.PURPOSE, ("workshops",))
    assert chosen(ben(**goals), alike, unlike)[0] == "alike"
    only_goals: dict[str, Any] = {"joined": {"goals": "workshops and budgets"}}
    assert chosen(ben(DeclineReason.GOALS, about, **only_goals), alike, unlike)[0] == "unlike"
    plain, heeds = ben(**only_goals), ben(DeclineReason.GOALS, **only_goals)
    assert _weight(heeds, MatchingFactor.PURPOSE) > 2 * _weight(plain, MatchingFactor.PURPOSE)


def _weight(mentee: Side, kind: MatchingFactor) -> float:
    terms = Terms.of(program(), NOW)
    reader = Reader(terms)
    found = Scoring(terms).match(reader.traits(side("ada")), reader.traits(mentee)).factors
    return next(factor.weight for factor in found if factor.kind is kind)


def test_too_close_at_work_keeps_their_department_away_whatever_the_program_says() -> None:
    near, far = side("near", department="Sales", offers=("SQL",)), side("far", department="Design")
    open_to_all = Rules(same_team=True)
    said: dict[str, Any] = {"department": "Sales", "wants": ("SQL",)}
    assert chosen(ben(**said), near, far, rules=open_to_all) == ["near", "far"]
    assert chosen(ben(DeclineReason.TOO_CLOSE, **said), near, far, rules=open_to_all) == ["far"]


@pytest.mark.parametrize("why", [DeclineReason.KNOW_EACH_OTHER, DeclineReason.PERSON])
def test_these_two_never_again(why: DeclineReason) -> None:
    long_ago = replace(declined(why), ended_at=NOW - 3 * KEPT)
    assert learned([long_ago], BEN, NOW).never == {ADA}
    assert chosen(ben(why), side("ada", offers=("SQL",)), side("eve")) == ["eve"]


def test_what_one_would_rather_not_say_teaches_nothing() -> None:
    assert learned([declined(DeclineReason.RATHER_NOT_SAY), declined(None)], BEN, NOW) == Lessons()


@pytest.mark.parametrize("why", [DeclineReason.SKILLS, DeclineReason.GOALS, DeclineReason.TOO_CLOSE])
def test_after_a_year_it_is_forgotten(why: DeclineReason) -> None:
    reasons = (Reason(MatchingFactor.SKILLS, ("SQL",)), Reason(MatchingFactor.PURPOSE, ("lead",)))
    assert learned([declined(why, *reasons)], BEN, NOW) != Lessons()
    assert learned([declined(why, *reasons)], BEN, NOW + KEPT) == Lessons()


@pytest.mark.parametrize("why", [DeclineReason.TIME, DeclineReason.TOO_CLOSE, DeclineReason.PERSON])
def test_nobody_can_read_the_reason_out_of_a_plan(why: DeclineReason) -> None:
    """Whoever is left over for a reason of their own reads as somebody whom any other rule leaves without one."""
    open_to_all = program(MentorshipFormat.ONE_TO_ONE, Rules(same_team=True))
    left = match(round_of(ben(why, department="Sales"), side("ada", department="Sales"), program=open_to_all), solve)
    managed = match(
        round_of(ben(department="Sales", reporting_line=(ADA,)), side("ada", department="Sales"), program=open_to_all),
        solve,
    )
    assert left.unmatched == managed.unmatched
    told = {one.user_id: one for one in left.unmatched}[BEN]
    assert told.why is Why.RULES
    assert HelpKind.SAME_TEAM not in [each.kind for each in told.helps]


@given(st.sets(st.sampled_from([MatchingFactor.SKILLS, MatchingFactor.PURPOSE])), st.integers(0, 50))
def test_whatever_is_heeded_the_weights_add_up_and_the_score_is_their_sum(
    heeds: set[MatchingFactor], seed: int
) -> None:
    sides = company(12, seed).sides
    one = replace(sides[0], lessons=Lessons(heeds=frozenset(heeds)))
    terms = Terms.of(program(), NOW)
    reader, scoring = Reader(terms), Scoring(terms)
    mine, others = reader.traits(one), [reader.traits(other) for other in sides[1:]]
    for points, number in scoring.row(mine, others, range(len(others)), as_mentor=True):
        found = scoring.match(mine, others[number])
        assert sum(factor.weight for factor in found.factors) == pytest.approx(1)
        assert found.score == points / POINTS == pytest.approx(sum(one.share for one in found.factors), abs=1 / POINTS)


def test_what_may_be_shown_of_a_score_is_as_if_nothing_had_been_learned() -> None:
    said: dict[str, Any] = {"wants": ("SQL", "Writing"), "joined": {"goals": "workshops and budgets"}}
    about = (Reason(MatchingFactor.SKILLS, ("SQL",)), Reason(MatchingFactor.PURPOSE, ("workshops",)))
    mentor = side("ada", offers=("SQL",), about="Workshops.")
    terms = Terms.of(program(), NOW)
    reader, scoring = Reader(terms), Scoring(terms)
    never_asked = scoring.match(reader.traits(mentor), reader.traits(ben(**said)))
    assert never_asked.open_score is None
    for why in (DeclineReason.SKILLS, DeclineReason.GOALS):
        learned_by = scoring.match(reader.traits(mentor), reader.traits(ben(why, *about, **said)))
        assert learned_by.score != never_asked.score
        assert (learned_by.open_score, learned_by.open_factors) == (never_asked.score, never_asked.factors)
        assert planned(learned_by).factors == planned(never_asked).factors
        assert planned(learned_by).score == planned(never_asked).score


def test_who_rests_is_kept_from_everybody_both_ways() -> None:
    terms = Terms.of(program(), NOW)
    reader = Reader(terms)
    resting, other = reader.traits(ben(DeclineReason.TIME)), reader.traits(side("eve"))
    assert obstacle(resting, other, terms) is obstacle(other, resting, terms) is Obstacle.PRIVATE
    assert not is_free_between(other, resting, terms)
