"""Full text on SQLite: the FTS5 table `search_index` over `search_text`, ranked by bm25."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

BY_PRESENCE = {"profile": "INDEXED BY ix_profile_presence", "person": "INDEXED BY ix_person_presence"}
"""By itself SQLite takes the primary key's index, and then has to go to the wide rows."""

FOUND = """
    SELECT rowid AS id, bm25(search_index) AS score FROM search_index
    WHERE search_index MATCH :query ORDER BY rowid DESC LIMIT :scored
"""


def times(session: Session, words: Sequence[str], most: int) -> list[int]:
    """In how many texts each word stands, counted no further than `most`."""
    count = "(SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH :word{0} LIMIT :most))"
    query = text("SELECT " + ", ".join(count.format(number) for number in range(len(words))))
    values = {f"word{number}": quoted(word) for number, word in enumerate(words)}
    return list(session.execute(query.bindparams(most=most, **values)).one())


def matching(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """A query for (id, score) of the texts any of the words stands in, and its parameters."""
    return FOUND, {"query": " OR ".join(map(quoted, words))}


def quoted(word: str) -> str:
    """A word as an FTS5 string, in which nothing is an operator."""
    return '"' + word.replace('"', '""') + '"'
