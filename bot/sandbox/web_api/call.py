"""One call of the Web API, with its arguments read as Slack reads them."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.sandbox.conversations import SCOPE_PREFIX, Conversation, Kind
from bot.sandbox.errors import SlackError
from bot.sandbox.seen import Json
from bot.sandbox.state import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """A method's arguments. Form bodies carry strings, JSON bodies carry values: both read the same here."""

    state: State
    method: str
    args: Json

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A yes/no argument: true, "true" or 1."""
        return str(self.args.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """A whole number; SlackError invalid_arguments."""
        value = self.args.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError as error:
            raise SlackError("invalid_arguments", [f"must be an integer [json-pointer:/{name}]"]) from error

    def structure(self, name: str, code: str) -> Any:
        """An object or a list, given as such or as JSON text; None when absent; SlackError `code` when broken."""
        value = self.args.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise SlackError(code) from error

    def need(self, *scopes: str) -> None:
        """Refuses with missing_scope unless the app holds one of these."""
        if scopes and not any(self.state.allows(scope) for scope in scopes):
            provided = ",".join(sorted(self.state.manifest.scopes))
            raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)

    def room(self, what: str = "") -> Conversation:
        """The conversation of `channel`; with `what` (read, history) its kind's scope is needed.

        The app sees public channels, and of the others only those it is in.
        """
        room = self.room_of(self.text("channel"))
        if what:
            self.need(f"{SCOPE_PREFIX[room.kind]}:{what}")
        return room

    def room_of(self, channel: str) -> Conversation:
        """The conversation with this id, if the app may know of it; SlackError channel_not_found."""
        room = self.state.rooms.get(channel)
        if room.kind is not Kind.PUBLIC and self.state.bot_user_id not in room.members:
            raise SlackError("channel_not_found")
        return room

    def page(self, items: Sequence[T], default: int, most: int = 1000) -> tuple[list[T], Json]:
        """The items of this page and the response_metadata with the next cursor."""
        limit = self.number("limit", default) or default
        if not 1 <= limit <= most:
            raise SlackError("invalid_limit")
        start = _offset(self.text("cursor"))
        end = start + limit
        cursor = base64.b64encode(f"at:{end}".encode()).decode() if end < len(items) else ""
        return list(items[start:end]), {"next_cursor": cursor}


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, place = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind == "at":
            return int(place)
    except (binascii.Error, ValueError) as error:
        raise SlackError("invalid_cursor") from error
    raise SlackError("invalid_cursor")
