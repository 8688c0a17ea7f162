"""Who is ranked where, and what is told of it."""

from dataclasses import replace
from datetime import timedelta
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asks.ask import Load, Shape
from bot.domain.asks.ranking import Evidence, Hit, Query, Ranked, RankingFactor, RankingResult, reasons
from bot.domain.asks.scoring import most_promising, rank
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import WORDS_LIMIT, words_of
from bot.domain.base.reasons import Reason
from bot.domain.people.person import WorkspaceMembership
from bot.domain.people.profile import Member
from bot.domain.people.search_text import HitKind
from tests.support.people import MONDAY, known, member, skills

ASKER = member("asker", zone="Europe/Berlin", department="Sales")
ABOUT_GO = Query(("go", "tests"), MONDAY, skills("Go"), asker=ASKER)


def answered(user_id: str, *positions: int) -> list[Hit]:
    return [Hit(UserId(user_id), HitKind.ANSWER, position) for position in positions]


def order(result: RankingResult) -> list[str]:
    return [one.user_id for one in result.ranked]


def factor(ranked: Ranked, kind: RankingFactor) -> float:
    return sum(one.share for one in ranked.factors if one.kind is kind)


def test_a_matching_skill_and_past_answers_come_before_neither() -> None:
    people = known(member("ada", "Go"), member("ben"), member("cleo", "Java"))
    assert order(rank(ABOUT_GO, answered("ben", 0, 3), people)) == ["ada", "ben"]


def test_votes_are_one_over_twenty_and_the_position() -> None:
    [ben] = rank(ABOUT_GO, answered("ben", 0, 30), known(member("ben"))).ranked
    assert factor(ben, RankingFactor.PAST_ANSWERS) == pytest.approx(1 / 20 + 1 / 50)


def test_nobody_is_suggested_of_whom_nothing_says_that_they_fit_until_the_search_is_widened() -> None:
    people = known(member("ada"), member("ben", wants=("Go",)))
    assert order(rank(ABOUT_GO, [], people)) == []
    assert order(rank(replace(ABOUT_GO, widened=True), [], people)) == ["ben", "ada"]


def test_paused_left_out_and_gone_people_are_never_ranked() -> None:
    ada, ben, cleo, dan = (member(name, "Go") for name in ("ada", "ben", "cleo", "dan"))
    paused = replace(ada, profile=ada.profile.pause(MONDAY + timedelta(days=1)))
    back = replace(dan, profile=dan.profile.pause(MONDAY - timedelta(days=1)))
    gone = replace(ben, person=replace(ben.person, standing=WorkspaceMembership.DEACTIVATED))
    query = replace(ABOUT_GO, excluded=frozenset({cleo.user_id}), widened=True)
    result = rank(query, [], known(paused, gone, cleo, back, replace(ASKER, profile=member("asker", "Go").profile)))
    assert order(result) == ["dan"]
    assert result.full == ()


def test_who_has_no_room_is_counted_and_not_ranked() -> None:
    ada, ben, cleo = member("ada", "Go"), member("ben", "Go"), member("cleo", "Java")
    people = known(ada, ben, cleo, load=Load(open_asks=1, live_offers=1)) | known(member("eve", "Go"))
    result = rank(ABOUT_GO, [], people)
    assert order(result) == ["eve"]
    assert result.no_room == 2, "Cleo would not fit anyway"


def test_who_was_asked_lately_comes_later() -> None:
    people = known(member("ada", "Go"), load=Load(lately=3)) | known(member("ben", "Go"))
    assert order(rank(ABOUT_GO, [], people)) == ["ben", "ada"]


def test_not_my_area_lowers_that_skill_for_that_person() -> None:
    people = known(member("ada", "Go", not_areas=("Go",)), member("ben", "Go"))
    assert order(rank(ABOUT_GO, answered("ada", 1, 2), people)) == ["ben", "ada"]
    assert order(rank(ABOUT_GO, [], people)) == ["ben"]


def test_help_that_was_rated_well_counts_and_bad_help_counts_against() -> None:
    people = {
        one.user_id: Evidence(one, Load(), helped_a_lot=good, helped_not=bad)
        for one, good, bad in [(member("ada", "Go"), 0, 3), (member("ben", "Go"), 3, 0), (member("cleo", "Go"), 0, 0)]
    }
    assert order(rank(ABOUT_GO, [], people)) == ["ben", "cleo", "ada"]


def test_hours_in_common_weigh_less_where_the_answer_is_written() -> None:
    people = known(member("ada", "Go", zone="Europe/Lisbon"))
    [talk] = rank(ABOUT_GO, [], people).ranked
    [thread] = rank(replace(ABOUT_GO, shape=Shape.THREAD), [], people).ranked
    assert factor(talk, RankingFactor.HOURS) == 2 * factor(thread, RankingFactor.HOURS) > 0


