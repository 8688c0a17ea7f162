"""Every row of the table of limits is enforced: each is broken once, and each breach is refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from bot.sandbox.limits.blocks import BLOCKS
from bot.sandbox.limits.elements import ELEMENTS
from bot.sandbox.limits.objects import OBJECTS
from bot.sandbox.limits.views import VIEWS
from bot.sandbox.rules import (
    EVERYWHERE,
    HOME,
    MESSAGE,
    MODAL,
    Anything,
    Chart,
    ContextElement,
    Element,
    Flag,
    Many,
    Nested,
    Num,
    Obj,
    OneOf,
    Real,
    Rule,
    Shape,
    Str,
    Text,
    Url,
)
from bot.sandbox.shapes import Place, check_block, check_element, check_shape
from tests.sandbox.kit import PIE, rich
from tests.support.blocks import Json, button, mrkdwn, plain

TEXTS = {
    r"[UW][A-Z0-9]+": "U1",
    r"[CG][A-Z0-9]+": "C1",
    r"S[A-Z0-9]+": "S1",
    r"[TE][A-Z0-9]+": "T1",
    r"#[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?": "#fff",
    r"-?\d+(\.\d+)?": "3",
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])": "2026-11-28",
    r"([01]\d|2[0-3]):[0-5]\d": "09:30",
}
"""An example of each pattern."""
BLOCK_EXAMPLES: Mapping[str, Json] = {
    "rich_text": rich(),
    "card": {"type": "card", "title": plain("x")},
    "task_card": {"type": "task_card", "task_id": "1", "title": "x"},
}


ELEMENT_IN = {"input": "plain_text_input", "context_actions": "icon_button"}
"""Where no button may stand, what may."""


def example(rule: Rule, block: str = "") -> Any:
    """Something that a rule lets through, in a block."""
    if isinstance(rule, Element):
        return example_element("image" if rule.only == ("image",) else ELEMENT_IN.get(block, "button"))
    if isinstance(rule, Many):
        return [example(rule.of, block)] * max(rule.least, 1)
    return _EXAMPLES[type(rule)](rule)


def _string(rule: Str) -> str:
    return rule.one_of[0] if rule.one_of else TEXTS[rule.pattern] if rule.pattern else "x" * max(rule.least, 1)


def _one_of(rule: OneOf) -> Json:
    kind, name = next(iter(rule.types.items()))
    return {**example_of(OBJECTS[name]), "type": kind}


_EXAMPLES: Mapping[type, Callable[[Any], Any]] = {
    Text: lambda rule: plain("x") if rule.plain else mrkdwn("x"),
    Str: _string,
    Url: lambda rule: f"https://{rule.within[0]}/x" if rule.within else "https://example.com/x",
    Num: lambda rule: rule.least,
    Real: lambda _: 1,
    Flag: lambda _: True,
    Obj: lambda rule: example_of(OBJECTS[rule.name]),
    ContextElement: lambda _: plain("x"),
    OneOf: _one_of,
    Nested: lambda rule: BLOCK_EXAMPLES.get(rule.types[0]) or example_block(rule.types[0]),
    Chart: lambda _: dict(PIE),
    Anything: lambda _: [],
}


def example_of(shape: Shape, block: str = "") -> Json:
    named = (*shape.required, *shape.any_of[:1], *shape.exactly_one[:1])
    return {name: example(shape.props[name], block) for name in named}


def example_block(kind: str) -> Json:
    return {**example_of(BLOCKS[kind], kind), "type": kind}


def example_element(kind: str) -> Json:
    return {**example_of(ELEMENTS[kind]), "type": kind}


def breaches(rule: Rule) -> Iterator[Any]:
    """What a rule must not let through: of another type, and one beyond each bound."""
    match rule:
        case Text(most=most, plain=is_plain):
            yield from ("bare", plain(""), plain("x" * (most + 1)), {**plain("x"), "emoji": "yes"}, {"type": "html"})
            yield from [mrkdwn("x")] if is_plain else []
        case Str(most=most, least=least, one_of=one_of, pattern=pattern):
            yield 7
            yield from ["x" * (most + 1)] if most is not None and not pattern else []
            yield from [""] if least and not one_of else []
            yield from ["neither"] if one_of else []
            yield from ["~"] if pattern else []
        case Url(most=most, within=within):
            yield from (7, "", "not a url", "https://example.com/".ljust(most + 1, "x"))
            yield from ["https://example.com/x", "https://notslack.com/x"] if within else []
        case Num(least=least, most=most):
            yield from ("3", 1.5, True, least - 1)
            yield from [most + 1] if most is not None else []
        case Real(positive=positive):
            yield from ("3", True)
            yield from [0] if positive else []
        case Flag():
            yield from ("true", 1)
        case Many(of=of, most=most, least=least):
            yield {}
            yield from [[]] if least else []
            yield from [[example(of)] * (most + 1)] if most is not None else []
            yield from ([bad] for bad in breaches(of))
        case Obj(name=name):
            yield from broken(OBJECTS[name])
        case Element() | ContextElement() | OneOf() | Nested() | Chart():
            yield from ("bare", {"type": "bogus"}, {})


def broken(shape: Shape) -> Iterator[Any]:
    """An object of this shape with one thing wrong."""
    sound = example_of(shape)
    yield "bare"
    yield {**sound, "bogus": 1}
    for name in shape.required:
        yield {key: value for key, value in sound.items() if key != name}
    for group in (shape.any_of, shape.exactly_one):
        if group:
            yield {key: value for key, value in sound.items() if key not in group}
    if shape.exactly_one:
        yield {**sound, **{name: example(shape.props[name]) for name in shape.exactly_one}}
    for name, rule in shape.props.items():
        yield from ({**sound, name: bad} for bad in breaches(rule) if name != "type")


@pytest.mark.parametrize("kind", BLOCKS)
def test_each_rule_of_a_block_is_enforced(kind: str) -> None:
    shape = BLOCKS[kind]
    surface = MESSAGE if MESSAGE in shape.surfaces else MODAL
    sound = example_block(kind)
    assert list(check_block(sound, Place("/b", surface=surface))) == []
    for bad in broken(shape):
        bad = {**bad, "type": kind} if isinstance(bad, dict) else bad
        assert list(check_block(bad, Place("/b", surface=surface))), bad
    for elsewhere in EVERYWHERE - shape.surfaces:
        assert list(check_block(sound, Place("/b", surface=elsewhere))), elsewhere


@pytest.mark.parametrize("kind", ELEMENTS)
def test_each_rule_of_an_element_is_enforced(kind: str) -> None:
    shape = ELEMENTS[kind]
    surface = MESSAGE if MESSAGE in shape.surfaces else MODAL
    sound = example_element(kind)
    for block in shape.inside:
        assert list(check_element(sound, Place("/e", block, surface))) == []
    block = min(shape.inside)
    for bad in broken(shape):
        bad = {**bad, "type": kind} if isinstance(bad, dict) else bad
        assert list(check_element(bad, Place("/e", block, surface))), bad
    for elsewhere in BLOCKS.keys() - shape.inside:
        assert list(check_element(sound, Place("/e", elsewhere, surface))), elsewhere
    for other in EVERYWHERE - shape.surfaces:
        assert list(check_element(sound, Place("/e", block, other))), other


@pytest.mark.parametrize("name", OBJECTS)
def test_each_rule_of_an_object_is_enforced(name: str) -> None:
    shape = OBJECTS[name]
    assert list(check_shape(shape, example_of(shape), Place("/o"))) == []
    for bad in broken(shape):
        assert list(check_shape(shape, bad, Place("/o"))), bad


@pytest.mark.parametrize("kind", [MODAL, HOME])
def test_each_rule_of_a_view_is_enforced(kind: str) -> None:
    shape = VIEWS[kind]
    assert list(check_shape(shape, {**example_of(shape), "type": kind}, Place("/v"))) == []
    for bad in broken(shape):
        assert list(check_shape(shape, bad, Place("/v"))), bad


def test_a_button_alone_is_what_the_examples_rest_on() -> None:
    assert list(check_element(button("a"), Place("/e", "actions"))) == []
