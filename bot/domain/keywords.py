"""The words of a question that say what it is about."""

import re

WORDS_LIMIT = 40
"""Words of a question that are looked up; each costs the database a little."""

_WORD = re.compile(r"(?<![\w.])\.net\b|[^\W_]+(?:\+\+|#)?")
_STOP_WORDS = """
    a about above after again ain all also am an and any are aren as at be because been before being below between
    both but by can could couldn d did didn do does doesn doing don down during each few for from further get got
    had has hasn have haven having he hello help her here hers herself hey hi him himself his how i if in into is
    isn it its itself just know let ll m me more most my myself need no nor not now of off on once one only or other
    our ours ourselves out over own please re s same she should shouldn so some someone somebody such t than thank
    thanks that the their theirs them themselves then there these they this those through to too under until up us
    ve very want was wasn way we were weren what when where which while who whom whose why will with won would
    wouldn you your yours yourself yourselves
"""
_STOP = frozenset(_STOP_WORDS.split())
"""English words that stand in every question. `c` and `r` are not among them: they are languages."""


def words_of(question: str) -> tuple[str, ...]:
    """The telling words of a question: lower case, each once, in its order, at most forty. Keeps c++, c# and .net."""
    found = dict.fromkeys(_WORD.findall(question.lower()))
    return tuple(word for word in found if word not in _STOP)[:WORDS_LIMIT]
