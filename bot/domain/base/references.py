"""What a button, a menu or a form carries: a typed reference, written and read here and nowhere else.

A kind is a frozen dataclass of ids, numbers, choices (`StrEnum`), moments, truths and words. Without fields it is the
empty text; with one field that field's text alone; with more a JSON list that begins with the kind's `tag`.

Messages that were sent before references were typed carry other texts. A kind whose text has changed says in `old` how
it was written then; such texts are read until version 1.0, after which they are refused like any other unknown text.
"""

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from types import UnionType
from typing import Any, ClassVar, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.domain.base.errors import UnreadableReference
from bot.domain.base.ids import MentorshipId, ProgramId, UserId

VALUE_LIMIT = 2000
"""Characters that the value of a button holds (docs: button element)."""
OPTION_LIMIT = 150
"""Characters that the value of an option holds (docs: option object)."""
METADATA_LIMIT = 3000
"""Characters that the private metadata of a view holds (docs: views)."""
ID_LIMIT = 100
"""No id of Slack's or of ours is longer."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Base of all kinds. Their fields are all that a press or a form says about what it is about."""

    tag: ClassVar[str] = ""
    """Names the kind in its text, where it has more than one field; never changed, for messages carry it."""
    old: ClassVar[str] = ""
    """How it was written before: a pattern of what stood behind the colon of the action id, a colon, and the value."""
    shortens: ClassVar[str] = ""
    """The field with typed words, which is cut where all of them do not fit."""


@dataclass(frozen=True, slots=True)
class Nothing(Reference):
    """What a button carries that says everything by itself."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class CommandLine(Reference):
    """A command, as it would be typed after `/mentor`."""

    line: str
    shortens: ClassVar[str] = "line"


@dataclass(frozen=True, slots=True)
class PersonRef(Reference):
    """Somebody."""

    user_id: UserId


@dataclass(frozen=True, slots=True)
class MentorshipRef(Reference):
    """A mentorship."""

    mentorship_id: MentorshipId


@dataclass(frozen=True, slots=True)
class ProgramRef(Reference):
    """A program."""

    program_id: ProgramId


R = TypeVar("R", bound=Reference)


def encode(about: Reference, limit: int = VALUE_LIMIT) -> str:
    """The text of a reference, at most `limit` characters. Raises `ValueError` where it cannot be made to fit."""
    text = _text(about)
    if len(text) > limit and about.shortens:
        # Each character that is left out takes at least one from the text.
        words = str(getattr(about, about.shortens))[: limit - len(text)]
        text = _text(replace(about, **{about.shortens: words}))
    if len(text) > limit:
        raise ValueError(f"{type(about).__name__} takes {len(text)} characters of {limit}")
    return text


def decode(kind: type[R], text: str, mark: str = "") -> R:
    """The reference of a kind that a text stands for; `mark` is what an action id says behind its colon, which old
    messages need. Raises `UnreadableReference` for any other text."""
    try:
        given = _parts(kind, text, mark)
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in given.items()})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnreadableReference(kind.__name__) from error


def _text(about: Reference) -> str:
    values = [_written(getattr(about, each.name)) for each in fields(about)]
    if len(values) > 1:
        return json.dumps([about.tag, *values], ensure_ascii=False, separators=(",", ":"))
    return "" if not values or values[0] is None else str(values[0])


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _parts(kind: type[Reference], text: str, mark: str) -> dict[str, Any]:
    """The fields of a text by name, not yet read."""
    names = [each.name for each in fields(kind)]
    if not names:
        return {}
    if len(names) == 1:
        return {names[0]: text}
    if text.startswith(f'["{kind.tag}",'):
        return dict(zip(names, json.loads(text)[1:], strict=True))
    found = re.fullmatch(kind.old, f"{mark}:{text}", re.DOTALL) if kind.old else None
    if found is None:
        raise ValueError("neither a new text nor an old one")
    return {name: value for name, value in found.groupdict().items() if value is not None}


def _read(hint: Any, value: Any) -> Any:
    """A value as its field's type has it. Raises `ValueError` or `TypeError` for one that is none."""
    if get_origin(hint) in (Union, UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        return None if value in (None, "") else _read(inner, value)
    if hint is bool:
        return _truth(value)
    if hint is int:
        return _number(value)
    if not isinstance(value, str):
        raise TypeError("no text")
    if isinstance(hint, NewType):
        return _id(value)
    return hint.fromisoformat(value) if hint in (datetime, date) else hint(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("no number")
    return int(value)


def _id(value: str) -> str:
    if not 0 < len(value) <= ID_LIMIT or not value.isprintable() or value.startswith("["):
        raise ValueError("no id")
    return value
