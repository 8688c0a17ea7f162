"""Names of skills: spellings meet, different skills stay apart."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.base.errors import InvalidField
from bot.domain.base.skill import SKILLS_LIMIT, Skill
from bot.domain.base.spelling import key_of, tidy, words
from bot.domain.people.skills import LABEL_LIMIT, Vocabulary

NAMES = Vocabulary.of(
    [
        ("Kubernetes", ("k8s",)),
        ("AI", ("artificial intelligence",)),
        ("Retail", ()),
        ("Go", ("golang",)),
        ("Google Cloud", ("gcp",)),
        ("Frontend development", ("front-end",)),
        ("Project management", ("project manager",)),
        ("Product management", ()),
    ]
)


def labels(skills: list[Skill]) -> list[str]:
    return [skill.label for skill in skills]


@pytest.mark.parametrize(
    "spellings",
    [
        ("front-end", "Frontend", "front end", "FRONT_END", "front‑ends"),
        ("C++", "c++"),
        (".NET", ".net", "dotnet"),
        ("ASP.NET", "asp .net"),
        ("Node.js", "nodejs", "node js"),
        ("Organisational design", "organizational designs"),
        ("Modelling", "modeling"),
        ("R&D", "r and d"),
        ("strategies", "Strategy"),
        ("APIs", "api"),
        ("Processes", "process"),
        ("Résumé review", "resume reviews"),
        ("Employee's rights", "employees rights"),
        ("ｄａｔａ", "data"),
    ],
)
def test_spellings_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    assert len({key_of(spelling) for spelling in spellings}) == 1


def test_names_that_differ_by_a_sign_stay_apart() -> None:
    apart = ["C", "C++", "C#", "R", "Go", ".NET", "F#", "F", "Objective-C", "Net", "D", "AI", "Retail"]
    assert len({key_of(name) for name in apart}) == len(apart)


def test_an_alias_means_the_skill_and_unknown_words_are_a_skill_of_their_own() -> None:
    assert NAMES.skill(" K8S ").label == "Kubernetes"
    assert NAMES.skill("k8s") == NAMES.skill("kubernetes")
    assert NAMES.skill("Bee  keeping") == Skill("beekeeping", "Bee keeping")
    assert NAMES.skill("AI") != NAMES.skill("retail")


@pytest.mark.parametrize("typed", ["", "   ", "🎉", "🎉 🚀", ":tada:", "--", "!?", "\u200b"])
def test_a_skill_without_a_letter_is_refused(typed: str) -> None:
    with pytest.raises(InvalidField) as refused:
        NAMES.skill(typed)
    assert refused.value.problem == "empty_skill"


def test_a_label_has_at_most_sixty_characters_and_a_field_fifteen_skills() -> None:
    assert NAMES.skill("x" * LABEL_LIMIT).label == "x" * LABEL_LIMIT
    with pytest.raises(InvalidField, match="skill_too_long"):
        NAMES.skill("x" * (LABEL_LIMIT + 1))
    fifteen = [f"skill {n}" for n in range(SKILLS_LIMIT)]
    assert len(NAMES.skills([*fifteen, "Skill-0"])) == SKILLS_LIMIT
    with pytest.raises(InvalidField, match="too_many_skills"):
        NAMES.skills([*fifteen, "one more"])


def test_suggestions_begin_with_the_exact_one_then_prefixes_then_near_misses() -> None:
    assert labels(NAMES.suggest("go")) == ["Go", "Google Cloud"]
    assert labels(NAMES.suggest("ai")) == ["AI"]
    assert labels(NAMES.suggest("intell")) == ["AI"]
    assert labels(NAMES.suggest("front e")) == ["Frontend development"]
    assert labels(NAMES.suggest("manage")) == ["Project management", "Product management"]
    assert labels(NAMES.suggest("project managment"))[0] == "Project management"
    assert labels(NAMES.suggest("kuberentes")) == ["Kubernetes"]
    assert NAMES.suggest("") == []
    assert len(NAMES.suggest("p", limit=1)) == 1


@given(st.text(max_size=200))
@example("İ")
@example("ß")
@example("ŉ")
def test_the_normal_form_does_not_depend_on_case_or_space(typed: str) -> None:
    assert tidy(typed) == tidy(tidy(typed))
    assert key_of(f"  {typed}\n") == key_of(typed)
    assert all(letter.isalnum() or letter in "+#" for letter in key_of(typed))
    assert "".join(words(typed)) == "".join(words(" ".join(words(typed))))


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=80))
def test_case_never_matters(typed: str) -> None:
    assert key_of(typed.upper()) == key_of(typed.lower())


@given(st.text(max_size=LABEL_LIMIT).filter(lambda typed: key_of(tidy(typed)) and len(tidy(typed)) <= LABEL_LIMIT))
@example("AA\x1b0S")
@example("e\u200c\u0301")
def test_whatever_has_a_letter_becomes_a_skill(typed: str) -> None:
    skill = NAMES.skill(typed)
    assert skill == NAMES.skill(skill.label)
    assert 0 < len(skill.label) <= LABEL_LIMIT
