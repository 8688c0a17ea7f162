"""Who can help with a question, out of everybody: the database finds, the domain ranks."""

from bot.domain.asks.ranking import Query, RankingResult
from bot.domain.asks.scoring import most_promising, rank
from bot.domain.base.keywords import words_of
from bot.ports import Transaction

TEXTS = 1000
"""Texts that vote on a question."""
CANDIDATES = 50
"""People looked at closely. A hundred rank no better (nDCG@10 .325 both, on public routing data), in twice the time."""


def rank_for(tx: Transaction, query: Query) -> RankingResult:
    """The people who can be asked now, best first with all factors, and those who would fit but have no room.

    The names of the skills are looked up together with the question's own words. Four groups of queries, whatever
    the number of people.
    """
    names = [word for skill in query.skills for word in words_of(skill.label)]
    hits = tx.search.hits(list(dict.fromkeys([*query.words, *names])), TEXTS)
    offering = tx.search.offering([skill.key for skill in query.skills]) if query.skills else ()
    people = most_promising(query, hits, offering, CANDIDATES)
    if query.widened:
        people = list(dict.fromkeys([*people, *tx.search.longest_unasked(CANDIDATES)]))
    return rank(query, hits, tx.search.evidence(people, query.now))
