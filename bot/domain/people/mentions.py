"""Which skills a question mentions. Names that are everyday words count only where they are clearly meant."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.base.keywords import is_telling
from bot.domain.base.skill import Skill
from bot.domain.base.spelling import stem, words

LONGEST_NAME = 5
"""Words of the longest name looked for."""
TEXT_LIMIT = 4000
"""Characters of a text that are looked at."""
_JOINED_FROM = 5
"""Letters from which separately written words may be one name ("git hub"); below, "a I" would be AI."""


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVERYDAY = _set_of("""
    access ads apex asana assembly bi cac chef closing coda confluence crystal dart demos drift eq
    elm embedded ember excel express fabric flash flask flow focus gin go gong helm ia intercom it jest julia kube
    lean leads less linear logic looker make miro monday nest next node notion numbers oracle outlook play pm
    pr privacy puppet rag react rest ros ruby rust safe sage salt sap sas scala scheme segment sem shell
    sketch slack snowflake soc solid spark spring stats stripe swift talks tempo vault vue word workday zoom""")
"""Names of tools and languages that mean something else in a plain sentence."""
_BEFORE = _set_of("""
    in with using use uses used learn learning learned know knows knowing write writing written to from our
    is are and or vs versus than like into via build built understand improve""")
_AFTER = _set_of("""
    code coding codebase language lang programming program programmer developer engineer script
    package library module framework app application service backend macro formula spreadsheet sheet workbook
    compiler project template dashboard board channel workspace skill course tutorial test component hook
    function pipeline cluster job query boot document file""")
_SPACED = re.compile(r"\S+")


class Names(Protocol):
    """The names of skills, as `bot.domain.people.skills.Vocabulary` holds them."""

    @property
    def by_key(self) -> Mapping[str, Skill]: ...

    @property
    def phrases(self) -> Collection[tuple[str, ...]]:
        """Names of several words, each as the stems of its words."""
        ...


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of the text; `shape` is how it was written, `opens` whether a sentence begins with it,
    `alone` whether no other word is tied to it (by a hyphen, say)."""

    stem: str
    shape: str
    opens: bool
    alone: bool


def found_in(text: str, known: Names, limit: int) -> tuple[Skill, ...]:
    """Skills whose name stands in the text as whole words; longer names first, then in the order of the text."""
    spelled = _words_of(text[:TEXT_LIMIT])
    taken = [False] * len(spelled)
    found: dict[Skill, None] = {}
    for length in range(LONGEST_NAME, 0, -1):
        for at in range(len(spelled) - length + 1):
            skill = None if any(taken[at : at + length]) else _named(spelled, at, length, known)
            if skill is not None:
                taken[at : at + length] = [True] * length
                found.setdefault(skill)
    return tuple(found)[:limit]


def _named(spelled: Sequence[_Word], at: int, length: int, known: Names) -> Skill | None:
    part = spelled[at : at + length]
    stems = tuple(word.stem for word in part)
    skill = known.by_key.get("".join(stems))
    if skill is None or not (length == 1 or stems in known.phrases or _may_be_joined(part)):
        return None
    plainly = length > 1 or not _is_everyday(part[0])
    return skill if plainly or _clearly_meant(spelled, at) else None


def _may_be_joined(part: Sequence[_Word]) -> bool:
    """Whether words may be one name written apart: "git hub" is GitHub, but "my SQL" is not MySQL."""
    return sum(len(word.stem) for word in part) >= _JOINED_FROM and is_telling(part[0].shape.lower())


def _is_everyday(word: _Word) -> bool:
    return len(word.stem) == 1 or word.shape.casefold() in EVERYDAY or word.stem in EVERYDAY


def _clearly_meant(spelled: Sequence[_Word], at: int) -> bool:
    """Followed by a word such as "code", or written with a capital inside a sentence after a word such as "in"."""
    if at + 1 < len(spelled) and spelled[at + 1].stem in _AFTER and not spelled[at + 1].opens:
        return True
    word = spelled[at]
    if word.opens or not word.alone or not word.shape[0].isupper() or _mostly_capitals(spelled):
        return False
    is_acronym = len(word.shape) > 1 and word.shape.isupper()
    return is_acronym or spelled[at - 1].shape.lower() in _BEFORE


def _mostly_capitals(spelled: Sequence[_Word]) -> bool:
    return sum(word.shape[0].isupper() and not word.opens for word in spelled) > max(2, len(spelled) // 2)


def _words_of(text: str) -> list[_Word]:
    """The words of a text with their shapes. A comma ends nothing; `.`, `!`, `?`, `:` before a space do."""
    spelled: list[_Word] = []
    opens = True
    for chunk in _SPACED.findall(text):
        shape = chunk.lstrip("\"'“‘(*_[.") or chunk
        parts = words(chunk)
        for word in parts:
            spelled.append(_Word(stem(word), _shape_of(word, shape), opens, len(parts) == 1))
            opens = False
        opens = opens or chunk[-1] in ".!?:"
    return spelled


def _shape_of(word: str, chunk: str) -> str:
    at = chunk.casefold().find(word)
    return (chunk[at : at + len(word)] if at >= 0 else "") or word
