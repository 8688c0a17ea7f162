"""The words of a question that say what it is about."""

import re

WORDS_LIMIT = 40
"""Words of a question that are looked up; each costs the database a little."""

_WORD = re.compile(r"(?<![\w.])\.net\b|[^\W_]+(?:\+\+|#)?")
_STOP_WORDS = """
    a about above after again ain all also am an and any anyone are aren as at be because become been before begin
    being below best better between both but by can could couldn d did didn do does doesn doing don down during each
    even few for from further gave get give gives giving good got had has hasn have haven having he hello help her
    here hers herself hey hi him himself his how i if in into is isn it its itself just know let like ll m made make
    makes making me more most my myself need no nor not now of off on once one only or other our ours ourselves out
    over own please re really s same say says she should shouldn so some somebody someone start started starting such
    t take takes taking tell than thank thanks that the their theirs them themselves then there these they thing
    things this those through to too took under until up us ve very want was wasn way ways we well were weren what
    when where which while who whom whose why will with won would wouldn yet you your yours yourself yourselves
"""
_STOP = frozenset(_STOP_WORDS.split())
"""English words that stand in every question. `c` and `r` are not among them: they are languages."""


def is_telling(word: str) -> bool:
    """Whether a word, in lower case, says what a question is about."""
    return word not in _STOP


def words_of(question: str) -> tuple[str, ...]:
    """The telling words of a question: lower case, each once, in its order, at most forty. Keeps c++, c# and .net."""
    found = dict.fromkeys(_WORD.findall(question.lower()))
    return tuple(word for word in found if is_telling(word))[:WORDS_LIMIT]
