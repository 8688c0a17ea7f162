"""The database that most tests share: each finds it as it was made, whatever those before have left."""

import pytest
from sqlalchemy import insert

from store.across.tables import SettingRow
from store.base.sql import table_of
from store.people.tables import SearchTextRow
from tests.store.test_copy import fill, opened, rows_of
from tests.support.databases import Databases

KINDS = pytest.mark.parametrize("kind", ["sqlite", "postgres"])


def address(databases: Databases, kind: str) -> str:
    return databases.cleared(kind).url.render_as_string(hide_password=False)


@KINDS
def test_no_row_is_left(databases: Databases, kind: str) -> None:
    url = address(databases, kind)
    fill(url)
    first = rows_of(url)
    assert all(first.values())
    assert not any(rows_of(address(databases, kind)).values())
    fill(url)
    assert rows_of(url) == first


@KINDS
def test_numbers_begin_anew(databases: Databases, kind: str) -> None:
    for _ in range(2):
        with opened(address(databases, kind)) as connection:
            new = insert(table_of(SearchTextRow)).values(source="new", user_id="0001", kind="about", text="new")
            assert connection.execute(new).inserted_primary_key == (1,)


@KINDS
def test_a_connection_that_was_forgotten_is_in_nobodys_way(databases: Databases, kind: str) -> None:
    connection = databases.cleared(kind).connect()
    connection.execute(insert(table_of(SettingRow)).values(name="left", value="behind"))
    url = address(databases, kind)
    fill(url, 1)
    assert {len(rows) for rows in rows_of(url).values()} == {1}
    connection.invalidate()
    connection.close()


@KINDS
def test_queries_are_remembered_from_one_test_to_the_next(databases: Databases, kind: str) -> None:
    first = databases.cleared(kind)
    assert databases.cleared(kind) is first
    with opened(address(databases, kind)) as connection:
        assert connection.engine is not first, "others on the same database have an engine of their own"
