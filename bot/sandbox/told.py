"""What the app is told of messages: posted, changed, deleted, reacted to, or naming it."""

from bot.sandbox.conversations import SCOPE_PREFIX, Conversation, Kind, Message
from bot.sandbox.seen import Json
from bot.sandbox.state import State

_CHANNEL_TYPES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.IM: "im", Kind.MPIM: "mpim"}
_EVENT_NAMES = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}


def posted(state: State, room: Conversation, message: Message) -> None:
    """A new message (message.channels and its like); one that names the app also as app_mention."""
    _tell(state, room, dict(message.raw), message.ts)
    named = f"<@{state.bot_user_id}>" in message.raw.get("text", "") and message.author != state.bot_user_id
    if named and room.kind is not Kind.IM and state.bot_user_id in room.members and state.allows("app_mentions:read"):
        event = {**message.raw, "type": "app_mention", "channel": room.id, "event_ts": message.ts}
        state.event("app_mention", event)


def changed(state: State, room: Conversation, message: Message, before: Json) -> None:
    """A message now says something else; `before` is what it said."""
    about = {"message": dict(message.raw), "previous_message": before}
    _hidden(state, room, "message_changed", about)


def deleted(state: State, room: Conversation, message: Message) -> None:
    """A message is gone."""
    _hidden(state, room, "message_deleted", {"deleted_ts": message.ts, "previous_message": dict(message.raw)})


def reacted(state: State, room: Conversation, message: Message, user: str, name: str, *, added: bool) -> None:
    """Somebody put an emoji under a message, or took it back."""
    if state.bot_user_id not in room.members or not state.allows("reactions:read"):
        return
    kind = "reaction_added" if added else "reaction_removed"
    item = {"type": "message", "channel": room.id, "ts": message.ts}
    event = {"type": kind, "user": user, "reaction": name, "item": item, "item_user": message.author}
    state.event(kind, event | {"event_ts": state.stamps.next()})


def _hidden(state: State, room: Conversation, subtype: str, about: Json) -> None:
    ts = state.stamps.next()
    _tell(state, room, {"type": "message", "subtype": subtype, "hidden": True, "ts": ts} | about, ts)


def _tell(state: State, room: Conversation, event: Json, ts: str) -> None:
    if state.bot_user_id not in room.members or not state.allows(f"{SCOPE_PREFIX[room.kind]}:history"):
        return
    place = {"channel": room.id, "channel_type": _CHANNEL_TYPES[room.kind], "event_ts": ts}
    state.event(f"message.{_EVENT_NAMES[room.kind]}", event | place)
