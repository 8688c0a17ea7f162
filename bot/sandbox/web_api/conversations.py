"""Conversations: opened, listed, read."""

from collections.abc import Callable, Sequence

from bot.sandbox.conversations import SCOPE_PREFIX, Kind, Message, raw_conversation
from bot.sandbox.errors import SlackError
from bot.sandbox.membership import let_in
from bot.sandbox.people import SLACKBOT
from bot.sandbox.posting import shown
from bot.sandbox.seen import Json
from bot.sandbox.web_api.call import Call

OPEN_MAX = 8


def conversations_open(call: Call) -> Json:
    """conversations.open: one user → their DM with the app; several → the group DM of exactly these."""
    if call.text("channel"):
        return _answer(call, call.room().id, known=True)
    users = list(dict.fromkeys(filter(None, call.text("users").split(","))))
    _check_users(call, users)
    call.need("im:write" if len(users) == 1 else "mpim:write")
    known = call.state.rooms.direct([call.state.bot_user_id, *users])
    if known is None and call.flag("prevent_creation"):
        raise SlackError("channel_not_found")
    room = known or call.state.open_direct([call.state.bot_user_id, *users])
    if known is None:
        call.state.changed("message", users)
    return _answer(call, room.id, known=known is not None)


def _check_users(call: Call, users: Sequence[str]) -> None:
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > OPEN_MAX:
        raise SlackError("too_many_users")
    found = [call.state.people_store.get(user) for user in users]
    if any(user.deleted for user in found):
        raise SlackError("user_disabled")
    if any(user.is_stranger for user in found):
        raise SlackError("user_not_visible" if len(users) == 1 else "invalid_user_combination")
    if any(user.is_bot or user.id == SLACKBOT for user in found):
        raise SlackError("cannot_dm_bot")


def _answer(call: Call, channel: str, *, known: bool) -> Json:
    raw = raw_conversation(call.state.rooms.get(channel), call.state.bot_user_id)
    conversation = raw if call.flag("return_im") else {"id": channel}
    return {"channel": conversation} | ({"no_op": True, "already_open": True} if known else {})


def conversations_info(call: Call) -> Json:
    """conversations.info."""
    return {"channel": raw_conversation(call.room("read"), call.state.bot_user_id)}


def conversations_join(call: Call) -> Json:
    """conversations.join: a public channel, by the app itself."""
    room = call.room()
    if room.kind is not Kind.PUBLIC:
        raise SlackError("method_not_supported_for_channel_type")
    is_new = let_in(call.state, room, call.state.bot_user_id)
    warning = {} if is_new else {"warning": "already_in_channel"}
    return {"channel": raw_conversation(room, call.state.bot_user_id)} | warning


def conversations_list(call: Call) -> Json:
    """conversations.list: public channels, and what the app is in of the other `types`."""
    try:
        kinds = {Kind(kind) for kind in call.text("types", Kind.PUBLIC).split(",")}
    except ValueError as error:
        raise SlackError("invalid_types") from error
    for kind in sorted(kinds):
        call.need(f"{SCOPE_PREFIX[kind]}:read")
    me = call.state.bot_user_id
    rooms = [
        room for room in call.state.rooms if room.kind in kinds and (room.kind is Kind.PUBLIC or me in room.members)
    ]
    page, metadata = call.page(rooms, 100)
    return {"channels": [raw_conversation(room, me) for room in page], "response_metadata": metadata}


def conversations_members(call: Call) -> Json:
    """conversations.members."""
    members, metadata = call.page(call.room("read").members, 100)
    return {"members": members, "response_metadata": metadata}


def conversations_history(call: Call) -> Json:
    """conversations.history: newest first, without ephemerals and without replies."""
    messages = [each for each in _history(call) if each.raw.get("thread_ts", each.ts) == each.ts]
    return _messages(call, messages[::-1])


def conversations_replies(call: Call) -> Json:
    """conversations.replies: the parent and its replies, oldest first."""
    ts, inside = call.text("ts"), _history(call)
    if all(each.ts != ts for each in call.room("history").history()):
        raise SlackError("thread_not_found")
    return _messages(call, [each for each in inside if ts in (each.ts, each.raw.get("thread_ts"))])


def _history(call: Call) -> list[Message]:
    room = call.room("history")
    if call.state.bot_user_id not in room.members:
        raise SlackError("not_in_channel")
    oldest, latest = _stamp(call, "oldest", "0"), _stamp(call, "latest", "9999999999.999999")
    inside: Callable[[str], bool] = lambda ts: oldest < ts < latest  # noqa: E731 - one of two one-liners
    if call.flag("inclusive"):
        inside = lambda ts: oldest <= ts <= latest  # noqa: E731
    return [message for message in room.history() if inside(message.ts)]


def _stamp(call: Call, name: str, default: str) -> str:
    value = call.text(name) or default
    seconds, _, micros = value.partition(".")
    if not seconds.isdigit() or (micros and not micros.isdigit()):
        raise SlackError(f"invalid_ts_{name}")
    return f"{int(seconds):010d}.{micros.ljust(6, '0')}"


def _messages(call: Call, messages: Sequence[Message]) -> Json:
    page, metadata = call.page(messages, 100, 999)
    with_metadata = call.flag("include_all_metadata")
    return {
        "messages": [shown(message, with_metadata=with_metadata) for message in page],
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": 0,
        "response_metadata": metadata,
    }


HANDLERS = {
    "conversations.history": conversations_history,
    "conversations.info": conversations_info,
    "conversations.join": conversations_join,
    "conversations.list": conversations_list,
    "conversations.members": conversations_members,
    "conversations.open": conversations_open,
    "conversations.replies": conversations_replies,
}
