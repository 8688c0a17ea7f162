"""Checks one value against one rule of the table, naming what is wrong in Slack's manner."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox import charts, relations, rules
from bot.sandbox.limits.blocks import BLOCKS
from bot.sandbox.limits.elements import ELEMENTS
from bot.sandbox.limits.objects import OBJECTS
from bot.sandbox.problems import Problem

Problems = Iterator[Problem]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its JSON pointer, the block around it, and the surface that shows it."""

    pointer: str
    block: str = ""
    surface: str = rules.MESSAGE

    def below(self, name: str | int) -> "Place":
        """The place of a part."""
        return replace(self, pointer=f"{self.pointer}/{name}")

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
    if shape is None or place.block not in shape.inside or place.surface not in shape.surfaces:
        yield place.says(f"unsupported type: {kind}")
        return
    found = list(check_shape(shape, value, place))
    yield from found or _told(relations.of_element(value), place)


def check_block(value: Any, place: Place) -> Problems:
    """A block, on the surface that shows it."""
    kind = value.get("type") if isinstance(value, dict) else None
    shape = BLOCKS.get(str(kind))
    if shape is None or place.surface not in shape.surfaces:
        yield place.says(f"unsupported type: {kind}")
        return
    inside = replace(place, block=str(kind))
    yield from list(check_shape(shape, value, inside)) or _told(relations.of_block(value), inside)


def _told(complaints: Iterator[tuple[str, str]], place: Place) -> Problems:
    for where, message in complaints:
        yield (place.below(where) if where else place).says(message)


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
    for name in value.keys() & {"emoji", "verbatim"}:
        yield from _flag(rules.Flag(), value[name], place.below(name))
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


def _element(rule: rules.Element, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if rule.only and kind not in rule.only:
        yield place.says(f"unsupported type: {kind}")
    else:
        yield from check_element(value, place)


def _context(_: rules.ContextElement, value: Any, place: Place) -> Problems:
    if isinstance(value, dict) and value.get("type") == "image":
        yield from check_element(value, place)
    else:
        yield from _text(rules.Text(2000), value, place)


def _one_of(rule: rules.OneOf, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if str(kind) in rule.types:
        yield from check_shape(OBJECTS[rule.types[str(kind)]], value, place)
    else:
        yield place.says(f"unsupported type: {kind}")


def _nested(rule: rules.Nested, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in rule.types:
        yield from check_block(value, place)
    else:
        yield place.says(f"unsupported type: {kind}")


def _url(rule: rules.Url, value: Any, place: Place) -> Problems:
    yield from (found := list(_string(rules.Str(rule.most, least=1), value, place)))
    if not found and not _is_address(value, rule.within):
        yield Problem(place.pointer, "invalid url", "invalid_blocks")


def _is_address(text: str, within: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not parts.scheme or any(letter.isspace() for letter in text) or not (host or parts.path):
        return False
    return not within or any(host == one or host.endswith(f".{one}") for one in within)


def _chart(_: rules.Chart, value: Any, place: Place) -> Problems:
    kind = value.get("type") if isinstance(value, dict) else None
    if str(kind) not in charts.SHAPES:
        yield place.says(f"unsupported type: {kind}")
        return
    found = list(check_shape(OBJECTS[charts.SHAPES[str(kind)]], value, place))
    yield from found or map(place.says, charts.complaints(value))


def _anything(_: rules.Anything, _value: Any, _place: Place) -> Problems:
    yield from ()


_CHECKS: dict[type, Callable[[Any, Any, Place], Problems]] = {
    rules.Text: _text,
    rules.Str: _string,
    rules.Url: _url,
    rules.Num: _number,
    rules.Real: _real,
    rules.Flag: _flag,
    rules.Many: _many,
    rules.Obj: _object,
    rules.Element: _element,
    rules.ContextElement: _context,
    rules.OneOf: _one_of,
    rules.Nested: _nested,
    rules.Chart: _chart,
    rules.Anything: _anything,
}
