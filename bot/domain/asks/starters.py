"""Questions to start a first talk with: which three fit an ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s

from bot.domain.asks.ask import Ask, Shape

_WORD = re.compile(r"[^\W_]+")
_IN_ALL = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """Starters for one kind of question, known by words that occur in it or in its skills."""

    words: frozenset[str]
    starters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Starters:
    """All starter questions: for any ask, for a talk, for a written answer, and by kind of question."""

    general: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()


def choose(starters: Starters, ask: Ask) -> tuple[str, ...]:
    """Three starters: one for the kind of question, one for the form of the answer, the rest for anything.

    The same ask always gets the same ones.
    """
    kind = _kind_of(starters.kinds, ask)
    by_form = starters.thread if ask.shape is Shape.THREAD else starters.talk
    chosen: list[str] = []
    for number, pool in enumerate(
        (kind.starters if kind else starters.general, by_form, *[starters.general] * _IN_ALL)
    ):
        rest = [one for one in pool if one not in chosen]
        if rest and len(chosen) < _IN_ALL:
            chosen.append(rest[_draw(ask, number, len(rest))])
    return tuple(chosen)


def _kind_of(kinds: Sequence[Kind], ask: Ask) -> Kind | None:
    said = " ".join([ask.question, *(skill.label for skill in ask.skills)]).lower()
    words = set(_WORD.findall(said))
    fitting = [(len(kind.words & words), -number) for number, kind in enumerate(kinds)]
    most, number = max(fitting, default=(0, 0))
    return kinds[-number] if most else None


def _draw(ask: Ask, number: int, among: int) -> int:
    """A number below `among` that depends on the ask alone."""
    return int.from_bytes(blake2s(f"{ask.id}:{number}".encode(), digest_size=4).digest()) % among
