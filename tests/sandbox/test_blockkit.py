"""What Block Kit takes, and what it refuses: for each rule a case of both."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from tests.support.blocks import (
    Json,
    actions,
    button,
    field,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    select,
    typed,
)

CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}
BAR = {
    "type": "bar",
    "series": [{"name": "asks", "data": [{"label": "May", "value": 3}, {"label": "June", "value": 5}]}],
    "axis_config": {"categories": ["May", "June"], "x_label": "Month", "y_label": "Asks"},
}
PIE = {"type": "pie", "segments": [{"label": "yes", "value": 3}, {"label": "no", "value": 1}]}


def chart(shape: Json, **changes: object) -> Json:
    return {"type": "data_visualization", "title": "Asks", "chart": shape | changes}


def table(*rows: list[str], kind: str = "table", **more: object) -> Json:
    return {"type": kind, "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows], **more}


def options(count: int) -> list[Json]:
    return [option(f"v{number}") for number in range(count)]


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


# (what it is about, a block that Slack takes, one that it refuses, a word of the refusal)
MESSAGE_CASES: list[tuple[str, Json, Json, str]] = [
    ("section text", section("x" * 3000), section("x" * 3001), "less than 3001"),
    ("section text is not empty", section("x"), section(""), "more than 0"),
    ("section says something", section("x"), {"type": "section"}, "one of: text, fields"),
    (
        "section fields",
        {"type": "section", "fields": [mrkdwn("x")] * 10},
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        "no more than 10",
    ),
    (
        "field text",
        {"type": "section", "fields": [mrkdwn("x" * 2000)]},
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "less than 2001",
    ),
    ("accessory", section("x", accessory=button("a")), section("x", accessory={"type": "input"}), "unsupported type"),
    (
        "accessory without an input",
        section("x", accessory=IMAGE),
        section("x", accessory=typed("b")["element"]),
        "unsup",
    ),
    (
        "header",
        {"type": "header", "text": plain("x" * 150)},
        {"type": "header", "text": plain("x" * 151)},
        "less than 151",
    ),
    ("header is plain", {"type": "header", "text": plain("x")}, {"type": "header", "text": mrkdwn("x")}, "enum"),
    ("divider", {"type": "divider"}, {"type": "divider", "text": plain("x")}, "additional property"),
    (
        "context",
        {"type": "context", "elements": [mrkdwn("x")] * 10},
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        "no more than 10",
    ),
    (
        "context elements",
        {"type": "context", "elements": [IMAGE]},
        {"type": "context", "elements": [button("a")]},
        "must be",
    ),
    (
        "actions",
        actions(*[button(f"a{number}") for number in range(25)]),
        actions(*[button(f"a{number}") for number in range(26)]),
        "no more than 25",
    ),
    ("actions has one", actions(button("a")), actions(), "at least 1"),
    ("action ids are unique", actions(button("a"), button("b")), actions(button("a"), button("a")), "already exists"),
    ("action id", actions(button("a" * 255)), actions(button("a" * 256)), "less than 256"),
    ("block id", actions(button("a"), block_id="b" * 255), actions(button("a"), block_id="b" * 256), "less than 256"),
    ("button label", actions(button("a", "x" * 75)), actions(button("a", "x" * 76)), "less than 76"),
    ("button value", actions(button("a", value="x" * 2000)), actions(button("a", value="x" * 2001)), "less than 2001"),
    ("button style", actions(button("a", style="danger")), actions(button("a", style="red")), "enum"),
    ("button address", actions(button("a", url="x" * 3000)), actions(button("a", url="x" * 3001)), "less than 3001"),
    ("a known element", actions(button("a")), actions({"type": "slider", "action_id": "a"}), "unsupported type"),
    ("confirm", actions(button("a", confirm=CONFIRM)), actions(button("a", confirm={"title": plain("x")})), "missing"),
    (
        "confirm title",
        actions(button("a", confirm=CONFIRM | {"title": plain("x" * 100)})),
        actions(button("a", confirm=CONFIRM | {"title": plain("x" * 101)})),
        "less than 101",
    ),
    (
        "confirm text",
        actions(button("a", confirm=CONFIRM | {"text": plain("x" * 300)})),
        actions(button("a", confirm=CONFIRM | {"text": plain("x" * 301)})),
        "less than 301",
    ),
    (
        "confirm buttons",
        actions(button("a", confirm=CONFIRM | {"deny": plain("x" * 30)})),
        actions(button("a", confirm=CONFIRM | {"deny": plain("x" * 31)})),
        "less than 31",
    ),
    (
        "overflow",
        section("x", accessory=select("overflow", options=options(5))),
        section("x", accessory=select("overflow", options=options(6))),
        "no more than 5",
    ),
    (
        "select options",
        actions(select(options=options(100))),
        actions(select(options=options(101))),
        "no more than 100",
    ),
    ("select has one", actions(select(options=options(1))), actions(select(options=[])), "at least 1"),
    (
        "options or groups",
        actions(select(option_groups=[{"label": plain("x"), "options": options(1)}])),
        actions(select(options=options(1), option_groups=[{"label": plain("x"), "options": options(1)}])),
        "exactly one",
    ),
    (
        "group label",
        actions(select(option_groups=[{"label": plain("x" * 75), "options": options(1)}])),
        actions(select(option_groups=[{"label": plain("x" * 76), "options": options(1)}])),
        "less than 76",
    ),
    (
        "option text",
        actions(select(options=[option("v", "x" * 75)])),
        actions(select(options=[option("v", "x" * 76)])),
        "less than 76",
    ),
    (
        "option value",
        actions(select(options=[option("v" * 150, "x")])),
        actions(select(options=[option("v" * 151, "x")])),
        "less than 151",
    ),
    (
        "initial option",
        actions(select(options=options(2), initial_option=option("v1"))),
        actions(select(options=options(2), initial_option=option("v9"))),
        "one of the provided",
    ),
    (
        "placeholder",
        actions(select(options=options(1), placeholder=plain("x" * 150))),
        actions(select(options=options(1), placeholder=plain("x" * 151))),
        "less than 151",
    ),
    (
        "radio buttons",
        actions(select("radio_buttons", options=options(10))),
        actions(select("radio_buttons", options=options(11))),
        "no more than 10",
    ),
    (
        "checkboxes",
        actions(select("checkboxes", options=options(2), initial_options=[option("v1")])),
        actions(select("checkboxes", options=options(2), initial_options=[option("v9")])),
        "one of the provided",
    ),
    (
        "datepicker",
        actions(select("datepicker", initial_date="2026-12-24")),
        actions(select("datepicker", initial_date="24.12.2026")),
        "pattern",
    ),
    (
        "timepicker",
        actions(select("timepicker", initial_time="09:30")),
        actions(select("timepicker", initial_time="9:30")),
        "pattern",
    ),
    (
        "datetimepicker",
        actions(select("datetimepicker", initial_date_time=1_795_000_000)),
        actions(select("datetimepicker", initial_date_time="1795000000")),
        "integer",
    ),
    (
        "users select",
        actions(select("users_select", initial_user="U0ADA000001")),
        actions(select("users_select", initial_user="ada")),
        "pattern",
    ),
    (
        "conversation filter",
        actions(select("conversations_select", filter={"include": ["public"]})),
        actions(select("conversations_select", filter={"include": ["everything"]})),
        "enum",
    ),
    ("image", IMAGE, {"type": "image", "image_url": "https://example.com/a.png"}, "alt_text"),
    (
        "image source",
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"},
        IMAGE | {"slack_file": {"id": "F1"}},
        "exactly one",
    ),
    (
        "rich text",
        rich({"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}),
        rich({"type": "section"}),
        "unsupported type",
    ),
    (
        "rich text leaves",
        rich({"type": "rich_text_quote", "elements": [{"type": "user", "user_id": "U0ADA000001"}]}),
        rich({"type": "rich_text_quote", "elements": [{"type": "mrkdwn", "text": "x"}]}),
        "unsupported type",
    ),
    (
        "rich text lists",
        rich({"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": []}]}),
        rich({"type": "rich_text_list", "elements": [{"type": "text", "text": "x"}]}),
        "unsupported type",
    ),
    (
        "markdown",
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "markdown", "text": "x" * 12_001},
        "less than 12001",
    ),
    ("table rows", table(*[["x"]] * 100), table(*[["x"]] * 101), "no more than 100"),
    ("table columns", table(["x"] * 20), table(["x"] * 21), "no more than 20"),
    ("table is even", table(["x", "y"], ["x", "y"]), table(["x", "y"], ["x"]), "same number"),
    (
        "data table",
        table(["head"], ["x"], kind="data_table", caption="c"),
        table(["head"], kind="data_table", caption="c"),
        "at least 2",
    ),
    (
        "data table caption",
        table(["head"], ["x"], kind="data_table", caption="c"),
        table(["head"], ["x"], kind="data_table"),
        "caption",
    ),
    ("bar chart", chart(BAR), chart(BAR, series=BAR["series"] * 7), "no more than 6"),  # type: ignore[operator]
    ("series are unique", chart(BAR), chart(BAR, series=BAR["series"] * 2), "unique"),  # type: ignore[operator]
    ("chart labels", chart(BAR), chart(BAR, axis_config={"categories": ["May", "July"]}), "match"),
    ("axis labels", chart(BAR), chart(BAR, axis_config={"categories": ["May", "June"], "x_label": "x" * 51}), "51"),
    ("axes", chart(BAR), chart(BAR, axis_config=None), "axis_config"),
    ("pie chart", chart(PIE), chart(PIE, segments=[{"label": "no", "value": 0}]), "more than 0"),
    ("segments", chart(PIE), chart(PIE, segments=[]), "at least 1"),
    ("segment label", chart(PIE), chart(PIE, segments=[{"label": "x" * 21, "value": 1}]), "less than 21"),
    ("known charts", chart(PIE), chart({"type": "radar"}), "unsupported type"),
    ("chart title", chart(PIE), chart(PIE) | {"title": "x" * 51}, "less than 51"),
    ("a known block", section("x"), {"type": "marquee", "text": "x"}, "unsupported type"),
    ("a block of messages", section("x"), {"type": "alert", "text": plain("x")}, "unsupported type"),
    ("a text object", section("x"), {"type": "section", "text": "x"}, "object"),
    ("nothing unknown in text", section("x"), {"type": "section", "text": mrkdwn("x") | {"emoji": True}}, "additional"),
]


@pytest.mark.parametrize(
    ("good", "bad", "word"), [case[1:] for case in MESSAGE_CASES], ids=[c[0] for c in MESSAGE_CASES]
)
def test_message_blocks(good: Json, bad: Json, word: str) -> None:
    assert problems_in_message([good]) == []
    problems = problems_in_message([bad])
    assert any(word in problem.message for problem in problems), problems
    assert all(problem.pointer.startswith("/blocks") for problem in problems)


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


def test_a_message_has_at_most_fifty_blocks() -> None:
    assert problems_in_message([{"type": "divider"}] * 50) == []
    assert "no more than 50" in problems_in_message([{"type": "divider"}] * 51)[0].message


def test_one_table_and_two_charts_a_message() -> None:
    assert problems_in_message([table(["x"]), chart(PIE), chart(BAR)]) == []
    assert problems_in_message([table(["x"]), table(["y"])])[0].code == "only_one_table_allowed"
    assert "no more than 2" in problems_in_message([chart(PIE)] * 3)[0].message


def test_markdown_counts_over_all_blocks() -> None:
    half = {"type": "markdown", "text": "x" * 6_000}
    assert problems_in_message([half, half]) == []
    assert problems_in_message([half, half, {"type": "markdown", "text": "x"}])[0].code == "msg_blocks_too_long"


def test_suggested_options() -> None:
    assert problems_in_options({"options": options(100)}) == []
    assert problems_in_options({"options": []}) == []
    assert problems_in_options({"option_groups": [{"label": plain("x"), "options": options(1)}]}) == []
    assert problems_in_options({"options": options(101)})
    assert problems_in_options({"option_groups": [{"label": plain("x"), "options": []}]})
    assert problems_in_options({})


def test_the_pointer_names_the_place() -> None:
    problem = problems_in_message([section("x"), section("")])[0]
    assert problem.text() == "must be more than 0 characters [json-pointer:/blocks/1/text/text]"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_nothing_that_an_app_sends_breaks_the_check(given_value: object) -> None:
    assert isinstance(problems_in_message(given_value), list)
    assert isinstance(problems_in_message([given_value]), list)
    assert problems_in_view(given_value)
    assert isinstance(problems_in_view({"type": "modal", "blocks": [given_value]}), list)
    block = {"type": "actions", "elements": [{"type": "static_select", "option_groups": given_value}]}
    assert problems_in_message([block])
    assert isinstance(problems_in_message([chart({"type": "bar", "series": given_value})]), list)


@given(st.text(min_size=1, max_size=3000))
def test_any_text_of_fitting_length_is_taken(text: str) -> None:
    assert problems_in_message([section(text)]) == []
