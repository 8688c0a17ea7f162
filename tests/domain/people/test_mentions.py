"""Which skills a question mentions, with the built-in list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.vocabulary import built_in


@pytest.mark.parametrize(
    ("question", "mentioned"),
    [
        ("How do I write tests in Go?", {"Go"}),
        ("My channels in golang leak", {"Go"}),
        ("Our go service is slow", {"Go"}),
        ("Let's go on. Go ahead!", set()),
        ("When do we go live, and who has access?", set()),
        ("Should we move from C to Rust or C++?", {"C", "Rust", "C++"}),
        ("How do I speak in a C-level meeting?", set()),
        ("I need vitamin C", set()),
        ("Which R package plots survival curves?", {"R"}),
        ("Can AI help retail?", {"AI", "Retail"}),
        ("Retail is all about detail", {"Retail"}),
        ("There is slack in the plan for spring", set()),
        ("Excel pivot tables for budgets", {"Excel", "Budgeting"}),
        ("React hooks with TypeScript in our Next.js app", {"React", "TypeScript", "Next.js"}),
        ("How do I react to this? The rest of the team laughed.", set()),
        ("Is our REST interface well made?", {"REST"}),
        ("How do I push back on a deadline?", {"Difficult conversations"}),
        ("Who can review my SQL query?", {"SQL"}),
        ("Is Go better than Rust?", {"Go", "Rust"}),
        ("Post it on git hub", {"GitHub"}),
        ("Who is on call tonight?", {"Incident management"}),
        ("I am a new manager", {"First-time management"}),
        ("\u00df\u00df\u00df-c", set()),
        ("front end help for k8s dashboards", {"Frontend development", "Kubernetes", "Dashboards"}),
        ("I have a I mean we have no idea", set()),
        ("WHAT DO WE DO IF WE GO IN C AND R", set()),
    ],
)
def test_skills_mentioned_as_whole_words(question: str, mentioned: set[str]) -> None:
    assert {skill.label for skill in built_in().found_in(question)} == mentioned


def test_longer_names_come_first_and_hide_the_shorter_ones_inside() -> None:
    found = built_in().found_in("Sales, then key account management, then machine learning")
    assert [skill.label for skill in found] == ["Account management", "Machine learning", "Sales"]


def test_the_limit_holds() -> None:
    assert len(built_in().found_in("python java sql html css docker", limit=3)) == 3


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    known = set(built_in().by_key.values())
    assert set(built_in().found_in(text)) <= known


def test_the_built_in_list_covers_all_departments_and_each_name_leads_to_one_skill() -> None:
    vocabulary = built_in()
    assert len(set(vocabulary.by_key.values())) >= 500
    for name in ["k8s", "fp&a", "okr", "ux", "gdpr", "cold calling", "seo", "payroll", "public speaking", "spanish"]:
        assert vocabulary.skill(name).label != name
    assert all(vocabulary.skill(skill.label) == skill for skill in vocabulary.by_key.values())
