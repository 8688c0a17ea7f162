"""Questions to start with."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.starters import load_starters
from bot.domain.asks.ask import Ask, AskId, Shape
from bot.domain.asks.starters import Starters, choose
from bot.domain.base.ids import UserId

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ALL = load_starters()


def ask(ask_id: str, question: str, shape: Shape = Shape.MINUTES_15) -> Ask:
    return Ask(AskId(ask_id), UserId("U"), question, NOW, shape=shape)


@given(st.text(), st.text(), st.sampled_from(Shape))
def test_three_different_ones_and_always_the_same(ask_id: str, question: str, shape: Shape) -> None:
    chosen = choose(ALL, ask(ask_id, question, shape))
    assert len(set(chosen)) == len(chosen) == 3
    assert chosen == choose(ALL, ask(ask_id, question, shape))


@pytest.mark.parametrize(
    ("question", "starter"),
    [
        ("How do I give my manager feedback?", "How would the other person describe the same situation?"),
        ("Why is this SQL slow?", "What do you see, and what did you expect to see instead?"),
    ],
)
def test_the_kind_of_question_shows(question: str, starter: str) -> None:
    kind = next(kind for kind in ALL.kinds if starter in kind.starters)
    assert all(choose(ALL, ask(str(number), question))[0] in kind.starters for number in range(20))


def test_the_form_of_the_answer_shows() -> None:
    assert choose(ALL, ask("1", "?", Shape.THREAD))[1] in ALL.thread
    assert choose(ALL, ask("1", "?", Shape.MINUTES_30))[1] in ALL.talk


def test_all_of_them_are_questions_for_a_talk() -> None:
    every = [*ALL.general, *ALL.talk, *ALL.thread, *(one for kind in ALL.kinds for one in kind.starters)]
    assert len(set(every)) == len(every) >= 30
    assert all(one.endswith("?") and len(one) < 100 for one in every)


def test_without_any_there_are_none() -> None:
    assert choose(Starters(), ask("1", "?")) == ()
