"""What a person typed, as Slack stores and sends it: mentions resolved, the three signs escaped."""

import re

from bot.sandbox.conversations import Kind
from bot.sandbox.seen import Json
from bot.sandbox.state import State

_TOKEN = re.compile(r"(?<![\w@#])(?P<sign>[@#])(?P<name>[\w.\-]*\w)|<@(?P<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'\"]")
_STORED = re.compile(r"<(?P<sign>[@#!]?)(?P<name>[^>|]+)(?:\|(?P<label>[^>]*))?>")
_BROADCASTS = {"here", "channel", "everyone"}


def as_stored(state: State, text: str, *, labelled: bool = False) -> str:
    """`@ada` → <@U…> (with `labelled` <@U…|ada>, as in slash commands), `#general` → <#C…|general>.

    Of what looks like Slack's own markup only mentions of existing people are kept; the rest is escaped. In a message
    an address becomes a link: `https://e.com` → `<https://e.com>`; in a slash command it stays as typed.
    """
    parts, at = [], 0
    for match in _marked(text, links=not labelled):
        if match.start() < at:
            continue
        marked = f"<{_escape(match[0])}>" if match.re is _LINK else _mention(state, match, labelled)
        if marked is not None:
            parts += [_escape(text[at : match.start()]), marked]
            at = match.end()
    return "".join([*parts, _escape(text[at:])])


def _marked(text: str, *, links: bool) -> list[re.Match[str]]:
    found = [*_LINK.finditer(text)] if links else []
    return sorted([*found, *_TOKEN.finditer(text)], key=lambda match: match.start())


def as_blocks(stored: str) -> list[Json]:
    """The one rich_text block that Slack's client makes of a typed message."""
    leaves: list[Json] = []
    at = 0
    for match in _STORED.finditer(stored):
        leaves += _text(stored[at : match.start()])
        leaves.append(_leaf(match))
        at = match.end()
    leaves += _text(stored[at:])
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}]


def _leaf(match: re.Match[str]) -> Json:
    name = match["name"]
    match match["sign"]:
        case "@":
            return {"type": "user", "user_id": name}
        case "#":
            return {"type": "channel", "channel_id": name}
        case "!":
            return {"type": "broadcast", "range": name}
    return {"type": "link", "url": _unescape(name)}


def _text(stored: str) -> list[Json]:
    return [{"type": "text", "text": _unescape(stored)}] if stored else []


def _mention(state: State, match: re.Match[str], labelled: bool) -> str | None:
    name = match["name"]
    if match["user"]:
        return _user(state, match["user"], labelled) if match["user"] in state.people_store else None
    if match["sign"] == "#":
        rooms = (room for room in state.rooms if room.kind in (Kind.PUBLIC, Kind.PRIVATE))
        return next((f"<#{room.id}|{room.name}>" for room in rooms if room.name == name), None)
    if name in _BROADCASTS and not labelled:
        return f"<!{name}>"
    found = (user for user in state.people_store if state.people_store.get(user).name == name)
    return next((_user(state, user, labelled) for user in found), None)


def _user(state: State, user_id: str, labelled: bool) -> str:
    return f"<@{user_id}|{state.people_store.get(user_id).name}>" if labelled else f"<@{user_id}>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
