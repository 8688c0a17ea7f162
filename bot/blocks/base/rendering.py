"""Every message that Mentor sends by itself: a surface registers itself here for the notes that it draws."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, TypeVar

import bot.blocks
from bot.blocks.base.kit import Rendered

N = TypeVar("N")
Draw = Callable[[Any], Rendered]
Make = Callable[[Any], tuple[str, bytes]]

_SURFACES: dict[type, Draw] = {}
_FILES: dict[type, Make] = {}


def renders(note: type[N]) -> Callable[[Callable[[N], Rendered]], Callable[[N], Rendered]]:
    """Mark the function that turns these notes into words and blocks."""

    def mark(draw: Callable[[N], Rendered]) -> Callable[[N], Rendered]:
        _SURFACES[note] = draw
        return draw

    return mark


def makes_file(note: type[N]) -> Callable[[Callable[[N], tuple[str, bytes]]], Callable[[N], tuple[str, bytes]]]:
    """Mark the function that makes the file such a note stands for: its name and its content."""

    def mark(make: Callable[[N], tuple[str, bytes]]) -> Callable[[N], tuple[str, bytes]]:
        _FILES[note] = make
        return make

    return mark


def render(note: object) -> Rendered:
    """The message of a note. Raises `TypeError` for a value that no surface draws."""
    draw = surfaces().get(type(note))
    if draw is None:
        raise TypeError(f"no message for {type(note).__name__}")
    return draw(note)


def file_of(note: object) -> tuple[str, bytes]:
    """The name and the content of the file that a note stands for. Raises `TypeError` for a note without one."""
    make = files().get(type(note))
    if make is None:
        raise TypeError(f"no file for {type(note).__name__}")
    return make(note)


def surfaces() -> dict[type, Draw]:
    """What draws each note."""
    _read_all()
    return _SURFACES


def files() -> dict[type, Make]:
    """What makes the file of each note that stands for one."""
    _read_all()
    return _FILES


@cache
def _read_all() -> None:
    """Read every file of the room once, so that no surface is forgotten."""
    for module in walk_packages(bot.blocks.__path__, "bot.blocks."):
        import_module(module.name)
