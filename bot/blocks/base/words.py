"""The words of `prompts/words/<wing>/*.toml`, with values put in safely.

A key is `file.name`, e.g. `offer.first_line`. A name whose entry is a table `{one = …, many = …}`, with or
without a `none`, is chosen by the value `n`. What a person or a model wrote is data: in `mrkdwn` every value is
escaped unless it is `Raw`.
"""

import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.domain.base.ids import UserId


class Raw(str):
    """Text that is already safe mrkdwn: made by the functions here, never from typed words."""

    __slots__ = ()


@cache
def _files() -> dict[str, Traversable]:
    """Where the words of each surface are: names are unique over all wings."""
    wings = (wing for wing in files("prompts.words").iterdir() if wing.is_dir())
    return {PurePath(file.name).stem: file for wing in wings for file in wing.iterdir() if file.name.endswith(".toml")}


@cache
def _surface(name: str) -> dict[str, object]:
    return tomllib.loads(_files()[name].read_text("utf-8"))


def _template(key: str, n: object) -> str:
    surface, _, name = key.partition(".")
    entry = _surface(surface)[name]
    if isinstance(entry, dict):
        entry = entry["one" if n == 1 else "none" if n == 0 and "none" in entry else "many"]
    if not isinstance(entry, str):
        raise TypeError(f"{key} is not text")
    return entry


def has(key: str) -> bool:
    """Whether there are words under a key."""
    surface, _, name = key.partition(".")
    return name in _surface(surface)


def escape(typed: str) -> str:
    """Slack's three escapes: nothing typed becomes a mention, a link or a command (docs: formatting message text)."""
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(key: str, **values: object) -> str:
    """The words for a plain_text object, a label or a button; values go in as they are."""
    return _template(key, values.get("n")).format(**values)


def mrkdwn(key: str, **values: object) -> str:
    """The words for a mrkdwn object or a message's `text`; values are escaped unless `Raw`."""
    safe = {name: value if isinstance(value, Raw) else escape(str(value)) for name, value in values.items()}
    return _template(key, values.get("n")).format(**safe)


def shortened(typed: str, limit: int) -> str:
    """The beginning of a text that fits into `limit` characters, with an ellipsis where it was cut."""
    return typed if len(typed) <= limit else typed[: limit - 1].rstrip() + "…"


def mention(user_id: UserId) -> Raw:
    """A mention. Only for people who are already together in the conversation."""
    return Raw(f"<@{user_id}>")


def when(moment: datetime, style: str = "{date_short_pretty} at {time}", zone: str = "UTC", lead: str = "") -> Raw:
    """A moment that each reads in their own zone; the fallback is in `zone` (docs: date formatting).

    `lead` is the word before it: Slack writes "Tomorrow" with a capital unless a word of the format goes before.
    """
    fallback = moment.astimezone(ZoneInfo(zone)).strftime("%a %d %b, %H:%M %Z")
    style, fallback = f"{lead} {style}".strip(), f"{lead} {fallback}".strip()
    return Raw(f"<!date^{int(moment.astimezone(UTC).timestamp())}^{style}|{fallback}>")


def listed(items: list[str], most: int = 5) -> str:
    """Items in a sentence: "a, b and c"; beyond `most`, "a, b and 7 more"."""
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
