"""What Slack enforces on blocks, elements, objects and views, as far as this project can meet it.

Sources: Slack's Block Kit reference, the comments of @slack/types 3.2 and slack_sdk 3.47 (2026-11).
"""

from collections.abc import Mapping

from bot.sandbox.rules import (
    EVERYWHERE,
    HOME,
    MESSAGE,
    MODAL,
    Anything,
    Cell,
    Chart,
    ContextElement,
    Element,
    Flag,
    Many,
    Num,
    Obj,
    Real,
    RichText,
    Rule,
    Shape,
    Str,
    Text,
)

BLOCKS_MAX = {MESSAGE: 50, MODAL: 100, HOME: 100}
MARKDOWN_MAX = 12_000
"""Characters over all markdown blocks of a message."""
TABLES_MAX = 1
CHARTS_MAX = 2
TABLE_LETTERS_MAX = 20_000
FOCUS_MAX = 1

_ID = Str(255, least=1)
_LABEL = Str(20, least=1)
_URL = Str(3000, least=1)
_USER = Str(pattern=r"[UW][A-Z0-9]+")
_CHANNEL = Str(pattern=r"[CG][A-Z0-9]+")
_DATE = Str(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = Str(pattern=r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = Str(pattern=r"-?\d+(\.\d+)?")


def _block(props: Mapping[str, Rule], *required: str, surfaces: frozenset[str] = EVERYWHERE) -> Shape:
    return Shape({"type": Str(), "block_id": _ID, **props}, required, surfaces=surfaces)


_IMAGE_PROPS: Mapping[str, Rule] = {
    "type": Str(),
    "alt_text": Str(2000, least=1),
    "image_url": _URL,
    "slack_file": Obj("slack_file"),
}
_TABLE_ROWS = Many(Many(Cell(), 20), 100)
_DATA_ROWS = Many(Many(Cell(), 20), 101, least=2)  # 201 elsewhere: the lower one holds everywhere

BLOCKS: Mapping[str, Shape] = {
    "section": Shape(
        {
            "type": Str(),
            "block_id": _ID,
            "text": Text(3000),
            "fields": Many(Text(2000), 10),
            "accessory": Element(),
            "expand": Flag(),
        },
        any_of=("text", "fields"),
    ),
    "header": _block({"text": Text(150, plain=True), "level": Num(1, 4)}, "text"),
    "divider": _block({}),
    "context": _block({"elements": Many(ContextElement(), 10)}, "elements"),
    "actions": _block({"elements": Many(Element(), 25)}, "elements"),
    "input": _block(
        {
            "label": Text(2000, plain=True),
            "hint": Text(2000, plain=True),
            "element": Element(),
            "optional": Flag(),
            "dispatch_action": Flag(),
        },
        "label",
        "element",
    ),
    "image": Shape(
        {**_IMAGE_PROPS, "block_id": _ID, "title": Text(2000, plain=True)},
        ("alt_text",),
        exactly_one=("image_url", "slack_file"),
    ),
    "rich_text": _block({"elements": Many(RichText(), least=0)}, "elements"),
    "markdown": _block({"text": Str(MARKDOWN_MAX, least=1)}, "text", surfaces=frozenset({MESSAGE})),
    "table": _block(
        {"rows": _TABLE_ROWS, "column_settings": Many(Anything(), 20, least=0)},
        "rows",
        surfaces=frozenset({MESSAGE, HOME}),
    ),
    "data_table": _block(
        {
            "rows": _DATA_ROWS,
            "caption": Str(least=1),
            "page_size": Num(1, 100),
            "row_header_column_index": Num(0),
        },
        "rows",
        "caption",
        surfaces=frozenset({MESSAGE, HOME}),
    ),
    "data_visualization": _block(
        {"title": Str(50, least=1), "chart": Chart()}, "title", "chart", surfaces=frozenset({MESSAGE})
    ),
    "alert": _block(
        {"text": Text(200), "level": Str(one_of=("default", "info", "warning", "error", "success"))},
        "text",
        surfaces=frozenset({MODAL}),
    ),
}

_ANYWHERE = frozenset({"section", "actions", "input"})
_BASE: Mapping[str, Rule] = {"type": Str(), "action_id": _ID}
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
            "url": _URL,
            "value": Str(2000, least=1),
            "style": Str(one_of=("primary", "danger")),
            "confirm": Obj("confirm"),
            "accessibility_label": Str(75),
        },
        ("text",),
        inside=frozenset({"section", "actions"}),
    ),
    "overflow": Shape(
        {**_BASE, "options": Many(Obj("option_overflow"), 5), "confirm": Obj("confirm")},
        ("options",),
        inside=frozenset({"section", "actions"}),
    ),
    "image": Shape(
        _IMAGE_PROPS,
        ("alt_text",),
        exactly_one=("image_url", "slack_file"),
        inside=frozenset({"section", "context"}),
    ),
    "checkboxes": _choice({**_PICKER, "options": _CHECKS, "initial_options": _CHECKS}, "options"),
    "radio_buttons": _choice({**_PICKER, "options": _CHECKS, "initial_option": Obj("option_check")}, "options"),
    "datepicker": _choice({**_SELECT, "initial_date": _DATE}),
    "timepicker": _choice({**_SELECT, "initial_time": _TIME, "timezone": Str()}),
    "datetimepicker": Shape(
        {**_PICKER, "initial_date_time": Num(0, 9_999_999_999)}, inside=frozenset({"actions", "input"})
    ),
    "static_select": _choice({**_SELECT, **_OPTIONS, "initial_option": Obj("option")}, exactly_one=_ONE),
    "multi_static_select": _choice(
        {**_MULTI, **_OPTIONS, "initial_options": Many(Obj("option"), 100)}, exactly_one=_ONE
    ),
    "external_select": _choice({**_SELECT, "initial_option": Obj("option"), "min_query_length": Num(0)}),
    "multi_external_select": _choice({**_MULTI, "initial_options": Many(Obj("option")), "min_query_length": Num(0)}),
    "users_select": _choice({**_SELECT, "initial_user": _USER}),
    "multi_users_select": _choice({**_MULTI, "initial_users": Many(_USER)}),
    "conversations_select": _choice(
        {**_SELECT, **_CONVERSATIONS, "initial_conversation": Str(least=1), "response_url_enabled": Flag()}
    ),
    "multi_conversations_select": _choice({**_MULTI, **_CONVERSATIONS, "initial_conversations": Many(Str(least=1))}),
    "channels_select": _choice({**_SELECT, "initial_channel": _CHANNEL, "response_url_enabled": Flag()}),
    "multi_channels_select": _choice({**_MULTI, "initial_channels": Many(_CHANNEL)}),
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
        {"is_decimal_allowed": Flag(), "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
        "is_decimal_allowed",
    ),
}

