"""The interactive elements of Block Kit: where they are, and what state a choice leaves in them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.sandbox.errors import ActionFailed
from bot.sandbox.seen import Json

Values = dict[str, dict[str, Json]]
"""view.state.values: block id → action id → state."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How an element keeps its value: under `key`, starting as `initial`; `many` for lists."""

    key: str
    initial: str
    many: bool = False


SHAPES: Mapping[str, Shape] = {
    "plain_text_input": Shape("value", "initial_value"),
    "email_text_input": Shape("value", "initial_value"),
    "url_text_input": Shape("value", "initial_value"),
    "number_input": Shape("value", "initial_value"),
    "rich_text_input": Shape("rich_text_value", "initial_value"),
    "static_select": Shape("selected_option", "initial_option"),
    "external_select": Shape("selected_option", "initial_option"),
    "radio_buttons": Shape("selected_option", "initial_option"),
    "multi_static_select": Shape("selected_options", "initial_options", many=True),
    "multi_external_select": Shape("selected_options", "initial_options", many=True),
    "checkboxes": Shape("selected_options", "initial_options", many=True),
    "users_select": Shape("selected_user", "initial_user"),
    "multi_users_select": Shape("selected_users", "initial_users", many=True),
    "conversations_select": Shape("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Shape("selected_conversations", "initial_conversations", many=True),
    "channels_select": Shape("selected_channel", "initial_channel"),
    "multi_channels_select": Shape("selected_channels", "initial_channels", many=True),
    "datepicker": Shape("selected_date", "initial_date"),
    "timepicker": Shape("selected_time", "initial_time"),
    "datetimepicker": Shape("selected_date_time", "initial_date_time"),
    "file_input": Shape("files", "", many=True),
}


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Each interactive element with its block, also of blocks that stand within another."""
    for block in blocks:
        yield from elements(nested(block))
        if block["type"] == "input":
            yield block, block["element"]
        elif block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "card":
            yield from ((block, element) for element in block.get("actions") or ())
        elif block["type"] == "section" and block.get("accessory", {}).get("type", "image") != "image":
            yield block, block["accessory"]


def nested(block: Json) -> Sequence[Json]:
    """The blocks that stand within one."""
    name = {"carousel": "elements", "container": "child_blocks"}.get(block["type"], "")
    return block.get(name) or ()


def find(blocks: Sequence[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The element with these ids and its block; ActionFailed no_such_element naming those there are."""
    there = []
    for block, element in elements(blocks):
        there.append((block["block_id"], element["action_id"]))
        if there[-1] == (block_id, action_id):
            return block, element
    raise ActionFailed("no_such_element", f"{(block_id, action_id)}; there are: {there}")


def initial_state(element: Json) -> Json:
    """The state of an untouched element."""
    shape = SHAPES[element["type"]]
    empty: list[Any] | None = [] if shape.many else None
    return {"type": element["type"], shape.key: element.get(shape.initial, empty)}


def initial_values(blocks: Sequence[Json]) -> Values:
    """The state.values of a view just opened."""
    values: Values = {}
    for block, element in elements(blocks):
        if element["type"] in SHAPES:
            values.setdefault(block["block_id"], {})[element["action_id"]] = initial_state(element)
    return values


def kept_values(blocks: Sequence[Json], before: Values) -> Values:
    """The state.values after an update: what has the same block id, action id and type keeps its value.

    Slack keeps it even where the update carries another initial value.
    """
    values = initial_values(blocks)
    for block_id, actions in values.items():
        for action_id, state in actions.items():
            old = before.get(block_id, {}).get(action_id)
            if old is not None and old["type"] == state["type"]:
                actions[action_id] = old
    return values


def options_of(element: Json, suggested: Mapping[str, Json]) -> dict[str, Json]:
    """The options to choose from, by value: its own, those suggested last, and those it began with."""
    own = [*element.get("options", [])]
    own += [option for group in element.get("option_groups", []) for option in group["options"]]
    own += element.get("initial_options", []) if "external" in element["type"] else []
    own += [element["initial_option"]] if "external" in element["type"] and "initial_option" in element else []
    return {option["value"]: option for option in own} | dict(suggested)


def state_for(element: Json, value: Any, suggested: Mapping[str, Json]) -> Json:
    """The state that choosing or typing a plain value leaves; ActionFailed for what the client does not let happen."""
    shape = SHAPES.get(element["type"])
    if shape is None:
        raise ActionFailed("not_an_input", element["type"])
    if value is None or value == "" or value == []:
        return {"type": element["type"], shape.key: [] if shape.many else None}
    return {"type": element["type"], shape.key: _chosen(element, value, shape, suggested)}


def _chosen(element: Json, value: Any, shape: Shape, suggested: Mapping[str, Json]) -> Any:
    if shape.many:
        most = element.get("max_selected_items", len(value))
        if len(value) > most:
            raise ActionFailed("too_many_selected", f"at most {most}")
    if shape.key == "selected_option":
        return _option(element, value, suggested)
    if shape.key == "selected_options":
        return [_option(element, each, suggested) for each in value]
    if shape.key == "selected_date":
        return _well_formed(date.fromisoformat, value)
    if shape.key == "selected_time":
        return _well_formed(time.fromisoformat, value)
    return typed_rich(value) if shape.key == "rich_text_value" else value


def typed_rich(text: str) -> Json:
    """What was typed into a rich text field, as the block that Slack's client makes of it."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def words_of(rich: Json | None) -> str:
    """The bare words of a rich text block."""
    parts = (rich or {}).get("elements") or ()
    return "\n".join("".join(str(leaf.get("text", "")) for leaf in part.get("elements") or ()) for part in parts)


def _option(element: Json, value: Any, suggested: Mapping[str, Json]) -> Json:
    options = options_of(element, suggested)
    if value not in options:
        raise ActionFailed("no_such_option", f"{value!r}; there are: {list(options)}")
    return options[value]


def _well_formed(parse: Any, value: str) -> str:
    try:
        parse(value)
    except ValueError as error:
        raise ActionFailed("not_a_date_or_time", value) from error
    return value


_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


def complaint(block: Json, state: Json) -> str | None:
    """What Slack's client says under an input that may not be submitted like this, or None."""
    element = block["element"]
    value = state[SHAPES[element["type"]].key]
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    check = _COMPLAINTS.get(element["type"])
    return check(element, value) if check else None


def _text_complaint(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(value) > most else None


def _number_complaint(element: Json, value: str) -> str | None:
    if not _NUMBER.match(value):
        return "Please enter a valid number."
    if "." in value and not element["is_decimal_allowed"]:
        return "Please enter a whole number."
    if float(value) < float(element.get("min_value", value)):
        return f"Please enter a number of at least {element['min_value']}."
    if float(value) > float(element.get("max_value", value)):
        return f"Please enter a number of at most {element['max_value']}."
    return None


_COMPLAINTS: Mapping[str, Callable[[Json, str], str | None]] = {
    "plain_text_input": _text_complaint,
    "number_input": _number_complaint,
    "email_text_input": lambda _, value: None if _EMAIL.match(value) else "Please enter a valid email address.",
    "url_text_input": lambda _, value: None if re.match(r"^https?://\S+$", value) else "Please enter a valid URL.",
}
