"""The ask form and what follows it: Slack takes them, whatever was typed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.asks.ask import ask_modal, ask_sent
from bot.domain.asks.ask import QUESTION_LIMIT, Ask, AskDraft, AskId, AskState, Urgency
from bot.domain.base.ids import UserId
from bot.sandbox.blockkit import problems_in_view
from tests.blocks.samples import ASKER, HOSTILE, MENTOR, MOMENT, elements, skills
from tests.support.volume import examples


def inputs(view: dict[str, object]) -> list[str]:
    return [str(block["block_id"]) for block in elements(view["blocks"], "input")]


@examples(15, 500)
@given(st.text(max_size=8000), st.text(max_size=3000))
def test_slack_takes_the_form_with_any_words(question: str, tried: str) -> None:
    draft = AskDraft(question, skills(question), tried, excluded=frozenset({MENTOR}))
    assert problems_in_view(ask_modal(draft)) == []


def test_it_asks_for_seven_things_at_most_the_needed_first() -> None:
    view = ask_modal(AskDraft("How?"))
    assert inputs(view) == ["question", "skills", "urgency", "shape", "tried", "privacy", "excluded"]


def test_toward_one_person_nobody_is_left_out() -> None:
    view = ask_modal(AskDraft("How?", only=MENTOR), "Jonas")
    assert "excluded" not in inputs(view)
    assert "*Jonas* alone" in json.dumps(view)


def test_what_does_not_fit_is_shown_and_not_lost() -> None:
    question = "a" * QUESTION_LIMIT + "the end"
    view = json.dumps(ask_modal(AskDraft(question)))
    assert '"the end"' in view
    assert "3,007 characters" in view


def test_what_was_typed_before_is_filled_in() -> None:
    draft = AskDraft("How?", skills("Sales"), "Much", name_hidden=True, excluded=frozenset({MENTOR}))
    view = json.dumps(ask_modal(draft))
    assert all(f'"initial_{part}"' in view for part in ("value", "options", "option", "users"))


def test_the_private_metadata_is_small() -> None:
    draft = AskDraft("q" * 3000, only=UserId("U" * 20))
    assert len(ask_modal(draft)["private_metadata"]) < 200


@pytest.mark.parametrize("state", [AskState.ROUTING, AskState.EXHAUSTED])
@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("question", ["How?", HOSTILE])
def test_slack_takes_what_follows(state: AskState, urgency: Urgency, question: str) -> None:
    ask = Ask(AskId("a1"), ASKER, question, MOMENT, urgency=urgency, state=state)
    assert problems_in_view(ask_sent(ask)) == []
    assert problems_in_view(ask_sent(replace(ask, only=MENTOR))) == []
