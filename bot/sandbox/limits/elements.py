"""The elements that stand in blocks."""

from collections.abc import Mapping

from bot.sandbox.limits.parts import ADDRESS, CHANNEL, DATE, ID, IMAGE_PROPS, NUMBER, TIME, USER
from bot.sandbox.rules import (
    MODAL,
    Flag,
    Many,
    Nested,
    Num,
    Obj,
    Rule,
    Shape,
    Str,
    Text,
)

_ANYWHERE = frozenset({"section", "actions", "input"})
_BASE: Mapping[str, Rule] = {"type": Str(), "action_id": ID}
_PICKER: Mapping[str, Rule] = {**_BASE, "confirm": Obj("confirm"), "focus_on_load": Flag()}
_SELECT: Mapping[str, Rule] = {**_PICKER, "placeholder": Text(150, plain=True)}
_MULTI: Mapping[str, Rule] = {**_SELECT, "max_selected_items": Num(1)}
_INPUT: Mapping[str, Rule] = {
    **_BASE,
    "placeholder": Text(150, plain=True),
    "focus_on_load": Flag(),
    "dispatch_action_config": Obj("dispatch_action_config"),
}
_OPTIONS: Mapping[str, Rule] = {
    "options": Many(Obj("option"), 100),
    "option_groups": Many(Obj("option_group"), 100),
}
_CHECKS = Many(Obj("option_check"), 10)
_CONVERSATIONS: Mapping[str, Rule] = {
    "default_to_current_conversation": Flag(),
    "filter": Obj("conversation_filter"),
}


def _choice(props: Mapping[str, Rule], *required: str, exactly_one: tuple[str, ...] = ()) -> Shape:
    return Shape(props, required, exactly_one=exactly_one, inside=_ANYWHERE)


def _typed(props: Mapping[str, Rule], *required: str) -> Shape:
    return Shape({**_INPUT, **props}, required, inside=frozenset({"input"}))


_ONE = ("options", "option_groups")
ELEMENTS: Mapping[str, Shape] = {
    "button": Shape(
        {
            **_BASE,
            "text": Text(75, plain=True),
            "url": ADDRESS,
            "value": Str(2000, least=1),
            "style": Str(one_of=("primary", "danger")),
            "confirm": Obj("confirm"),
            "accessibility_label": Str(75),
        },
        ("text",),
        inside=frozenset({"section", "actions", "card"}),
    ),
    "overflow": Shape(
        {**_BASE, "options": Many(Obj("option_overflow"), 5), "confirm": Obj("confirm")},
        ("options",),
        inside=frozenset({"section", "actions"}),
    ),
    "image": Shape(
        IMAGE_PROPS,
        ("alt_text",),
        exactly_one=("image_url", "slack_file"),
        inside=frozenset({"section", "context", "card", "container"}),
    ),
    "checkboxes": _choice({**_PICKER, "options": _CHECKS, "initial_options": _CHECKS}, "options"),
    "radio_buttons": _choice({**_PICKER, "options": _CHECKS, "initial_option": Obj("option_check")}, "options"),
    "datepicker": _choice({**_SELECT, "initial_date": DATE}),
    "timepicker": _choice({**_SELECT, "initial_time": TIME, "timezone": Str()}),
    "datetimepicker": Shape(
        {**_PICKER, "initial_date_time": Num(0, 9_999_999_999)}, inside=frozenset({"actions", "input"})
    ),
    "static_select": _choice({**_SELECT, **_OPTIONS, "initial_option": Obj("option")}, exactly_one=_ONE),
    "multi_static_select": _choice(
        {**_MULTI, **_OPTIONS, "initial_options": Many(Obj("option"), 100)}, exactly_one=_ONE
    ),
    "external_select": _choice({**_SELECT, "initial_option": Obj("option"), "min_query_length": Num(0)}),
    "multi_external_select": _choice({**_MULTI, "initial_options": Many(Obj("option")), "min_query_length": Num(0)}),
    "users_select": _choice({**_SELECT, "initial_user": USER}),
    "multi_users_select": _choice({**_MULTI, "initial_users": Many(USER)}),
    "conversations_select": _choice(
        {**_SELECT, **_CONVERSATIONS, "initial_conversation": Str(least=1), "response_url_enabled": Flag()}
    ),
    "multi_conversations_select": _choice({**_MULTI, **_CONVERSATIONS, "initial_conversations": Many(Str(least=1))}),
    "channels_select": _choice({**_SELECT, "initial_channel": CHANNEL, "response_url_enabled": Flag()}),
    "multi_channels_select": _choice({**_MULTI, "initial_channels": Many(CHANNEL)}),
    "plain_text_input": _typed(
        {
            "initial_value": Str(3000),
            "multiline": Flag(),
            "min_length": Num(0, 3000),
            "max_length": Num(1, 3000),
        }
    ),
    "email_text_input": _typed({"initial_value": Str()}),
    "url_text_input": _typed({"initial_value": Str()}),
    "file_input": Shape(
        {**_BASE, "filetypes": Many(Str(least=1)), "max_files": Num(1, 10)},
        inside=frozenset({"input"}),
        surfaces=frozenset({MODAL}),
    ),
    "number_input": _typed(
        {"is_decimal_allowed": Flag(), "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        "is_decimal_allowed",
    ),
    "rich_text_input": Shape(
        {
            **_INPUT,
            "initial_value": Nested(("rich_text",)),
            "min_lines": Num(1, 100),
            "max_lines": Num(1, 100),
        },
        ("action_id",),
        inside=frozenset({"input", "actions"}),
    ),
    "workflow_button": Shape(
        {
            **_BASE,
            "text": Text(75, plain=True),
            "workflow": Obj("workflow"),
            "style": Str(one_of=("primary", "danger")),
            "confirm": Obj("confirm"),
            "accessibility_label": Str(75),
        },
        ("text", "workflow", "action_id"),
        inside=frozenset({"section", "actions"}),
    ),
    "feedback_buttons": Shape(
        {**_BASE, "positive_button": Obj("feedback_button"), "negative_button": Obj("feedback_button")},
        ("positive_button", "negative_button"),
        inside=frozenset({"context_actions"}),
    ),
    "icon_button": Shape(
        {
            **_BASE,
            "icon": Str(one_of=("trash",)),
            "text": Text(75, plain=True),
            "value": Str(2000),
            "confirm": Obj("confirm"),
            "accessibility_label": Str(75),
            "visible_to_user_ids": Many(USER, 10),
        },
        ("icon", "text"),
        inside=frozenset({"context_actions"}),
    ),
}
