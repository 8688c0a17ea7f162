"""How well the ranking finds the people who answered: past answers in, a question, who is ranked first?

The past answers are kept as past asks through the store, and people are ranked by the very function the bot ranks with.
All of them have the same hours, limits and load, so that only what they know makes a difference.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.domain.asks.ask import QUESTION_LIMIT, Ask, AskId, AskState, Helped
from bot.domain.asks.ranking import Query
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person
from bot.domain.people.profile import Profile
from bot.ports import Store, Transaction
from bot.services.asks.ranking import rank_for
from store.base.engine import new_engine
from store.database import SqlStore
from tests.bench.routing_data import Judged, Post, ndcg, posts, questions, recall, reciprocal_rank
from tests.bench.table import show
from tests.support.databases import Databases

NEEDS_DATA = True

PAST = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

TEXTS: dict[str, Callable[[Post], str]] = {
    "question and answer": lambda post: f"{post.question}\n{post.question_body}\n{post.answer}",
    "question alone": lambda post: f"{post.question}\n{post.question_body}",
}
"""What is kept of a past ask. Mentor itself keeps the question; the answer stays with the two."""


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("routing", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds posts.jsonl.gz, queries.jsonl.gz, qrels.tsv")
    parser.add_argument("--postgres", action="store_true", help="measure on Postgres too")
    parser.add_argument("--body", action="store_true", help="ask with title and body, not the title alone")
    given = parser.parse_args(arguments)
    past, asked = posts(given.data), questions(given.data)
    lines = [
        [f"{kind}, {name}", *_figures(store, asked, with_body=given.body)]
        for kind in ["sqlite", *(["postgres"] if given.postgres else [])]
        for name, text_of in TEXTS.items()
        for store in _filled(kind, past, text_of)
    ]
    title = f"Routing: {len(asked)} questions, {len({post.user for post in past})} people, {len(past)} past answers"
    show(title, ["kept of a past ask", "nDCG@10", "Recall@10", "MRR", "p50 ms", "p95 ms"], lines)


def _filled(kind: str, past: Sequence[Post], text_of: Callable[[Post], str]) -> Iterator[Store]:
    """A store with all people signed up and all past answers in it, for one round of a loop."""
    with _store(kind) as store:
        with store.write() as tx:
            for user in sorted({post.user for post in past} | {"nobody"}):
                _sign_up(tx, UserId(user))
            for post in past:
                tx.asks.save(_past_ask(post, text_of(post)))
        yield store


@contextmanager
def _store(kind: str) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        with databases.fresh(kind) as url:
            store = SqlStore(new_engine(url))
            yield store
            store.close()
        databases.close()


def _sign_up(tx: Transaction, user: UserId) -> None:
    tx.people.upsert([Person(user, user)], PAST)
    tx.profiles.save(Profile(user, offers=(), wants=(), hours=WorkingHours(), signed_up_at=PAST))


def _past_ask(post: Post, text: str) -> Ask:
    return Ask(
        id=AskId(post.id),
        asker=UserId("nobody"),
        question=text[:QUESTION_LIMIT],
        created_at=PAST,
        state=AskState.CLOSED,
        mentor=UserId(post.user),
        accepted_at=PAST,
        closed_at=PAST,
        touched_at=PAST,
        helped=Helped.SOME,
    )


def _figures(store: Store, asked: Sequence[Judged], *, with_body: bool) -> list[str]:
    merits: list[tuple[float, float, float]] = []
    took: list[float] = []
    for one in asked:
        begun = perf_counter()
        ranked = _ranked(store, one, f"{one.title}\n{one.body}" if with_body else one.title)
        took.append((perf_counter() - begun) * 1000)
        merits.append((ndcg(ranked, one.answered), recall(ranked, one.answered), reciprocal_rank(ranked, one.answered)))
    percentiles = quantiles(took, n=20)
    means = [f"{mean(column):.3f}" for column in zip(*merits, strict=True)]
    return [*means, f"{percentiles[9]:.1f}", f"{percentiles[18]:.1f}"]


def _ranked(store: Store, one: Judged, text: str) -> list[str]:
    query = Query(words_of(text), NOW, excluded=frozenset({UserId(one.asker), UserId("nobody")}))
    with store.read() as tx:
        return [ranked.user_id for ranked in rank_for(tx, query).ranked]
