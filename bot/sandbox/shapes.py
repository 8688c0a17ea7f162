"""Checks one value against one rule of the table, naming what is wrong in Slack's manner."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox import charts, rules
from bot.sandbox.limits import ELEMENTS, OBJECTS
from bot.sandbox.problems import Problem

Problems = Iterator[Problem]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its JSON pointer, and the block around it."""

    pointer: str
    block: str = ""

    def below(self, name: str | int) -> "Place":
        """The place of a part."""
        return Place(f"{self.pointer}/{name}", self.block)

    def says(self, message: str) -> Problem:
        """A problem here."""
        return Problem(self.pointer, message)


def check_shape(shape: rules.Shape, value: Any, place: Place) -> Problems:
    """An object against its shape: needed, unknown and each given property."""
    if not isinstance(value, dict):
        yield place.says("must provide an object")
        return
    for name in shape.required:
        if value.get(name) is None:
            yield place.says(f"missing required field: {name}")
    if shape.any_of and not any(value.get(name) for name in shape.any_of):
        yield place.says(f"must define one of: {', '.join(shape.any_of)}")
    if shape.exactly_one and sum(value.get(name) is not None for name in shape.exactly_one) != 1:
        yield place.says(f"must define exactly one of: {', '.join(shape.exactly_one)}")
    for name, part in value.items():
        if name not in shape.props:
            yield place.says(f"invalid additional property: {name}")
        elif part is not None:
            yield from check(shape.props[name], part, place.below(name))


def check(rule: rules.Rule, value: Any, place: Place) -> Problems:
    """A value against a rule."""
    yield from _CHECKS[type(rule)](rule, value, place)


def check_element(value: Any, place: Place) -> Problems:
    """An element, in the block that it stands in."""
    kind = value.get("type") if isinstance(value, dict) else None
    shape = ELEMENTS.get(str(kind))
    if shape is None or place.block not in shape.inside:
        yield place.says(f"unsupported type: {kind}")
        return
    found = list(check_shape(shape, value, place))
    yield from found or (*_initial_choice(value, place), *_ranges(value, place))


def _text(rule: rules.Text, value: Any, place: Place) -> Problems:
    if not isinstance(value, dict):
        yield place.says("must provide an object")
        return
    allowed = ("plain_text",) if rule.plain else ("plain_text", "mrkdwn")
    kind = value.get("type")
    if kind not in allowed:
        yield place.below("type").says(f"must be a valid enum value, one of: {', '.join(allowed)}")
        return
    known = {"type", "text", "emoji"} if kind == "plain_text" else {"type", "text", "verbatim"}
    for name in value.keys() - known:
        yield place.says(f"invalid additional property: {name}")
    yield from _string(rules.Str(rule.most, least=1), value.get("text"), place.below("text"))


def _string(rule: rules.Str, value: Any, place: Place) -> Problems:
    if not isinstance(value, str):
        yield place.says("must be a string")
    elif len(value) < rule.least:
        yield place.says(f"must be more than {rule.least - 1} characters")
    elif rule.most is not None and len(value) > rule.most:
        yield place.says(f"must be less than {rule.most + 1} characters")
    elif rule.one_of and value not in rule.one_of:
        yield place.says(f"must be a valid enum value, one of: {', '.join(rule.one_of)}")
    elif rule.pattern and not re.fullmatch(rule.pattern, value):
        yield place.says("failed to match the required pattern")


def _number(rule: rules.Num, value: Any, place: Place) -> Problems:
    if not isinstance(value, int) or isinstance(value, bool):
        yield place.says("must be an integer")
    elif value < rule.least or (rule.most is not None and value > rule.most):
        yield place.says(f"must be from {rule.least} to {rule.most}")


def _real(rule: rules.Real, value: Any, place: Place) -> Problems:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield place.says("must be a number")
    elif rule.positive and value <= 0:
        yield place.says("must be more than 0")


