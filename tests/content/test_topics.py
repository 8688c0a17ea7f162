"""The topics as they are written: each file holds to the schema, no two say the same, and no pair runs out."""

import re
from collections import Counter
from itertools import combinations

import pytest

from bot.content.topics import BadTopic, load_topics, read_topic, words_of_tags
from bot.domain.mentorships.topics import (
    PAIR_FORMATS,
    Level,
    Situation,
    Stage,
    Tag,
    Topic,
    TopicPurpose,
    choose,
    fits,
    stage_of,
    stems_of,
)
from bot.domain.people.profile import Format

YEAR_OF_WEEKS = 52
MOST_ALIKE = 0.35
"""Share of telling words that two topics may have in common."""

GOOD = """---
title: A good working day
format: [one_to_one, peer]
purpose: [any]
stage: [first, early]
level: [junior]
minutes: 30
tags: [energy]
---

## To open

What did it consist of?

## To go deeper

- Which part could nobody have planned?
- What would have to change?

## Before the next time

Note the best hour of each day.
"""


def lines(topic: Topic) -> tuple[str, ...]:
    return (topic.title, topic.opening, *topic.deeper, topic.before_next)


def alike(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / len(ours | theirs)


def test_a_file_becomes_a_topic() -> None:
    topic = read_topic("a-good-day", GOOD, {Tag.ENERGY: "stress balance"})
    assert topic.slug == "a-good-day"
    assert topic.formats == {Format.ONE_TO_ONE, Format.PEER}
    assert topic.purposes == frozenset()
    assert topic.stages == {Stage.FIRST, Stage.EARLY}
    assert topic.levels == {Level.JUNIOR}
    assert (topic.minutes, topic.tags) == (30, (Tag.ENERGY,))
    assert topic.opening == "What did it consist of?"
    assert topic.deeper == ("Which part could nobody have planned?", "What would have to change?")
    assert topic.before_next == "Note the best hour of each day."
    assert {"energy", "stress", "balance", "day"} <= topic.about
    assert {"planned", "hour"} <= topic.mentions


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("---\ntitle", "title", "front matter"),
        ("format: [", "format: [[", "YAML"),
        ("minutes: 30\n", "", "exactly title, format"),
        ("tags:", "colour: blue\ntags:", "exactly title, format"),
        ("A good working day", "", "title"),
        ("A good working day", "A good working day" * 4, "title"),
        ("[one_to_one, peer]", "[flash]", "format"),
        ("[one_to_one, peer]", "[]", "format"),
        ("[one_to_one, peer]", "peer", "format"),
        ("[one_to_one, peer]", "[[peer]]", "format"),
        ("[one_to_one, peer]", "[peer, peer]", "twice"),
        ("purpose: [any]", "purpose: [any, skill]", "purpose"),
        ("[first, early]", "[any]", "stage"),
        ("[junior]", "[boss]", "level"),
        ("minutes: 30", "minutes: 10", "minutes"),
        ("minutes: 30", "minutes: 95", "minutes"),
        ("minutes: 30", "minutes: true", "minutes"),
        ("[energy]", "[sleep]", "tags"),
        ("[energy]", "[energy, trust, words, tools]", "tags"),
        ("## To open", "## Question", "headings"),
        ("\n## Before the next time\n\nNote the best hour of each day.\n", "", "headings"),
        ("consist of?", "consist of.", "one question"),
        ("What did it consist of?", "What? And why?", "one question"),
        ("What did it consist of?", "What did\nit consist of?", "one line"),
        ("What did it consist of?", f"What {'x' * 200}?", "at most 200"),
        ("- What would have to change?\n", "", "list of two"),
        ("- What would", "What would", "list of two"),
        ("each day.\n", "each day\n", "full stop"),
    ],
)
def test_an_error_names_the_file_and_the_place(old: str, new: str, named: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTopic, match=re.escape("prompts/topics/a-good-day.md")) as error:
        read_topic("a-good-day", GOOD.replace(old, new, 1))
    assert named in str(error.value)


