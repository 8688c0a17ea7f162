"""How names of skills are compared: words in a normal form, so that spellings of one name meet."""

import re
import unicodedata
from functools import lru_cache

_SHORTCODE = re.compile(r"(?:^|(?<=\s)):[a-z0-9_+'-]+:(?=\s|$)")
_DOT_NET = re.compile(r"\.net\b(?!\.)")
_WORD = re.compile(r"[^\W_]+(?:(?:['’.])(?=[^\W_])[^\W_]+)*(?:\+\+|#)?")
_BRITISH = (
    (re.compile(r"is(ation|ations|ational|ing|ed|er|ers|es|e)$"), r"iz\1"),
    (re.compile(r"ys(ing|ed|er|ers|e)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"(?<=[a-z])ll(ing|ed|er|ers)$"), r"l\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"gramme(s?)$"), r"gram\1"),
)
"""Spellings of both sides of the Atlantic brought to one. It may overdo: both sides of a comparison go through it."""
_PLURAL = (
    (re.compile(r"(ss|ch|sh|x)es$"), r"\1"),
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z]{2}[^suj])s$"), ""),
)


def tidy(typed: str) -> str:
    """Typed words as they are shown: one line, single spaces, no control or invisible characters."""
    spaced = "".join(" " if letter.isspace() else letter for letter in typed)
    visible = "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C"))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def folded(text: str) -> str:
    """Text without case, accents on Latin letters, width variants and emoji shortcodes."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.casefold()).casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))
    return _SHORTCODE.sub(" ", plain)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded. `C++`, `C#` and `.NET` stay whole (`.NET` reads `dotnet`), `Node.js` is `nodejs`."""
    spelled = _DOT_NET.sub(" dotnet ", folded(text)).replace("&", " and ")
    return tuple(re.sub("['’.]", "", found) for found in _WORD.findall(spelled))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """One word in the singular and in one of its spellings. Not a word to show: only to compare."""
    if len(word) < 4:
        return word
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    for pattern, instead in _PLURAL:
        shorter = pattern.sub(instead, word)
        if shorter != word:
            return shorter
    return word


def key_of(text: str) -> str:
    """The normal form of a name: stems written together, so that front-end, front end and Frontends are one.

    Whole names are compared, never parts: "AI" is not in "retail". Empty where there is no letter or digit.
    """
    return "".join(stem(word) for word in words(text))
