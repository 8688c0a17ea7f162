"""References of all kinds, made up."""

import importlib
import pkgutil
from dataclasses import fields
from datetime import UTC, datetime
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

import bot.domain
from bot.domain.base.references import Reference

IDS = st.text("abcdef0123456789-", min_size=1, max_size=32)


def kinds() -> list[type[Reference]]:
    """Every kind there is."""
    for found in pkgutil.walk_packages(bot.domain.__path__, "bot.domain."):
        if found.name.endswith(".references"):
            importlib.import_module(found.name)
    by_name = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in Reference.__subclasses__()}
    return [getattr(importlib.import_module(kind.__module__), kind.__name__) for _, kind in sorted(by_name.items())]


def of_kind(kind: type[Reference]) -> st.SearchStrategy[Reference]:
    """References of one kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: _of(hints[each.name]) for each in fields(kind)})


def sample(kind: type[Reference]) -> Reference:
    """One of a kind, always the same."""
    hints = get_type_hints(kind)
    return kind(**{each.name: _one(hints[each.name]) for each in fields(kind)})


def _one(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return _one(get_args(hint)[0])
    if isinstance(hint, NewType) or hint is str:
        return "some"
    if hint is datetime:
        return datetime(2026, 11, 23, tzinfo=UTC)
    return hint(1) if hint in (int, bool) else next(iter(hint))


def _of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        return st.none() | _of(inner)
    if isinstance(hint, NewType):
        return IDS
    if hint is str:
        return st.text(max_size=300)
    if hint is datetime:
        return st.datetimes(timezones=st.just(UTC))
    return st.integers(0, 10_000) if hint is int else st.from_type(hint)
