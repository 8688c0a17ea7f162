"""How messages come to be, change and vanish."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from bot.sandbox import told
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.errors import SlackError
from bot.sandbox.people import SLACKBOT
from bot.sandbox.seen import Json
from bot.sandbox.state import State


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says. `blocks` None means: not given."""

    text: str = ""
    blocks: Sequence[Json] | None = None
    attachments: Sequence[Json] | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    files: Sequence[Json] = field(default_factory=tuple)


def post(state: State, room: Conversation, author: str, content: Content, only_for: str | None = None) -> Message:
    """Adds a message of `author` to a conversation; `only_for` makes it ephemeral."""
    with state.lock:
        raw = _raw(state, author, content)
        parent = _parent(room, content.thread_ts)
        message = Message(raw, author, only_for, content.metadata)
        room.messages[message.ts] = message
        if parent is not None and only_for is None:
            _count_reply(parent, message)
        if only_for is None:
            told.posted(state, room, message)
    state.changed("message", [only_for] if only_for else room.members)
    return message


def edit(state: State, room: Conversation, message: Message, content: Content) -> None:
    """Replaces what a message says, as chat.update does: text without blocks takes the blocks away."""
    with state.lock:
        before = deepcopy(message.raw)
        if content.blocks is not None:
            message.raw["blocks"] = state.finish_blocks(content.blocks)
        elif content.text:
            message.raw.pop("blocks", None)
        if content.text or content.blocks is not None:
            message.raw["text"] = content.text or message.raw["text"]
        if content.attachments is not None:
            message.raw["attachments"] = list(content.attachments)
        if content.blocks is None:
            message.raw["edited"] = {"user": message.author, "ts": state.stamps.next()}
        if content.metadata is not None:
            message.metadata = content.metadata or None
        message.values.clear()
        if message.only_for is None:
            told.changed(state, room, message, before)
    state.changed("message", [message.only_for] if message.only_for else room.members)


def remove(state: State, room: Conversation, message: Message) -> None:
    """Takes a message away."""
    with state.lock:
        room.messages.pop(message.ts, None)
        if message.only_for is None:
            told.deleted(state, room, message)
    state.changed("message", room.members)


def react(state: State, room: Conversation, message: Message, user: str, name: str, *, take_back: bool = False) -> None:
    """Puts somebody's emoji under a message, or takes it away; the second time nothing changes."""
    with state.lock:
        reactions = {each["name"]: list(each["users"]) for each in message.raw.get("reactions", ())}
        users = reactions.setdefault(name, [])
        if (user in users) is not take_back:
            return
        users.remove(user) if take_back else users.append(user)
        message.raw["reactions"] = [
            {"name": each, "users": who, "count": len(who)} for each, who in reactions.items() if who
        ]
        told.reacted(state, room, message, user, name, added=not take_back)
    state.changed("message", room.members)


def slackbot_says(state: State, room: Conversation, user: str, text: str) -> None:
    """A line of Slack's own, for this person alone."""
    post(state, room, SLACKBOT, Content(text), only_for=user)


def shown(message: Message, *, with_metadata: bool = False) -> Json:
    """The message as conversations.history returns it."""
    extra = {"metadata": message.metadata} if with_metadata and message.metadata else {}
    return dict(message.raw) | extra


def _raw(state: State, author: str, content: Content) -> Json:
    raw: Json = {"type": "message", "user": author, "ts": state.stamps.next(), "text": content.text}
    raw["team"] = state.team_id
    if author == state.bot_user_id:
        raw |= {"bot_id": state.bot_id, "app_id": state.app_id, "bot_profile": _bot_profile(state)}
    else:
        raw["client_msg_id"] = state.ids.secret("")
    if content.blocks is not None:
        raw["blocks"] = state.finish_blocks(content.blocks)
    if content.attachments:
        raw["attachments"] = list(content.attachments)
    if content.files:
        raw |= {"files": list(content.files), "upload": True}
    if content.thread_ts:
        raw["thread_ts"] = content.thread_ts
    return raw


def _bot_profile(state: State) -> Json:
    return {
        "id": state.bot_id,
        "app_id": state.app_id,
        "user_id": state.bot_user_id,
        "name": state.manifest.bot_name,
        "deleted": False,
        "team_id": state.team_id,
    }


def _parent(room: Conversation, thread_ts: str | None) -> Message | None:
    if not thread_ts:
        return None
    if thread_ts not in room.messages:
        raise SlackError("thread_not_found")
    parent = room.messages[thread_ts]
    if parent.only_for is not None:
        raise SlackError("cannot_reply_to_message")
    return parent


def _count_reply(parent: Message, reply: Message) -> None:
    users = list(dict.fromkeys([*parent.raw.get("reply_users", []), reply.author]))
    parent.raw |= {
        "thread_ts": parent.ts,
        "reply_count": parent.raw.get("reply_count", 0) + 1,
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": reply.ts,
    }
