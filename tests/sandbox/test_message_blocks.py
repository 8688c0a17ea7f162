"""What Block Kit takes in messages, and what it refuses: for each rule a case of both."""

import pytest

from bot.sandbox.blockkit import problems_in_message
from tests.sandbox.kit import BAR, CONFIRM, IMAGE, PIE, address, bullets, chart, options, rich, table
from tests.support.blocks import (
    Json,
    actions,
    button,
    mrkdwn,
    option,
    plain,
    section,
    select,
    typed,
)

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
    (
        "button address",
        actions(button("a", url=address(3000))),
        actions(button("a", url=address(3001))),
        "less than 3001",
    ),
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
        rich(bullets({"type": "rich_text_section", "elements": []})),
        rich(bullets({"type": "text", "text": "x"})),
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
