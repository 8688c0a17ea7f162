"""The two databases' full text: FTS5 with bm25 on SQLite, tsvector with ts_rank on Postgres.

A question is its words OR-ed. A word that stands in a great part of all texts says little and costs most, so the rarest
words are taken first, as many as together stand in at most `SCORED` texts.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from store.searchtext import searchable
from store.sql import Rowlike, is_sqlite, rows

SCORED = 4_000
"""Texts scored for one question at most; where even the rarest word stands in more, the newest of them."""

_COUNT = {
    True: "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH :{0} LIMIT :most)",
    False: "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE lexemes @@ {0} LIMIT :most) AS found",
}

_FOUND = {
    True: """
        SELECT rowid AS id, bm25(search_index) AS score FROM search_index
        WHERE search_index MATCH :query ORDER BY rowid DESC LIMIT :scored
    """,
    False: """
        SELECT id, -ts_rank(lexemes, {0}) AS score FROM search_text
        WHERE lexemes @@ ({0}) ORDER BY id DESC LIMIT :scored
    """,
}

# Those who left or signed out are dropped after the cut, so that nobody is looked up in vain. Somebody on a pause with
# an end may be back by now: the domain looks at the clock.
_HITS = """
    WITH found AS MATERIALIZED ({found}),
    best AS MATERIALIZED (SELECT id, score FROM found ORDER BY score, id LIMIT :most)
    SELECT search_text.user_id, search_text.kind, best.score FROM best
    JOIN search_text ON search_text.id = best.id
    JOIN profile {presence[0]} ON profile.user_id = search_text.user_id
    JOIN person {presence[1]} ON person.user_id = search_text.user_id
    WHERE person.standing = 'member' AND (NOT profile.paused OR profile.paused_until IS NOT NULL)
    ORDER BY best.score, best.id
"""


_PRESENCE = {True: ("INDEXED BY ix_profile_presence", "INDEXED BY ix_person_presence"), False: ("", "")}
"""SQLite takes its primary key's index by itself, and then has to go to the wide rows."""


def best_texts(session: Session, words: Sequence[str], most: int, scored: int = SCORED) -> Sequence[Rowlike]:
    """Rows (user_id, kind, score; the lower the better) of the texts that any of the words stands in, best first."""
    chosen = _telling(session, _distinct(words), scored)
    if not chosen:
        return []
    found, parameters = _matching(session, chosen)
    parameters |= {"scored": scored, "most": most}
    query = text(_HITS.format(found=found, presence=_PRESENCE[is_sqlite(session)]))
    return rows(session, query.bindparams(**parameters))


def _distinct(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for word in map(searchable, words) if any(map(str.isalnum, word))))


def _telling(session: Session, words: list[str], scored: int) -> list[str]:
    """The rarest of the words that stand in any text, as far as `scored` reaches; at least one."""
    if not words:
        return []
    chosen: list[str] = []
    total = 0
    for times, word in sorted(zip(_times(session, words, scored + 1), words, strict=True)):
        total += times
        if times and (total <= scored or not chosen):
            chosen.append(word)
    return chosen


def _times(session: Session, words: list[str], most: int) -> list[int]:
    """In how many texts each word stands, counted no further than `most`."""
    sqlite = is_sqlite(session)
    names = [f"word{number}" for number in range(len(words))]
    each = [_COUNT[sqlite].format(name if sqlite else _lexemes(name)) for name in names]
    values = [quoted(word) if sqlite else word for word in words]
    query = text("SELECT " + ", ".join(f"({one})" for one in each))
    bound = query.bindparams(most=most, **dict(zip(names, values, strict=True)))
    return list(session.execute(bound).one())


def _matching(session: Session, words: list[str]) -> tuple[str, dict[str, Any]]:
    if is_sqlite(session):
        return _FOUND[True], {"query": " OR ".join(map(quoted, words))}
    names = {f"word{number}": word for number, word in enumerate(words)}
    return _FOUND[False].format(" || ".join(map(_lexemes, names))), dict(names)


def quoted(word: str) -> str:
    """A word as an FTS5 string, in which nothing is an operator."""
    return '"' + word.replace('"', '""') + '"'


def _lexemes(name: str) -> str:
    """A bound word as a tsquery; `plainto_tsquery` reads nothing in it as an operator."""
    return f"plainto_tsquery('english', :{name})"
