"""Full text on Postgres: the generated column `search_text.lexemes` with a GIN index, ranked by ts_rank."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

BY_PRESENCE = {"profile": "", "person": ""}

# Counting would read all those texts; the planner's own statistics know the common lexemes. One that they do not name
# is at most as common as the least of them. Before the first ANALYZE every word passes for rare.
TIMES = """
    WITH common AS MATERIALIZED (
        SELECT unnest(most_common_elems::text::text[]) AS lexeme, unnest(most_common_elem_freqs) AS share
        FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'search_text' AND attname = 'lexemes'
    ),
    least AS (SELECT coalesce(min(share), 0) AS share FROM common WHERE lexeme IS NOT NULL),
    texts AS (SELECT reltuples AS number FROM pg_class WHERE oid = 'search_text'::regclass)
    SELECT CASE count(lexeme) WHEN 0 THEN 0 ELSE
        greatest(1, texts.number * min(coalesce(common.share, least.share))) END AS times
    FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS asked(word, place)
    CROSS JOIN least CROSS JOIN texts
    LEFT JOIN LATERAL unnest(tsvector_to_array(to_tsvector('english', word))) AS lexeme ON true
    LEFT JOIN common USING (lexeme)
    GROUP BY place, texts.number ORDER BY place
"""

FOUND = """
    SELECT id, -ts_rank(lexemes, {0}) AS score FROM search_text
    WHERE lexemes @@ ({0}) ORDER BY id DESC LIMIT :scored
"""


def times(session: Session, words: Sequence[str], most: int) -> list[int]:
    """In about how many texts each word stands, `most` at most; 0 for words that are never searched for."""
    found = session.execute(text(TIMES).bindparams(words=list(words))).scalars()
    return [min(most, round(number)) for number in found]


def matching(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """A query for (id, score) of the texts any of the words stands in, and its parameters.

    `plainto_tsquery` reads nothing in a word as an operator.
    """
    names = [f"word{number}" for number in range(len(words))]
    either = " || ".join(f"plainto_tsquery('english', :{name})" for name in names)
    return FOUND.format(either), dict(zip(names, words, strict=True))