def test_all_files_are_read_once_and_each_format_has_its_own() -> None:
    topics = load_topics()
    assert load_topics() is topics
    assert len(topics) >= 160
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.slug) for topic in topics)
    only = Counter(next(iter(topic.formats)) for topic in topics if len(topic.formats) == 1)
    assert min(only[Format.REVERSE], only[Format.PEER]) >= 30
    assert {level for topic in topics for level in topic.levels} == set(Level)


def test_each_tag_is_used_and_has_words_that_point_to_it() -> None:
    assert {tag for topic in load_topics() for tag in topic.tags} == set(Tag)
    assert set(words_of_tags()) == set(Tag)


def test_no_line_stands_twice() -> None:
    said = Counter(line.casefold() for topic in load_topics() for line in lines(topic))
    assert [line for line, times in said.items() if times > 1] == []


def test_no_two_topics_say_the_same() -> None:
    words = {topic.slug: stems_of(lines(topic)) for topic in load_topics()}
    assert [pair for pair in combinations(words, 2) if alike(words[pair[0]], words[pair[1]]) >= MOST_ALIKE] == []


def test_a_copy_with_other_small_words_would_be_found() -> None:
    reworded = GOOD.replace("What did it consist of?", "Of what did it really consist, then?")
    one, two = (stems_of(lines(read_topic("a", text))) for text in (GOOD, reworded))
    assert alike(one, two) >= MOST_ALIKE


def test_words_are_plain() -> None:
    """No markup, no emoji, no shouting: letters, digits and a few signs."""
    plain = re.compile(r"[A-Za-z0-9 ,.:;?'-]+")
    assert [line for topic in load_topics() for line in lines(topic) if not plain.fullmatch(line)] == []


def test_words_assume_nothing_of_anybody() -> None:
    """No gender, family, faith, drink or office, and none of the field's worn phrases."""
    assuming = """he she him his her hers himself herself guys girls boys ladies gentlemen man woman men women husband
        wife spouse mother father mum dad parents kids child children family married church prayer god christmas holiday
        beer wine drinks pub bar desk cubicle headquarters boss subordinate superior underling mentee protege superpower
        passion hustle rockstar ninja"""
    found = [
        (topic.slug, word)
        for topic in load_topics()
        for word in assuming.split()
        if re.search(rf"\b{word}\b", " ".join(lines(topic)), re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("purpose", [*TopicPurpose, None])
@pytest.mark.parametrize("form", sorted(PAIR_FORMATS))
def test_a_weekly_pair_never_runs_out_in_a_year(form: Format, purpose: TopicPurpose | None) -> None:
    for pair in ("one", "two", "three"):
        used: list[str] = []
        for meeting in range(1, YEAR_OF_WEEKS + 1):
            now = Situation(pair, form, stage_of(meeting, YEAR_OF_WEEKS), purpose)
            topic = choose(load_topics(), now, used)
            assert topic is not None, f"nothing left for meeting {meeting}"
            used.append(topic.slug)
        assert len(set(used)) == YEAR_OF_WEEKS


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("form", sorted(PAIR_FORMATS))
def test_each_stage_of_each_format_has_a_choice(form: Format, stage: Stage) -> None:
    for purpose in TopicPurpose:
        assert sum(fits(topic, Situation("pair", form, stage, purpose)) for topic in load_topics()) >= 3


def test_reverse_pairs_have_topics_of_their_own_kind() -> None:
    for topic in load_topics():
        if topic.slug.startswith("reverse-"):
            assert topic.formats == {Format.REVERSE}, topic.slug
        if topic.slug.startswith("peer-"):
            assert topic.formats == {Format.PEER}, topic.slug


@pytest.mark.parametrize(
    ("goal", "tag"),
    [
        ("Speak up in presentations to our clients", Tag.WORDS),
        ("Learn to delegate to my team", Tag.LEADING),
        ("Get better at negotiation and disagreement", Tag.CONFLICT),
        ("Automate our spreadsheet reports with Python", Tag.TOOLS),
        ("Understand what customers need", Tag.CUSTOMERS),
        ("Less stress and a better work-life balance", Tag.ENERGY),
    ],
)
def test_the_goals_of_a_pair_are_heard(goal: str, tag: Tag) -> None:
    near = choose(load_topics(), Situation("pair", Format.ONE_TO_ONE, Stage.MIDDLE, goals=(goal,)), [])
    assert near is not None
    assert tag in near.tags
