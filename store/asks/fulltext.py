"""The texts that match a question, by the database's own full text.

A question is its words OR-ed. A word that stands in a great part of all texts says little and costs most, so the rarest
words are taken first, as many as together stand in at most `SCORED` texts.
"""

from collections.abc import Sequence
from itertools import accumulate
from types import ModuleType

from sqlalchemy import text
from sqlmodel import Session

from store.asks import fts5, tsvector
from store.base.sql import Rowlike, is_sqlite, rows
from store.people.search_text import searchable

SCORED = 4_000
"""Texts scored for one question at most; where even the rarest word stands in more, the newest of them."""

# Those who left or signed out are dropped after the cut, so that nobody is looked up in vain. Somebody on a pause with
# an end may be back by now: the domain looks at the clock.
_HITS = """
    WITH found AS MATERIALIZED ({found}),
    best AS MATERIALIZED (SELECT id, score FROM found ORDER BY score, id LIMIT :most)
    SELECT search_text.user_id, search_text.kind, best.score FROM best
    JOIN search_text ON search_text.id = best.id
    JOIN profile {profile} ON profile.user_id = search_text.user_id
    JOIN person {person} ON person.user_id = search_text.user_id
    WHERE person.standing = 'member' AND (NOT profile.paused OR profile.paused_until IS NOT NULL)
    ORDER BY best.score, best.id
"""


def best_texts(session: Session, words: Sequence[str], most: int, scored: int = SCORED) -> Sequence[Rowlike]:
    """Rows (user_id, kind, score; the lower the better) of the texts that any of the words stands in, best first."""
    asked = _distinct(words)
    if not asked:
        return []
    telling, common = _apart(asked, _full_text(session).times(session, asked, scored + 1), scored)
    groups = ([telling] if telling else []) + [[word] for word in common]
    # Somebody's typing error is a rare word too: where the telling words tell nothing, the others are taken one by one.
    return next(filter(None, (_best(session, group, most, scored) for group in groups)), [])


def _best(session: Session, words: Sequence[str], most: int, scored: int) -> Sequence[Rowlike]:
    found, parameters = _full_text(session).matching(words)
    query = text(_HITS.format(found=found, **_full_text(session).BY_PRESENCE))
    return rows(session, query.bindparams(scored=scored, most=most, **parameters))


def _full_text(session: Session) -> ModuleType:
    return fts5 if is_sqlite(session) else tsvector


def _distinct(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for word in map(searchable, words) if any(map(str.isalnum, word))))


def _apart(words: Sequence[str], times: Sequence[int], scored: int) -> tuple[list[str], list[str]]:
    """The rarest of the words that stand in any text, as far as `scored` reaches, and the others; rarest first."""
    standing = sorted((often, word) for often, word in zip(times, words, strict=True) if often)
    totals = accumulate(often for often, _ in standing)
    telling = sum(total <= scored for total in totals)
    ordered = [word for _, word in standing]
    return ordered[:telling], ordered[telling:]
