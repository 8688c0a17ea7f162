"""Each query of the store is described once, in its port, and is there for a service."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session

from bot.ports import Transaction, no_holidays
from store.database import SqlTransaction

BOT = Path(__file__).parents[2] / "bot"
PORTS: dict[str, type] = {
    name: get_type_hints(part.fget)["return"] for name, part in vars(Transaction).items() if isinstance(part, property)
}
"""Name in a transaction → port."""


def queries(one: type) -> dict[str, Any]:
    """The public methods that a class has of its own."""
    return {name: value for name, value in vars(one).items() if callable(value) and not name.startswith("_")}


def own(made: type, port: type) -> Iterator[tuple[str, Any]]:
    """The public methods of what stands behind a port, but not the port's."""
    for one in made.__mro__:
        if one not in port.__mro__:
            yield from queries(one).items()


@cache
def behind() -> dict[str, type]:
    engine = create_engine("sqlite://")
    tx = SqlTransaction(Session(engine), no_holidays)
    return {name: type(getattr(tx, name)) for name in PORTS}


@cache
def called() -> frozenset[tuple[str, str]]:
    """What the product says of the form `….asks.get`."""
    trees = (ast.parse(path.read_text("utf-8")) for path in BOT.rglob("*.py"))
    return frozenset(
        (node.value.attr, node.attr)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
    )


def undescribed(port: type) -> list[str]:
    return [name for name, query in queries(port).items() if not query.__doc__]


def described_twice(made: type, port: type) -> list[str]:
    return [name for name, query in own(made, port) if query.__doc__]


@pytest.mark.parametrize("name", sorted(PORTS))
def test_a_query_is_described_in_its_port_and_there_alone(name: str) -> None:
    assert undescribed(PORTS[name]) == []
    assert described_twice(behind()[name], PORTS[name]) == []


@pytest.mark.parametrize("name", sorted(PORTS))
def test_a_port_and_what_stands_behind_it_have_the_same_queries(name: str) -> None:
    assert PORTS[name] in behind()[name].__mro__
    assert {query for query, _ in own(behind()[name], PORTS[name])} == set(queries(PORTS[name]))


@pytest.mark.parametrize("name", sorted(PORTS))
def test_every_query_is_there_for_the_product(name: str) -> None:
    assert [query for query in queries(PORTS[name]) if (name, query) not in called()] == []


def test_what_is_missing_or_too_much_is_found() -> None:
    class Port:
        def mute(self) -> None: ...

        def told(self) -> None:
            """Once."""

    class Behind(Port):
        def told(self) -> None:
            """Twice."""

    assert undescribed(Port) == ["mute"]
    assert described_twice(Behind, Port) == ["told"]
    assert [name for name, _ in own(Behind, Port)] == ["told"]
