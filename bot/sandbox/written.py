"""What a person typed, as Slack stores and sends it: mentions resolved, the three signs escaped."""

import re

from bot.sandbox.conversations import Kind
from bot.sandbox.state import State

_TOKEN = re.compile(r"(?<![\w@#])(?P<sign>[@#])(?P<name>[\w.\-]*\w)|<@(?P<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>")
_BROADCASTS = {"here", "channel", "everyone"}


def as_stored(state: State, text: str, *, labelled: bool = False) -> str:
    """`@ada` → <@U…> (with `labelled` <@U…|ada>, as in slash commands), `#general` → <#C…|general>.

    Of what looks like Slack's own markup only mentions of existing people are kept; the rest is escaped.
    """
    parts, at = [], 0
    for match in _TOKEN.finditer(text):
        mention = _mention(state, match, labelled)
        if mention is not None:
            parts += [_escape(text[at : match.start()]), mention]
            at = match.end()
    return "".join([*parts, _escape(text[at:])])


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
