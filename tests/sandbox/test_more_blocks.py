"""Kinds of blocks that are taken, and wrong ones that are refused: each was once the other way round."""

from typing import Any

import pytest

from bot.sandbox.blockkit import problems_in_message, problems_in_view
from bot.sandbox.problems import Problem
from tests.sandbox.kit import IMAGE, bullets, rich, table
from tests.support.blocks import Json, actions, button, field, home, modal, mrkdwn, option, plain, select

CARD = {"type": "card", "title": mrkdwn("x"), "body": mrkdwn("y")}
THUMBS = {
    "type": "feedback_buttons",
    "action_id": "f",
    "positive_button": {"text": plain("Good"), "value": "1"},
    "negative_button": {"text": plain("Bad"), "value": "0"},
}
WORKFLOW = {"trigger": {"url": "https://slack.com/shortcuts/Ft01/abc"}}


def part(kind: str, *leaves: Json, **more: Any) -> Json:
    return rich({"type": kind, "elements": list(leaves), **more})


def leaf(kind: str, **more: Any) -> Json:
    return part("rich_text_section", {"type": kind, **more})


def number(**more: Any) -> Json:
    element = {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, **more}
    return modal(field("b", element))


TAKEN: dict[str, Json] = {
    "feedback buttons": {"type": "context_actions", "elements": [THUMBS]},
    "an icon button": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "action_id": "d", "icon": "trash", "text": plain("Delete")}],
    },
    "a card": CARD,
    "a card with a picture and a button": {**CARD, "icon": IMAGE, "actions": [button("a")]},
    "a carousel": {"type": "carousel", "elements": [CARD, CARD]},
    "a container": {"type": "container", "title": plain("x"), "child_blocks": [{"type": "divider"}]},
    "a plan": {"type": "plan", "title": "x", "tasks": [{"type": "task_card", "task_id": "1", "title": "t"}]},
    "a task card": {"type": "task_card", "task_id": "1", "title": "t", "status": "pending"},
    "a video": {
        "type": "video",
        "title": plain("x"),
        "title_url": "https://e.com",
        "video_url": "https://e.com/v",
        "thumbnail_url": "https://e.com/t",
        "alt_text": "a",
    },
    "a workflow button": actions(
        {"type": "workflow_button", "action_id": "w", "text": plain("x"), "workflow": WORKFLOW}
    ),
    "rich text of every kind": rich(
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]},
        {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://e.com"}]},
        {"type": "rich_text_section", "elements": [{"type": "date", "timestamp": 1, "format": "{date}"}]},
        bullets({"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}),
        {"type": "rich_text_quote", "elements": [{"type": "emoji", "name": "wave"}], "border": 1},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
    ),
    "a table with settings": table(["a"], column_settings=[{"align": "right", "is_wrapped": True}]),
}

REFUSED: dict[str, Json] = {
    "a button's address that is none": actions(button("a", url="not a url")),
    "a file outside Slack": {"type": "image", "slack_file": {"url": "https://example.com/x.png"}, "alt_text": "x"},
    "a section without elements": rich({"type": "rich_text_section"}),
    "a link without address": leaf("link"),
    "a list without style": rich({"type": "rich_text_list", "elements": []}),
    "an unknown property": leaf("text", text="x", color="red"),
    "style as a word": leaf("text", text="x", style="bold"),
    "an indent beyond eight": rich({**bullets(), "indent": 9}),
    "a broadcast to nobody": leaf("broadcast", range="team"),
    "settings that are words": table(["a"], column_settings=["x"]),
    "more settings than columns": table(["a"], column_settings=[{}, {}]),
    "a number that is a word": {"type": "table", "rows": [[{"type": "raw_number", "value": "x"}]]},
    "an emoji flag as a word": {"type": "header", "text": {**plain("x"), "emoji": "yes"}},
    "a verbatim flag as a word": {"type": "section", "text": {**mrkdwn("x"), "verbatim": 1}},
    "a card with an image for a button": {**CARD, "actions": [IMAGE]},
    "a card with a button for a picture": {**CARD, "icon": button("a")},
    "a carousel of sections": {"type": "carousel", "elements": [{"type": "divider"}]},
    "a container within a container": {
        "type": "container",
        "title": plain("x"),
        "child_blocks": [{"type": "container", "title": plain("x"), "child_blocks": [{"type": "divider"}]}],
    },
    "the same id twice in feedback": {"type": "context_actions", "elements": [THUMBS, THUMBS]},
    "a header column that is not there": table(["a"], ["b"], kind="data_table", caption="x", row_header_column_index=1),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_slack_takes_is_taken(what: str) -> None:
    assert problems_in_message([TAKEN[what]]) == []


@pytest.mark.parametrize("what", REFUSED)
def test_what_slack_refuses_is_refused(what: str) -> None:
    assert problems_in_message([REFUSED[what]])


@pytest.mark.parametrize(
    "view",
    [
        number(initial_value="9", max_value="5"),
        number(initial_value="1", min_value="5"),
        number(min_value="5", max_value="1"),
        number(initial_value="1.5"),
        modal(field("b", select("multi_users_select", max_selected_items=1, initial_users=["U1", "U2"]))),
        modal(field("b", {"type": "plain_text_input", "action_id": "a", "min_length": 3, "initial_value": "x"})),
        modal(field("b", {"type": "rich_text_input", "action_id": "a", "min_lines": 3, "max_lines": 2})),
        modal(field("b", {"type": "file_input", "action_id": "a"}, dispatch_action=True)),
        modal(field("b", select(options=[option("a")], initial_option=option("b")))),
        home(field("b", {"type": "file_input", "action_id": "a"})),
    ],
    ids=lambda view: str(view["blocks"][0]["element"]),
)
def test_properties_that_contradict_each_other_are_refused(view: Json) -> None:
    assert problems_in_view(view)


def test_a_rich_text_field_is_taken_in_a_modal() -> None:
    assert problems_in_view(modal(field("b", {"type": "rich_text_input", "action_id": "a"}))) == []


def test_block_ids_are_unique_also_within_other_blocks() -> None:
    inner = {"type": "divider", "block_id": "same"}
    outer = {"type": "container", "block_id": "same", "title": plain("x"), "child_blocks": [inner]}
    assert problems_in_message([outer]) == [Problem("/blocks", "block_id already exists: same")]


def test_one_plan_a_message() -> None:
    assert problems_in_message([TAKEN["a plan"], TAKEN["a plan"]])
