"""The kinds of rules that Block Kit's properties follow; `bot.sandbox.limits` is the table made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

MESSAGE, MODAL, HOME = "message", "modal", "home"
EVERYWHERE = frozenset({MESSAGE, MODAL, HOME})


@dataclass(frozen=True, slots=True)
class Text:
    """A text object of at most `most` characters."""

    most: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Str:
    """A bare string."""

    most: int | None = None
    least: int = 0
    one_of: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Url:
    """An address: absolute, of at most `most` characters; with `within`, on one of these hosts or below them."""

    most: int = 3000
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Num:
    """A whole number."""

    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Real:
    """Any number; with `positive` above 0."""

    positive: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: "Rule"
    most: int | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class Obj:
    """A composition object, by its name in the table."""

    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """An interactive element (or image) that may stand in this block; with `only`, of one of these types."""

    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextElement:
    """An image element or a text object."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """An object told apart by its `type`: for each type its name in the table of objects."""

    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Nested:
    """A block within a block, of one of these types."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of a data_visualization block."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Not looked into."""


Rule: TypeAlias = (
    Text | Str | Url | Num | Real | Flag | Many | Obj | Element | ContextElement | OneOf | Nested | Chart | Anything
)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its properties, which are needed, which of them at least one, which of them exactly one.

    `inside`: the blocks in which an element may stand. `surfaces`: where a block may be shown.
    """

    props: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    exactly_one: tuple[str, ...] = ()
    surfaces: frozenset[str] = EVERYWHERE
    inside: frozenset[str] = field(default_factory=frozenset)
