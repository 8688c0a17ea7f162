"""Modals and the Home tab."""

from collections.abc import Mapping

from bot.sandbox.rules import (
    HOME,
    MODAL,
    Anything,
    Flag,
    Rule,
    Shape,
    Str,
    Text,
)

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
