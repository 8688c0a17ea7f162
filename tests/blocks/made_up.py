"""A made-up language out of the English words: other letters, 40 % longer, written from right to left.

Every sentence stands between two marks, so that one that was cut, or stands in code, shows.
"""

import re
from collections.abc import Mapping
from functools import cache
from math import ceil
from string import Formatter

from babel import Locale

from bot.blocks.base.language import Entry, Language, english

BEGINS, ENDS = "\u2067", "\u2069"
"""Right-to-left isolate, and its end."""
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒğĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ",
)
LONGER = 0.4
_KEPT = re.compile(r"`[^`]*`|\[\w+\]|/mentor(?: \w+)?|/invite @Mentor|mente[er]_id|mentor_id|\.csv")
"""What is no word of a language: commands, Slack's tokens, columns of a file."""


@cache
def made_up() -> Language:
    """The language; its plurals, lists and dates are those of Arabic, which has six forms and no Latin letter."""
    words = {key: _entry(entry) for key, entry in english().words.items() if not key.startswith("language.")}
    return Language(Locale("ar"), {**words, "language.moment": "[date_short_pretty] ~ [time]", "language.more": "+{n}"})


def _entry(entry: Entry) -> Entry:
    if isinstance(entry, Mapping):
        return {form: said(words) for form, words in entry.items()}
    return said(entry)


def said(words: str) -> str:
    """English words in it; the fields in them stay what they are."""
    parts = list(Formatter().parse(words))
    text = "".join(literal for literal, *_ in parts)
    if not any(char.isalpha() for char in _KEPT.sub("", text)) and not any(spec for _, _, spec, _ in parts):
        return words
    longer = "ẋ" * max(0, ceil(len(text) * LONGER) - len(BEGINS + ENDS))
    return f"{BEGINS}{''.join(_part(*part[:3]) for part in parts)}{longer}{ENDS}"


def _part(literal: str, name: str | None, spec: str | None) -> str:
    braces = _other(literal).replace("{", "{{").replace("}", "}}")
    if name is None:
        return braces
    return f"{braces}{{{name}:{_spec(spec)}}}" if spec else f"{braces}{{{name}}}"


def _spec(spec: str) -> str:
    if "=" not in spec:
        return _other(spec)
    choices = (choice.partition("=") for choice in spec.split("|"))
    return "|".join(f"{name}={_other(words)}" for name, _, words in choices)


def _other(words: str) -> str:
    """The letters replaced, but for what is no word."""
    end, parts = 0, []
    for kept in _KEPT.finditer(words):
        parts += [words[end : kept.start()].translate(LETTERS), kept[0]]
        end = kept.end()
    return "".join([*parts, words[end:].translate(LETTERS)])