def _flag(_: rules.Flag, value: Any, place: Place) -> Problems:
    if not isinstance(value, bool):
        yield place.says("must be a boolean")


def _many(rule: rules.Many, value: Any, place: Place) -> Problems:
    if not isinstance(value, list):
        yield place.says("must be an array")
        return
    if len(value) < rule.least:
        yield place.says(f"must have at least {rule.least} items")
    if rule.most is not None and len(value) > rule.most:
        yield place.says(f"no more than {rule.most} items allowed")
    for index, each in enumerate(value):
        yield from check(rule.of, each, place.below(index))


def _object(rule: rules.Obj, value: Any, place: Place) -> Problems:
    yield from check_shape(OBJECTS[rule.name], value, place)


def _element(_: rules.Element, value: Any, place: Place) -> Problems:
    yield from check_element(value, place)


def _context(_: rules.ContextElement, value: Any, place: Place) -> Problems:
    if isinstance(value, dict) and value.get("type") == "image":
        yield from check_element(value, place)
    else:
        yield from _text(rules.Text(2000), value, place)


def _cell(_: rules.Cell, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in ("raw_text", "raw_number", "rich_text"):
        yield place.says(f"unsupported type: {kind}")
    elif kind == "raw_text":
        yield from _string(rules.Str(least=1), value.get("text"), place.below("text"))


_RICH = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_LEAVES = ("text", "link", "user", "usergroup", "team", "channel", "emoji", "broadcast", "color", "date")


def _rich(_: rules.RichText, value: Any, place: Place) -> Problems:
    yield from _rich_part(value, place, _RICH)


def _rich_part(value: Any, place: Place, kinds: tuple[str, ...]) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in kinds:
        yield place.says(f"unsupported type: {kind}")
        return
    if kind in _RICH:
        inner = ("rich_text_section",) if kind == "rich_text_list" else _LEAVES
        for index, each in enumerate(value.get("elements") or []):
            yield from _rich_part(each, place.below("elements").below(index), inner)
    elif kind == "text":
        yield from _string(rules.Str(least=1), value.get("text"), place.below("text"))


def _chart(_: rules.Chart, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if str(kind) not in charts.SHAPES:
        yield place.says(f"unsupported type: {kind}")
        return
    found = list(check_shape(OBJECTS[charts.SHAPES[str(kind)]], value, place))
    yield from found or map(place.says, charts.complaints(value))


def _anything(_: rules.Anything, _value: Any, _place: Place) -> Problems:
    yield from ()


def _initial_choice(element: dict[str, Any], place: Place) -> Problems:
    groups = element.get("option_groups") or []
    own = element.get("options") or [option for group in groups for option in group["options"]]
    one = element.get("initial_option")
    if own and one is not None and one not in own:
        yield place.below("initial_option").says("must be one of the provided options")
    for index, each in enumerate(element.get("initial_options") or []):
        if own and each not in own:
            yield place.below("initial_options").below(index).says("must be one of the provided options")


def _ranges(element: dict[str, Any], place: Place) -> Problems:
    least, most = element.get("min_length"), element.get("max_length")
    if least is not None and most is not None and least > most:
        yield place.says("min_length must not be above max_length")
    begin = element.get("initial_value")
    if begin is not None and most is not None and len(begin) > most:
        yield place.below("initial_value").says(f"must be less than {most + 1} characters")
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and high is not None and float(low) > float(high):
        yield place.says("min_value must not be above max_value")


_CHECKS: dict[type, Callable[[Any, Any, Place], Problems]] = {
    rules.Text: _text,
    rules.Str: _string,
    rules.Num: _number,
    rules.Real: _real,
    rules.Flag: _flag,
    rules.Many: _many,
    rules.Obj: _object,
    rules.Element: _element,
    rules.ContextElement: _context,
    rules.Cell: _cell,
    rules.RichText: _rich,
    rules.Chart: _chart,
    rules.Anything: _anything,
}
