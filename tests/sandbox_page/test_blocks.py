"""Every kind of block and element is drawn, says what it is, and takes no HTML from its words."""

from typing import Any

import pytest

from bot.sandbox.page.render import Surface, render_blocks
from tests.sandbox_page.support import LISBON, Seen

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"
Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str, text: str) -> Json:
    return {"value": value, "text": plain(text)}


def drawn(block: Json, **state: Any) -> str:
    return str(render_blocks([block], Surface(LISBON, state={"b": {"a": state}})))


def field(kind: str, words: str = "Words", **more: Any) -> Json:
    element = {"type": kind, "action_id": "a", "placeholder": plain(words), **more}
    return {"type": "input", "block_id": "b", "label": plain(words), "hint": plain(words), "element": element}


def rich(words: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [section]}


def blocks_that_hold_others(words: str) -> list[Json]:
    press = {"type": "button", "action_id": "p", "text": plain(words)}
    card = {"type": "card", "title": plain(words), "body": plain(words), "actions": [press]}
    step = {
        "type": "task_card",
        "task_id": "1",
        "title": words,
        "status": "in_progress",
        "details": rich(words),
        "sources": [{"type": "url", "url": words, "text": words}],
    }
    thumbs = {"text": plain(words), "value": words}
    return [
        {**card, "icon": {"type": "image", "image_url": words, "alt_text": words}},
        {"type": "carousel", "elements": [card, card]},
        {"type": "container", "title": plain(words), "child_blocks": [{"type": "header", "text": plain(words)}]},
        {"type": "container", "rich_text_title": rich(words), "is_collapsible": True, "child_blocks": [card]},
        {"type": "plan", "title": words, "tasks": [step]},
        step,
        {"type": "video", "title": plain(words), "video_url": words, "thumbnail_url": words, "alt_text": words},
        {
            "type": "context_actions",
            "elements": [
                {"type": "feedback_buttons", "action_id": "f", "positive_button": thumbs, "negative_button": thumbs},
                {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain(words)},
            ],
        },
    ]


def every_block(words: str) -> list[Json]:
    options = [option("one", words), option(words, words)]
    series = [{"name": words, "data": [{"label": words, "value": 3}]}]
    axes = {"categories": [words], "x_label": words}
    return [
        {"type": "header", "text": plain(words)},
        {"type": "section", "text": {"type": "mrkdwn", "text": words}, "fields": [plain(words)]},
        {
            "type": "section",
            "text": plain(words),
            "accessory": {"type": "button", "text": plain(words), "value": words},
        },
        {"type": "divider"},
        {"type": "context", "elements": [plain(words), {"type": "image", "image_url": words, "alt_text": words}]},
        {
            "type": "actions",
            "block_id": words,
            "elements": [
                {
                    "type": "button",
                    "action_id": words,
                    "text": plain(words),
                    "url": words,
                    "confirm": {"title": plain(words)},
                },
                {"type": "overflow", "action_id": "o", "options": options},
                {"type": "static_select", "action_id": "s", "options": options, "placeholder": plain(words)},
                {"type": "users_select", "action_id": "u", "initial_user": words},
                {"type": "datepicker", "action_id": "d", "initial_date": words},
                {"type": "timepicker", "action_id": "t", "initial_time": words},
                {"type": "radio_buttons", "action_id": "r", "options": options, "initial_option": options[1]},
                {"type": words},
            ],
        },
        {"type": "image", "image_url": words, "alt_text": words, "title": plain(words)},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": words, "style": {"bold": True}},
                        {"type": "link", "url": words, "text": words},
                        {"type": "user", "user_id": words},
                        {"type": "emoji", "name": words},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}],
                },
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": words}]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]},
            ],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": words}], [{"type": "raw_text", "text": words}]]},
        {
            "type": "data_table",
            "caption": words,
            "rows": [[{"type": "raw_text", "text": words}], [{"type": "raw_number", "value": 3, "text": words}]],
        },
        {
            "type": "data_visualization",
            "title": words,
            "chart": {"type": "pie", "segments": [{"label": words, "value": 1}, {"label": "x", "value": 3}]},
        },
        *(
            {
                "type": "data_visualization",
                "title": words,
                "chart": {"type": kind, "series": series, "axis_config": axes},
            }
            for kind in ("bar", "line", "area")
        ),
        {"type": "markdown", "text": words},
        {"type": "alert", "text": plain(words), "level": words},
        {"type": words},
        *blocks_that_hold_others(words),
        field("rich_text_input", words, initial_value=rich(words)),
        field("plain_text_input", words, initial_value=words),
        field("plain_text_input", words, initial_value=words, multiline=True),
        field("checkboxes", words, options=options, initial_options=options),
        field("multi_static_select", words, options=options, initial_options=options),
        field("external_select", words, initial_option=options[1]),
        field("multi_external_select", words, initial_options=options),
        field("datetimepicker", words),
        field("number_input", words, is_decimal_allowed=False),
    ]


@pytest.mark.parametrize("block", every_block("Fine words"), ids=lambda block: str(block["type"]))
def test_every_block_is_sound_and_says_its_words(block: Json) -> None:
    seen = Seen(drawn(block))
    assert seen.sound
    assert block["type"] == "divider" or "Fine words" in seen.text + "".join(value for _, value in seen.attributes)


@pytest.mark.parametrize("block", every_block(EVIL), ids=lambda block: str(block["type"])[:12])
def test_hostile_words_stay_words(block: Json) -> None:
    seen = Seen(drawn(block))
    assert seen.sound
    assert "script" not in seen.tags
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_a_press_can_be_reported() -> None:
    confirm = {"title": plain("Sure?"), "text": plain("All of it."), "confirm": plain("Yes"), "deny": plain("No")}
    element = {"type": "button", "action_id": "a", "text": plain("Erase"), "style": "danger", "confirm": confirm}
    attributes = dict(Seen(drawn({"type": "actions", "block_id": "b", "elements": [element]})).attributes[1:])
    assert (attributes["data-kind"], attributes["data-block"], attributes["data-action"]) == ("button", "b", "a")
    assert "All of it." in attributes["data-confirm"]
    assert "danger" in attributes["class"]


def test_typed_text_wins_over_the_initial_value() -> None:
    html = drawn(field("plain_text_input", initial_value="from the bot"), value="typed")
    assert 'value="typed"' in html
    assert "from the bot" not in html


def test_cleared_text_stays_cleared() -> None:
    assert "from the bot" not in drawn(field("plain_text_input", initial_value="from the bot"), value=None)


def test_the_chosen_option_is_selected() -> None:
    options = [option("x", "Ex"), option("y", "Why")]
    html = drawn(field("static_select", options=options), selected_option=options[1])
    assert '<option value="y" selected>Why</option>' in html


def test_chosen_people_are_chips_with_names() -> None:
    html = drawn(field("multi_users_select"), selected_users=["U0JONAS000"])
    assert "Jonas Weber" in Seen(html).text


def test_an_error_stands_at_its_field() -> None:
    surface = Surface(LISBON, errors={"b": "Please write a question."})
    html = str(render_blocks([field("plain_text_input")], surface))
    assert '<p class="error" role="alert">Please write a question.</p>' in html
    assert 'aria-describedby="about-b"' in html


def test_optional_fields_are_marked() -> None:
    assert "(optional)" in drawn({**field("plain_text_input"), "optional": True})
    assert "(optional)" not in drawn(field("plain_text_input"))


def test_pictures_from_elsewhere_are_named_and_not_fetched() -> None:
    html = drawn({"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A curve"})
    assert "<img" not in html
    assert "A curve" in html
