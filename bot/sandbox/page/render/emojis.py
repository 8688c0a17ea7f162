"""Emoji short codes, as Slack writes them, to the characters."""

import re
from functools import lru_cache

import emoji
from markupsafe import Markup, escape

SHORT_CODE = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def character(name: str) -> str | None:
    """The emoji with this short name, or None when there is none."""
    code = f":{name}:"
    found = emoji.emojize(code, language="alias")
    return None if found == code else found


def glyph(name: str) -> Markup | None:
    """The emoji as HTML that says its name aloud, or None for an unknown name."""
    found = character(name.lower())
    if found is None:
        return None
    label = name.replace("_", " ").replace("-", " ")
    return Markup('<span class="emoji" role="img" aria-label="{}" title=":{}:">{}</span>').format(label, name, found)


def with_emoji(text: str) -> Markup:
    """Plain text: escaped, short codes shown as emoji, nothing else interpreted."""
    parts: list[Markup] = []
    at = 0
    for code in SHORT_CODE.finditer(text):
        drawn = glyph(code.group(1))
        if drawn is not None:
            parts += [escape(text[at : code.start()]), drawn]
            at = code.end()
    return Markup("").join([*parts, escape(text[at:])])