def test_reasons_are_the_largest_factors_each_kind_once() -> None:
    ada = member("ada", "Go", "Go testing", department="Engineering", zone="America/New_York")
    far = Hit(UserId("ada"), HitKind.ANSWER, 900, nearness=0.1)
    hits = [*answered("ada", 0, 4), far, Hit(UserId("ada"), HitKind.PROFILE, 1)]
    [ranked] = rank(replace(ABOUT_GO, asker=member("asker", department="Sales")), hits, known(ada)).ranked
    assert reasons(ranked, most=5) == (
        Reason("skills", ("Go",)),
        Reason("answered", ("2",)),
        Reason("capacity"),
        Reason("new_perspective", ("Engineering",)),
    )
    assert reasons(ranked, most=1) == (Reason("skills", ("Go",)),)


def test_hours_are_told_as_the_part_of_the_askers_day() -> None:
    ada = member("ada", "Go", zone="America/New_York")
    busy = {ada.user_id: Evidence(ada, Load(open_asks=1))}
    [ranked] = rank(replace(ABOUT_GO, asker=member("asker", zone="America/Los_Angeles")), [], busy).ranked
    assert reasons(ranked) == (Reason("skills", ("Go",)), Reason("hours", ("mornings",)))


def test_a_profile_that_was_found_tells_the_skills_that_the_question_names() -> None:
    ada = member("ada", "Client communication", "Bread baking")
    query = Query(words_of("How do I tell a client about a delay?"), MONDAY)
    [ranked] = rank(query, [Hit(ada.user_id, HitKind.PROFILE, 0)], known(ada)).ranked
    assert reasons(ranked)[0] == Reason("skills", ("Client communication",))


names = st.sampled_from(["ada", "ben", "cleo", "dan"])
loads = st.builds(Load, st.integers(0, 3), st.integers(0, 2), st.integers(0, 9))
areas = st.frozensets(st.sampled_from(["Go", "Java"]), max_size=2)
zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
members = st.builds(
    lambda name, offers, foreign, zone: member(name, *offers, not_areas=foreign, zone=zone), names, areas, areas, zones
)
seen = st.builds(Evidence, members, loads, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
everybody = st.lists(seen, unique_by=lambda one: one.member.user_id).map(
    lambda all_: {e.member.user_id: e for e in all_}
)
texts = st.lists(st.tuples(names, st.sampled_from(HitKind), st.integers(0, 999))).map(
    lambda found: [Hit(UserId(name), kind, position) for name, kind, position in found]
)
queries = st.builds(
    lambda asked, wide: replace(ABOUT_GO, skills=skills(*sorted(asked)), widened=wide), areas, st.booleans()
)


@given(queries, texts, everybody)
def test_factors_add_up_to_the_score_and_every_reason_is_true(
    query: Query, hits: list[Hit], people: dict[UserId, Evidence]
) -> None:
    result = rank(query, hits, people)
    for one in (*result.ranked, *result.full):
        assert one.score == fsum(part.share for part in one.factors)
        for reason in reasons(one):
            assert is_true(reason, people[one.user_id], query, hits)
    assert [(-one.score, one.user_id) for one in result.ranked] == sorted((-r.score, r.user_id) for r in result.ranked)


@given(queries, texts, everybody)
def test_the_order_does_not_depend_on_the_order_of_the_evidence(
    query: Query, hits: list[Hit], people: dict[UserId, Evidence]
) -> None:
    shuffled = dict(sorted(people.items(), reverse=True))
    assert rank(query, hits, people) == rank(query, hits, shuffled)


def is_true(reason: Reason, evidence: Evidence, query: Query, hits: list[Hit]) -> bool:
    person: Member = evidence.member
    match reason.kind:
        case "skills":
            labels = {skill.label for skill in person.profile.offers if skill.key not in person.profile.not_areas}
            return bool(reason.detail) and set(reason.detail) <= labels
        case "answered":
            own = [hit for hit in hits if hit.user_id == person.user_id and hit.kind is HitKind.ANSWER]
            return 1 <= int(reason.detail[0]) <= len(own)
        case "capacity":
            return evidence.load.open_asks + evidence.load.live_offers == 0
        case "hours":
            return reason.detail[0] in {"mornings", "afternoons", "all day"}
    return False


def test_the_most_promising_are_those_with_votes_or_a_skill() -> None:
    hits = [*answered("ada", 0), *answered("ben", 1, 2), *answered("cleo", 500), *answered("asker", 3)]
    query = replace(ABOUT_GO, excluded=frozenset({UserId("dan")}))
    assert most_promising(query, hits, [UserId("eve"), UserId("dan")], 3) == ["eve", "ben", "ada"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How do I write C++ in .NET?", ("write", "c++", ".net")),
        ("C, c and C#!", ("c", "c#")),
        ("What should we do about it?", ()),
        ("I don't like R's plots", ("r", "plots")),
        ('"; DROP TABLE people; --', ("drop", "table", "people")),
        ("Größe der Straße", ("größe", "der", "straße")),
    ],
)
def test_the_telling_words_of_a_question(question: str, words: tuple[str, ...]) -> None:
    assert words_of(question) == words


@given(st.text(max_size=500))
def test_words_are_few_and_each_once(question: str) -> None:
    words = words_of(question)
    assert len(words) == len(set(words)) <= WORDS_LIMIT
    assert all(word == word.strip() and word for word in words)
