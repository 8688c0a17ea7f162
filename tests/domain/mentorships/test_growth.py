"""What is suggested to somebody who becomes a mentor after a pair."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import SKILLS_LIMIT, Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.mentorships.growth import MOST_SUGGESTED, as_mentor, grown_in
from bot.domain.mentorships.mentorship import Goal, GoalId, Mentorship, MentorshipState
from bot.domain.mentorships.pairing import with_objectives
from bot.domain.people.profile import Format, Profile
from bot.domain.people.skills import Vocabulary
from tests.support.members import two

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADA, BEN = UserId("ada"), UserId("ben")
KNOWN = Vocabulary.of([(label, ()) for label in ("Public speaking", "SQL", "Negotiation", "Hiring", "Writing")])
PAIR = Mentorship(
    MentorshipId("t1"),
    None,
    two(ADA, BEN),
    MentorshipState.ENDED,
    NOW,
    reasons=(Reason("level"), Reason("skills", ("Negotiation",))),
)


def goal(words: str, progress: int, owner: UserId = BEN) -> Goal:
    return Goal(GoalId(words), PAIR.id, owner, words, NOW, progress=progress)


def labels(*goals: Goal, who: UserId = BEN, offered: tuple[Skill, ...] = (), pair: Mentorship = PAIR) -> list[str]:
    return [skill.label for skill in grown_in(pair, who, goals, offered, KNOWN)]


def test_own_goals_come_first_the_furthest_before_all() -> None:
    goals = (goal("Learn SQL", 30), goal("Public speaking without fear", 100), goal("Try hiring", 0))
    assert labels(*goals) == ["Public speaking", "SQL", "Negotiation"]
    assert labels(goal("Learn SQL", 100, ADA)) == ["Negotiation"], "the goals of the other are not theirs"


def test_whoever_taught_learned_nothing_of_what_they_taught() -> None:
    assert labels(who=ADA) == []
    assert labels(goal("Better at hiring", 50, ADA), who=ADA, pair=with_objectives(PAIR, {BEN: "Writing"})) == [
        "Hiring",
        "Writing",
    ]


def test_what_they_offer_already_is_not_suggested() -> None:
    assert labels(goal("Learn SQL", 50), offered=(KNOWN.skill("sql"), KNOWN.skill("Negotiation"))) == []


@given(st.integers(0, SKILLS_LIMIT))
def test_never_more_than_a_field_holds(count: int) -> None:
    many = Vocabulary.of([(f"Craft {chr(97 + number) * 3}", ()) for number in range(12)])
    goals = [goal(f"craft {chr(97 + number) * 3}", 100) for number in range(12)]
    offered = [Skill(f"own{number}", f"Own {number}") for number in range(count)]
    found = grown_in(replace(PAIR, reasons=()), BEN, goals, offered, many)
    assert len(found) == min(MOST_SUGGESTED, SKILLS_LIMIT - count)


def test_the_profile_of_a_mentor_is_the_old_one_and_more() -> None:
    sql = KNOWN.skill("SQL")
    profile = Profile(BEN, (KNOWN.skill("Hiring"),), (sql,), WorkingHours("UTC"), NOW)
    after = as_mentor(profile, (sql,))
    assert [skill.label for skill in after.offers] == ["Hiring", "SQL"]
    assert after.formats == profile.formats | {Format.ONE_TO_ONE}
    assert (after.wants, after.limits, after.about) == (profile.wants, profile.limits, profile.about)