OBJECTS: Mapping[str, Shape] = {
    "confirm": Shape(
        {
            "title": Text(100, plain=True),
            "text": Text(300),
            "confirm": Text(30, plain=True),
            "deny": Text(30, plain=True),
            "style": Str(one_of=("primary", "danger")),
        },
        ("title", "text", "confirm", "deny"),
    ),
    "option": Shape(
        {"text": Text(75, plain=True), "value": Str(150, least=1), "description": Text(75, plain=True)},
        ("text", "value"),
    ),
    "option_check": Shape({"text": Text(75), "value": Str(150, least=1), "description": Text(75)}, ("text", "value")),
    "option_overflow": Shape(
        {
            "text": Text(75, plain=True),
            "value": Str(150, least=1),
            "description": Text(75, plain=True),
            "url": _URL,
        },
        ("text", "value"),
    ),
    "option_group": Shape({"label": Text(75, plain=True), "options": Many(Obj("option"), 100)}, ("label", "options")),
    "dispatch_action_config": Shape(
        {"trigger_actions_on": Many(Str(one_of=("on_enter_pressed", "on_character_entered")), 2)},
        ("trigger_actions_on",),
    ),
    "conversation_filter": Shape(
        {
            "include": Many(Str(one_of=("im", "mpim", "private", "public"))),
            "exclude_external_shared_channels": Flag(),
            "exclude_bot_users": Flag(),
        },
        any_of=("include", "exclude_external_shared_channels", "exclude_bot_users"),
    ),
    "pie_chart": Shape({"type": Str(), "segments": Many(Obj("segment"), 6)}, ("segments",)),
    "segment": Shape({"label": _LABEL, "value": Real(positive=True)}, ("label", "value")),
    "series_chart": Shape(
        {"type": Str(), "series": Many(Obj("series"), 6), "axis_config": Obj("axis_config")},
        ("series", "axis_config"),
    ),
    "series": Shape({"name": _LABEL, "data": Many(Obj("point"), 20)}, ("name", "data")),
    "point": Shape({"label": _LABEL, "value": Real()}, ("label", "value")),
    "axis_config": Shape({"categories": Many(_LABEL, 20), "x_label": Str(50), "y_label": Str(50)}, ("categories",)),
    "slack_file": Shape({"id": Str(least=1), "url": Str(least=1)}, exactly_one=("id", "url")),
}

_VIEW: Mapping[str, Rule] = {
    "type": Str(),
    "blocks": Anything(),
    "private_metadata": Str(3000),
    "callback_id": Str(255),
    "external_id": Str(255),
}
VIEWS: Mapping[str, Shape] = {
    MODAL: Shape(
        {
            **_VIEW,
            "title": Text(24, plain=True),
            "submit": Text(24, plain=True),
            "close": Text(24, plain=True),
            "clear_on_close": Flag(),
            "notify_on_close": Flag(),
            "submit_disabled": Flag(),
        },
        ("title", "blocks"),
    ),
    HOME: Shape(_VIEW, ("blocks",)),
}
