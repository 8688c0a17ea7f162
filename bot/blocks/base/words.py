"""The words of `prompts/words/<wing>/*.toml`, with values put in safely.

A key is `file.name`, e.g. `offer.first_line`. An entry that is a table holds a sentence for each plural category of the
language, chosen by the value `n`: `{one = …, other = …}`, with `none` where nothing has a sentence of its own. A
sentence is whole in its file; what changes inside stands there too:

    {n}                                  a number, as the language writes it
    {rhythm:weekly=every week|monthly=once a month}    words that the value chooses (of a bool: yes, no)
    {when:until [date_long] at [time]}   a moment, in Slack's tokens: each reads it in their own zone

What a person or a model wrote is data: in `mrkdwn` every value is escaped unless it is `Raw`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.blocks.base.language import english, enumerated, language, number, spelled
from bot.domain.base.ids import UserId

_TOKEN = re.compile(r"\[(\w+)\]")


class Raw(str):
    """Text that is already safe mrkdwn: made by the functions here, never from typed words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class At:
    """A moment in a sentence; in plain text, and for readers that do not know dates, it is told in `zone`."""

    at: datetime
    zone: str = "UTC"

    def __format__(self, tokens: str) -> str:
        tokens = tokens or plain("language.moment")
        style = _TOKEN.sub(r"{\1}", tokens)
        return f"<!date^{int(self.at.astimezone(UTC).timestamp())}^{style}|{self.in_words(tokens)}>"

    def in_words(self, tokens: str) -> str:
        """The same, told in the zone."""
        local = self.at.astimezone(ZoneInfo(self.zone))
        return _TOKEN.sub(lambda token: spelled(local, token[1]), tokens or plain("language.moment"))


class _Told:
    """A moment in plain text, where Slack shows no dates."""

    def __init__(self, moment: At) -> None:
        self._moment = moment

    def __format__(self, tokens: str) -> str:
        return self._moment.in_words(tokens)


class _Words(str):
    """A value in a sentence, or the one by which the sentence chooses among its own words."""

    __slots__ = ()

    def __format__(self, choices: str) -> str:
        if not choices or not self:
            return str(self)
        return dict(_choice(choice) for choice in choices.split("|"))[str(self)]


def _choice(choice: str) -> tuple[str, str]:
    name, _, words = choice.partition("=")
    return name, words


def has(key: str) -> bool:
    """Whether there are words under a key."""
    return key in english().words


def escape(typed: str) -> str:
    """Slack's three escapes: nothing typed becomes a mention, a link or a command (docs: formatting message text)."""
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(key: str, **values: object) -> str:
    """The words for a plain_text object, a label or a button; values go in as they are."""
    return _filled(key, values, str)


def mrkdwn(key: str, **values: object) -> str:
    """The words for a mrkdwn object or a message's `text`; values are escaped unless `Raw`."""
    return _filled(key, values, escape)


def _filled(key: str, values: dict[str, object], safe: Callable[[str], str]) -> str:
    ready = {name: _value(value, safe) for name, value in values.items()}
    return language().entry(key, values.get("n")).format(**ready)


def _value(value: object, safe: Callable[[str], str]) -> object:
    match value:
        case At():
            return value if safe is escape else _Told(value)
        case bool():
            return _Words("yes" if value else "no")
        case int():
            return number(value)
        case Raw():
            return value
        case _:
            return _Words(safe(str(value)))


def shortened(typed: str, limit: int) -> str:
    """The beginning of a text that fits into `limit` characters, with an ellipsis where it was cut."""
    return typed if len(typed) <= limit else typed[: limit - 1].rstrip() + "…"


def mention(user_id: UserId) -> Raw:
    """A mention. Only for people who are already together in the conversation."""
    return Raw(f"<@{user_id}>")


def day(on: date) -> At:
    """A calendar day. Noon, UTC: the same day almost everywhere."""
    return At(datetime.combine(on, time(12), UTC))


def listed(items: Sequence[str], most: int = 5) -> str:
    """Items in a sentence: "a, b and c"; beyond `most`, "a, b and 7 more"."""
    if len(items) > most:
        items = [*items[: most - 1], plain("language.more", n=len(items) - most + 1)]
    return enumerated(items)


def facts(items: Iterable[str]) -> str:
    """Short facts in a row: "Account executive, Sales, Lisbon"."""
    return plain("language.between_facts").join(items)


def series(parts: Iterable[str]) -> Raw:
    """Phrases in a row, safe already: "negotiation; mornings in common"."""
    return Raw(plain("language.between_phrases").join(parts))


def paragraph(*sentences: str) -> Raw:
    """Whole sentences one after another, safe already."""
    return Raw(plain("language.between_sentences").join(sentence for sentence in sentences if sentence))
