"""Composition objects, and the parts of charts."""

from collections.abc import Mapping

from bot.sandbox.limits.parts import ADDRESS, LABEL
from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.rules import (
    Anything,
    Flag,
    Many,
    Obj,
    Real,
    Shape,
    Str,
    Text,
    Url,
)

SLACK_HOSTS = ("slack.com", "slack-files.com")
"""Where files of Slack are."""

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
            "url": ADDRESS,
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
    "segment": Shape({"label": LABEL, "value": Real(positive=True)}, ("label", "value")),
    "series_chart": Shape(
        {"type": Str(), "series": Many(Obj("series"), 6), "axis_config": Obj("axis_config")},
        ("series", "axis_config"),
    ),
    "series": Shape({"name": LABEL, "data": Many(Obj("point"), 20)}, ("name", "data")),
    "point": Shape({"label": LABEL, "value": Real()}, ("label", "value")),
    "axis_config": Shape({"categories": Many(LABEL, 20), "x_label": Str(50), "y_label": Str(50)}, ("categories",)),
    "slack_file": Shape({"id": Str(least=1), "url": Url(within=SLACK_HOSTS)}, exactly_one=("id", "url")),
    "feedback_button": Shape(
        {"text": Text(75, plain=True), "value": Str(2000, least=1), "accessibility_label": Str(75)}, ("text", "value")
    ),
    "workflow": Shape({"trigger": Obj("trigger")}, ("trigger",)),
    "trigger": Shape({"url": ADDRESS, "customizable_input_parameters": Many(Anything())}, ("url",)),
    "url_source": Shape({"type": Str(one_of=("url",)), "url": ADDRESS, "text": Str(least=1)}, ("type", "url", "text")),
    **RICH_TEXT,
}
