"""Slack's mrkdwn to HTML.

Written so that no text can become markup: each recognised piece is drawn through `Markup.format`, which
escapes, and put aside under a private character; what is left is escaped as a whole and then dressed.
"""

import re

from markupsafe import Markup, escape

from bot.sandbox.page.render.dates import format_date
from bot.sandbox.page.render.emojis import SHORT_CODE, glyph
from bot.sandbox.page.render.viewer import Viewer

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ANGLE = re.compile(r"<([^<>\n]+)>")
_BARE_LINK = re.compile(r"https?://[^\s<>*_~`|]+[^\s<>*_~`|.,;:!?)]")
_STYLE = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]+?)(?<=\S)\1(?![\w])")
_TAGS = {"*": "strong", "_": "em", "~": "s"}
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel|slack):", re.IGNORECASE)
# Pieces put aside are named by one private-use character each; the same characters in a text are dropped.
_FIRST, _LAST = 0xF0000, 0xFFFFD
_PRIVATE = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


def mrkdwn(text: str, viewer: Viewer, *, verbatim: bool = False) -> Markup:
    """The HTML of a mrkdwn text. `verbatim` keeps bare addresses as text, as Slack does."""
    aside = _Aside()
    rest = _PRIVATE.sub("", text)
    rest = _FENCE.sub(lambda m: aside.keep(_block(m.group(1))), rest)
    rest = _CODE.sub(lambda m: aside.keep(_code(m.group(1))), rest)
    rest = _ANGLE.sub(lambda m: aside.keep(_angle(m.group(1), viewer)), rest)
    if not verbatim:
        rest = _BARE_LINK.sub(lambda m: aside.keep(link(m.group(), m.group())), rest)
    rest = SHORT_CODE.sub(lambda m: _or_text(aside, glyph(m.group(1)), m.group()), rest)
    return aside.restore(_lines(unescape_slack(rest).split("\n")))


def unescape_slack(text: str) -> str:
    """The three characters Slack escapes, and only these, as they were typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(url: str, label: str) -> Markup:
    """An outside link; an address of another kind (`javascript:`) stays a text."""
    plain = unescape_slack(url)
    if not _SAFE_LINK.match(plain):
        return escape(unescape_slack(label))
    target = '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
    return Markup(target).format(plain, unescape_slack(label))


def user_mention(user_id: str, viewer: Viewer, fallback: str = "") -> Markup:
    """A person's name, marked when it is the reader."""
    kind = "mention me" if user_id == viewer.user_id else "mention"
    return Markup('<span class="{}">@{}</span>').format(kind, viewer.users.get(user_id) or fallback or user_id)


def channel_mention(channel_id: str, viewer: Viewer, fallback: str = "") -> Markup:
    """A channel's name."""
    name = viewer.channels.get(channel_id) or fallback or "private-channel"
    return Markup('<span class="mention">#{}</span>').format(name.removeprefix("#"))


def broadcast(name: str) -> Markup:
    """A mention that rings everybody: @here, @channel, @everyone."""
    return Markup('<span class="mention me">@{}</span>').format(name)


def date(body: str, viewer: Viewer, fallback: str) -> Markup:
    """`ts^format[^link]` drawn in the reader's zone; the fallback when it can't be read."""
    timestamp, _, rest = body.partition("^")
    pattern, _, address = rest.partition("^")
    if not timestamp.isdigit() or len(timestamp) > 11 or not pattern:
        return escape(unescape_slack(fallback))
    shown = unescape_slack(format_date(int(timestamp), pattern, viewer))
    if address:
        return link(address, shown)
    return Markup('<time title="{}">{}</time>').format(viewer.local(int(timestamp)).isoformat(), shown)


class _Aside:
    """Finished pieces, waiting to be put back."""

    def __init__(self) -> None:
        self._pieces: list[Markup] = []

    def keep(self, piece: Markup) -> str:
        if _FIRST + len(self._pieces) > _LAST:
            return ""
        self._pieces.append(piece)
        return chr(_FIRST + len(self._pieces) - 1)

    def restore(self, text: Markup) -> Markup:
        return Markup(_PRIVATE.sub(lambda m: str(self._pieces[ord(m.group()) - _FIRST]), str(text)))


def _or_text(aside: _Aside, piece: Markup | None, text: str) -> str:
    return text if piece is None else aside.keep(piece)


def _block(code: str) -> Markup:
    return Markup('<pre class="code">{}</pre>').format(_inside_code(code))


def _code(code: str) -> Markup:
    return Markup("<code>{}</code>").format(_inside_code(code))


def _inside_code(code: str) -> str:
    # A link inside code is shown by its label: code never opens anything.
    return unescape_slack(_ANGLE.sub(lambda m: m.group(1).rpartition("|")[2], code))


def _angle(body: str, viewer: Viewer) -> Markup:
    target, _, label = body.partition("|")
    if target.startswith("@"):
        return user_mention(target[1:], viewer, label.removeprefix("@"))
    if target.startswith("#"):
        return channel_mention(target[1:], viewer, label)
    if target.startswith("!"):
        return _special(target[1:], label, viewer)
    return link(target, label or target)


def _special(target: str, label: str, viewer: Viewer) -> Markup:
    name, _, rest = target.partition("^")
    if name == "date":
        return date(rest, viewer, label)
    if name == "subteam":
        return Markup('<span class="mention">{}</span>').format(label or "@group")
    if name in ("here", "channel", "everyone"):
        return broadcast(name)
    return escape(unescape_slack(label or name))


def _lines(lines: list[str]) -> Markup:
    out: list[Markup] = []
    quoted: list[str] = []
    for line in lines:
        if line.startswith(">"):
            quoted.append(line[1:].removeprefix(" "))
            continue
        out += _close_quote(quoted)
        quoted = []
        out.append(_line(line))
    return Markup("").join([*out, *_close_quote(quoted)])


def _line(line: str) -> Markup:
    if line.startswith(("• ", "◦ ")):
        return Markup('<span class="line bullet">{}</span>').format(styled(line))
    return Markup('<span class="line">{}</span>').format(styled(line) if line else Markup("&nbsp;"))


def _close_quote(lines: list[str]) -> list[Markup]:
    if not lines:
        return []
    return [Markup("<blockquote>{}</blockquote>").format(Markup("").join(map(_line, lines)))]


def styled(text: str) -> Markup:
    """Bold, italic and struck text, nested soundly; all else escaped."""
    parts: list[Markup] = []
    at = 0
    for found in _STYLE.finditer(text):
        tag = _TAGS[found.group(1)]
        parts += [escape(text[at : found.start()]), Markup(f"<{tag}>{{}}</{tag}>").format(styled(found.group(2)))]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])
