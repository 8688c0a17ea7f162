"""Choosing a topic: it always fits, never comes twice, and differs from the last one wherever that is possible."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mentorships.topics import (
    PAIR_FORMATS,
    Level,
    Situation,
    Stage,
    Tag,
    Topic,
    TopicPurpose,
    TopicWeights,
    Weighs,
    choose,
    fits,
    in_order,
    stage_of,
    stems_of,
)
from bot.domain.people.profile import Format

NOW = Situation("pair-1", Format.ONE_TO_ONE, Stage.MIDDLE)


def topic(slug: str, *tags: Tag, title: str = "", says: str = "") -> Topic:
    """A topic for any one-to-one pair in its middle."""
    return Topic(
        slug=slug,
        title=title or slug,
        formats=frozenset({Format.ONE_TO_ONE}),
        stages=frozenset({Stage.MIDDLE}),
        minutes=30,
        tags=tags or (Tag.TRUST,),
        opening="What?",
        deeper=("Why?", "How?"),
        before_next="Do.",
        about=stems_of([title, *tags]),
        mentions=stems_of([says]),
    )


def slugs(topics: Sequence[Topic], situation: Situation = NOW, used: Sequence[str] = ()) -> list[str]:
    return [scored.topic.slug for scored in in_order(topics, situation, used)]


def some(
    values: type[TopicPurpose] | type[Level] | type[Tag] | type[Stage], least: int = 0
) -> st.SearchStrategy[frozenset]:  # type: ignore[type-arg]
    return st.frozensets(st.sampled_from(list(values)), min_size=least, max_size=3)


WORDS = st.sampled_from(["client", "budget", "rust", "lead", "speaking", "trust"])
TOPICS = st.lists(
    st.builds(
        lambda slug, forms, stages, purposes, levels, tags, minutes, words: replace(
            topic(slug, *sorted(tags), says=" ".join(words)),
            **{"formats": forms, "stages": stages, "purposes": purposes, "levels": levels, "minutes": minutes},
        ),
        st.text("abcdef", min_size=1, max_size=3),
        st.frozensets(st.sampled_from(sorted(PAIR_FORMATS)), min_size=1),
        some(Stage, 1),
        some(TopicPurpose),
        some(Level),
        some(Tag, 1),
        st.integers(15, 90),
        st.lists(WORDS, max_size=3),
    ),
    max_size=25,
    unique_by=lambda one: one.slug,
)
SITUATIONS = st.builds(
    Situation,
    mentorship=st.text(max_size=5),
    format=st.sampled_from(sorted(PAIR_FORMATS)),
    stage=st.sampled_from(Stage),
    purpose=st.none() | st.sampled_from(TopicPurpose),
    level=st.none() | st.sampled_from(Level),
    goals=st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=3).map(tuple),
    minutes=st.none() | st.integers(15, 90),
)


@given(TOPICS, SITUATIONS)
def test_what_is_chosen_always_fits_and_never_comes_twice(topics: list[Topic], now: Situation) -> None:
    used: list[str] = []
    while chosen := choose(topics, now, used):
        assert fits(chosen, now)
        assert chosen.slug not in used
        used.append(chosen.slug)
    assert set(used) == {one.slug for one in topics if fits(one, now)}


@given(TOPICS, SITUATIONS)
def test_a_tag_of_the_last_time_comes_only_where_every_topic_has_one(topics: list[Topic], now: Situation) -> None:
    tags = {one.slug: set(one.tags) for one in topics}
    used: list[str] = []
    while chosen := choose(topics, now, used):
        left = [one.slug for one in topics if fits(one, now) and one.slug not in used]
        if used and any(not tags[slug] & tags[used[-1]] for slug in left):
            assert not tags[chosen.slug] & tags[used[-1]]
        used.append(chosen.slug)


@given(TOPICS, SITUATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(topics: list[Topic], now: Situation, chance: st.DataObject) -> None:
    shuffled = list(topics)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert slugs(topics, now) == slugs(shuffled, now)


@given(TOPICS, SITUATIONS)
def test_every_score_is_the_sum_of_its_factors(topics: list[Topic], now: Situation) -> None:
    weights = TopicWeights()
    for scored in in_order(topics, now, [one.slug for one in topics[:3]]):
        assert scored.score == pytest.approx(sum(value for _, value in scored.factors))
        assert len({kind for kind, _ in scored.factors}) == len(scored.factors)
        others = sum(abs(value) for kind, value in scored.factors if kind is not Weighs.LAST_TIME)
        assert others < weights.last_time


def test_nothing_is_chosen_where_nothing_is_left() -> None:
    assert choose([], NOW, []) is None
    assert choose([topic("a")], NOW, ["a"]) is None


def test_a_purpose_or_level_that_is_not_known_gets_only_topics_for_any() -> None:
    for_skill = replace(topic("skill"), purposes=frozenset({TopicPurpose.SKILL}))
    for_leads = replace(topic("leads"), levels=frozenset({Level.LEAD}))
    assert not fits(for_skill, NOW)
    assert not fits(for_skill, replace(NOW, purpose=TopicPurpose.ONBOARDING))
    assert fits(for_skill, replace(NOW, purpose=TopicPurpose.SKILL))
    assert not fits(for_leads, NOW)
    assert not fits(for_leads, replace(NOW, level=Level.JUNIOR))
    assert fits(for_leads, replace(NOW, level=Level.LEAD))


def test_what_is_made_for_the_purpose_the_level_and_the_stage_goes_first() -> None:
    now = replace(NOW, purpose=TopicPurpose.SKILL, level=Level.LEAD)
    made = [
        replace(topic("any"), stages=frozenset({Stage.MIDDLE, Stage.LATE})),
        topic("stage"),
        replace(topic("level"), levels=frozenset({Level.LEAD})),
        replace(topic("purpose"), purposes=frozenset({TopicPurpose.SKILL})),
    ]
    assert slugs(made, now) == ["purpose", "level", "stage", "any"]


def test_what_names_a_goal_goes_before_what_mentions_it_and_that_before_the_rest() -> None:
    made = [topic("rest"), topic("mentions", says="your clients"), topic("names", title="The client")]
    assert slugs(made, replace(NOW, goals=("Win more clients",))) == ["names", "mentions", "rest"]


def test_a_word_that_every_topic_mentions_says_nothing() -> None:
    made = [topic(slug, says="work") for slug in "abc"] + [topic("d", says="work budget")]
    assert slugs(made, replace(NOW, goals=("Work on my budget",)))[0] == "d"
    scored = in_order(made, replace(NOW, goals=("work",)), [])
    assert {dict(one.factors)[Weighs.GOALS] for one in scored} == {0.0}


def test_what_is_longer_than_the_meeting_comes_last_but_comes() -> None:
    made = [replace(topic("long"), minutes=90), topic("short"), replace(topic("longer than it"), minutes=45)]
    assert slugs(made, replace(NOW, minutes=30)) == ["short", "longer than it", "long"]


def test_tags_of_lately_are_avoided_too_the_latest_most() -> None:
    made = [topic("1", Tag.TOOLS), topic("2", Tag.CAREER), topic("3", Tag.GOALS)]
    made += [topic("tools", Tag.TOOLS), topic("career", Tag.CAREER), topic("goals", Tag.GOALS), topic("new", Tag.WORDS)]
    assert slugs(made, NOW, ["1", "2", "3"]) == ["new", "tools", "career", "goals"]


def test_a_used_topic_that_no_longer_exists_is_passed_over() -> None:
    assert slugs([topic("a"), topic("b")], NOW, ["a", "gone"]) == ["b"]


def test_equal_topics_come_in_an_order_of_the_pair() -> None:
    made = [topic(f"t{number}") for number in range(8)]
    orders = {tuple(slugs(made, replace(NOW, mentorship=f"pair-{number}"))) for number in range(10)}
    assert len(orders) == 10
    assert slugs(made) == slugs(made)


@pytest.mark.parametrize(
    ("planned", "stages"),
    [
        (1, "first"),
        (2, "first last"),
        (3, "first middle last"),
        (4, "first middle middle last"),
        (5, "first middle half_time late last"),
        (6, "first middle half_time middle late last"),
        (12, "first early early middle middle half_time middle middle middle late late last"),
    ],
)
def test_the_stages_of_a_pair(planned: int, stages: str) -> None:
    assert [stage_of(meeting, planned).value for meeting in range(1, planned + 1)] == stages.split()


@given(st.integers(1, 200))
def test_stages_come_in_their_order(planned: int) -> None:
    seen = [stage_of(meeting, planned) for meeting in range(1, planned + 1)]
    assert seen[0] is Stage.FIRST
    assert planned == 1 or seen[-1] is Stage.LAST
    assert seen.count(Stage.FIRST) == 1
    assert seen.count(Stage.HALF_TIME) == (planned >= 5)
    places = [list(Stage).index(stage) for stage in seen if stage not in (Stage.HALF_TIME, Stage.MIDDLE)]
    assert places == sorted(places)


def test_a_pair_without_an_end_or_beyond_it_stays_in_the_middle() -> None:
    assert [stage_of(meeting).value for meeting in (1, 2, 4, 5, 100)] == ["first", "early", "early", "middle", "middle"]
    assert stage_of(7, planned=6) is Stage.MIDDLE
    assert stage_of(2, planned=1) is Stage.MIDDLE
