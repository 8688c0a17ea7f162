"""What views may hold, and what is refused: for each rule a case of both."""

from typing import Any

import pytest

from bot.sandbox.blockkit import problems_in_view
from tests.sandbox.kit import PIE, chart, options, table
from tests.support.blocks import (
    Json,
    button,
    field,
    home,
    modal,
    mrkdwn,
    plain,
    section,
    select,
    typed,
)


def number(**more: Any) -> Json:
    return select("number_input", is_decimal_allowed=False, **more)


# (what it is about, a view that Slack takes, one that it refuses, a word of the refusal)
VIEW_CASES: list[tuple[str, Json, Json, str]] = [
    ("title", modal(title=plain("x" * 24)), modal(title=plain("x" * 25)), "less than 25"),
    ("title is needed", modal(), {"type": "modal", "blocks": []}, "missing required field: title"),
    ("submit", modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25)), "less than 25"),
    ("close", modal(close=plain("x" * 24)), modal(close=plain("x" * 25)), "less than 25"),
    ("inputs need submit", modal(typed("b")), modal(typed("b"), submit=None), "submit"),
    ("blocks", modal(*[{"type": "divider"}] * 100), modal(*[{"type": "divider"}] * 101), "no more than 100"),
    ("home blocks", home(*[{"type": "divider"}] * 100), home(*[{"type": "divider"}] * 101), "no more than 100"),
    ("private metadata", modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "less than 3001"),
    ("callback id", modal(callback_id="x" * 255), modal(callback_id="x" * 256), "less than 256"),
    ("external id", modal(external_id="x" * 255), modal(external_id="x" * 256), "less than 256"),
    ("unknown property", modal(), modal(colour="red"), "additional property"),
    ("home has no title", home(), home(title=plain("x")), "additional property"),
    ("a known view", home(), {"type": "dialog", "blocks": []}, "enum"),
    ("block ids are unique", modal(typed("a"), typed("b")), modal(typed("a"), typed("a")), "already exists"),
    ("one focus", modal(typed("a", focus_on_load=True)), modal(*[typed(b, focus_on_load=True) for b in "ab"]), "focus"),
    ("label", modal(typed("b")), modal(typed("b") | {"label": mrkdwn("x")}), "enum"),
    ("label length", modal(typed("b" * 255)), modal(typed("b") | {"label": plain("x" * 2001)}), "less than 2001"),
    ("hint", modal(typed("b", hint=plain("x" * 2000))), modal(typed("b", hint=plain("x" * 2001))), "less than 2001"),
    ("input element", modal(typed("b")), modal(field("b", button("a"))), "unsupported type"),
    (
        "overflow is no input",
        modal(typed("b")),
        modal(field("b", select("overflow", options=options(1)))),
        "unsupported",
    ),
    ("max_length", modal(typed("b", max_length=3000)), modal(typed("b", max_length=3001)), "1 to 3000"),
    (
        "min and max",
        modal(typed("b", min_length=2, max_length=3)),
        modal(typed("b", min_length=4, max_length=3)),
        "above",
    ),
    (
        "initial value",
        modal(typed("b", initial_value="xyz", max_length=3)),
        modal(typed("b", initial_value="wxyz", max_length=3)),
        "less than 4",
    ),
    ("initial text", modal(typed("b", initial_value="x" * 3000)), modal(typed("b", initial_value="x" * 3001)), "3001"),
    ("number as text", modal(field("b", number(min_value="1"))), modal(field("b", number(min_value=1))), "string"),
    (
        "number range",
        modal(field("b", number(min_value="1", max_value="9"))),
        modal(field("b", number(min_value="9", max_value="1"))),
        "above",
    ),
    ("decimals are said", modal(field("b", number())), modal(field("b", select("number_input"))), "is_decimal_allowed"),
    (
        "most selected",
        modal(field("b", select("multi_external_select", max_selected_items=1))),
        modal(field("b", select("multi_external_select", max_selected_items=0))),
        "from 1",
    ),
    (
        "most files",
        modal(field("b", select("file_input", max_files=10))),
        modal(field("b", select("file_input", max_files=11))),
        "10",
    ),
    ("no table in a modal", home(table(["x"])), modal(table(["x"])), "unsupported type"),
    ("no markdown in a modal", modal(section("x")), modal({"type": "markdown", "text": "x"}), "unsupported type"),
    (
        "alert in a modal",
        modal({"type": "alert", "text": plain("x")}),
        home({"type": "alert", "text": plain("x")}),
        "unsup",
    ),
    ("no chart on Home", home(section("x")), home(chart(PIE)), "unsupported type"),
    (
        "dispatch config",
        modal(typed("b", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]})),
        modal(typed("b", dispatch_action_config={"trigger_actions_on": ["on_hover"]})),
        "enum",
    ),
]


@pytest.mark.parametrize(("good", "bad", "word"), [case[1:] for case in VIEW_CASES], ids=[c[0] for c in VIEW_CASES])
def test_views(good: Json, bad: Json, word: str) -> None:
    assert problems_in_view(good) == []
    problems = problems_in_view(bad)
    assert any(word in problem.message for problem in problems), problems
    assert all(problem.pointer.startswith("/") for problem in problems)
