"""Levels as companies name them, brought to steps of one ladder."""

import re
from functools import lru_cache

from bot.domain.base.spelling import words

_LADDER = (
    "intern trainee apprentice student",
    "associate junior assistant graduate entry",
    "professional mid intermediate regular specialist",
    "senior sr",
    "lead staff supervisor",
    "principal manager",
    "director head partner",
    "vp svp evp vice",
    "executive chief officer president founder ceo cto cfo coo",
)
_STEPS = {word: step for step, names in enumerate(_LADDER) for word in names.split()}
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def step_of(level: str) -> int | None:
    """The step of a level, counted from 0. A number in it ("L5", "Grade 12") is the step; else the highest word known.

    None where neither is there. Both kinds in one company do not compare well: directories use one.
    """
    if number := _NUMBER.search(level):
        return int(number.group())
    return max((_STEPS[word] for word in words(level) if word in _STEPS), default=None)
