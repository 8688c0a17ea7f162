"""Messages of the app: posted, changed, taken away."""

from typing import Any

from bot.sandbox.blockkit import problems_in_message
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.errors import SlackError
from bot.sandbox.people import SLACKBOT
from bot.sandbox.posting import Content, edit, post, remove, shown
from bot.sandbox.seen import Json
from bot.sandbox.web_api.call import Call

POST_TEXT_MAX = 40_000
UPDATE_TEXT_MAX = 4_000
ATTACHMENTS_MAX = 100
METADATA_MAX_BYTES = 16_384
BLOCKS_TEXT_MAX = 9_600
"""Slack took 9,597 characters over all blocks and refused 11,341 (msg_blocks_too_long); its docs give no number."""


def post_message(call: Call) -> Json:
    """chat.postMessage: to a channel the app is in, or to a person, whose DM opens."""
    content = _content(call)
    room = _target(call)
    message = post(call.state, room, call.state.bot_user_id, content)
    cut = len(call.text("text")) > POST_TEXT_MAX
    warning = {"response_metadata": {"warnings": ["message_truncated"]}} if cut else {}
    return {"channel": room.id, "ts": message.ts, "message": shown(message, with_metadata=True)} | warning


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: seen by one member of the channel."""
    content = _content(call)
    room = _target(call)
    user = call.text("user")
    if user not in room.members or user not in call.state.people_store:
        raise SlackError("user_not_in_channel")
    message = post(call.state, room, call.state.bot_user_id, content, only_for=user)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: of the app's own messages, by the D… id in DMs; metadata stays when it is not given."""
    room = call.room()
    message = _own(call, room, "cant_update_message")
    if len(call.text("text")) > UPDATE_TEXT_MAX:
        raise SlackError("msg_too_long")
    content = _content(call)
    edit(call.state, room, message, content)
    return {"channel": room.id, "ts": message.ts, "text": message.raw["text"], "message": shown(message)}


def delete(call: Call) -> Json:
    """chat.delete: of the app's own messages."""
    room = call.room()
    message = _own(call, room, "cant_delete_message")
    remove(call.state, room, message)
    return {"channel": room.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    room = call.room()
    message = room.message(call.text("message_ts"))
    link = f"{call.state.base_url}/archives/{room.id}/p{message.ts.replace('.', '')}"
    return {"channel": room.id, "permalink": link}


def read_blocks(given: Any) -> list[Json] | None:
    """Blocks as given, checked; SlackError invalid_blocks_format or invalid_blocks with Slack's messages."""
    if given is None:
        return None
    if not isinstance(given, list):
        raise SlackError("invalid_blocks_format")
    problems = problems_in_message(given)
    if problems:
        texts = [problem.text() for problem in problems]
        raise SlackError(problems[0].code or "invalid_blocks", texts, errors=texts)
    if _letters(given) > BLOCKS_TEXT_MAX:
        raise SlackError("msg_blocks_too_long")
    return given


def read_attachments(given: Any) -> list[Json] | None:
    """Attachments as given, checked; SlackError invalid_attachments, too_many_attachments, or what their blocks say."""
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise SlackError("invalid_attachments")
    if len(given) > ATTACHMENTS_MAX:
        raise SlackError("too_many_attachments")
    for each in given:
        read_blocks(each.get("blocks"))
    return given


def read_metadata(given: Any) -> Json | None:
    """Message metadata as given, checked; SlackError invalid_metadata_format or metadata_too_large."""
    if given is None:
        return None
    if given == {}:
        return {}
    right = isinstance(given, dict) and isinstance(given.get("event_type"), str) and given["event_type"]
    if not right or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(str(given)) > METADATA_MAX_BYTES:
        raise SlackError("metadata_too_large")
    return dict(given)


def _content(call: Call) -> Content:
    blocks = read_blocks(call.structure("blocks", "invalid_blocks_format"))
    attachments = read_attachments(call.structure("attachments", "invalid_attachments"))
    markdown = call.text("markdown_text")
    if markdown and (call.text("text") or blocks):
        raise SlackError("markdown_text_conflict")
    text = (call.text("text") or markdown)[:POST_TEXT_MAX]
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    metadata = read_metadata(call.structure("metadata", "invalid_metadata_format"))
    return Content(text, blocks, attachments, call.text("thread_ts") or None, metadata)


def _target(call: Call) -> Conversation:
    channel = call.text("channel").removeprefix("#")
    people = call.state.people_store
    if channel in people:
        return _dm(call, channel)
    named = next((room for room in call.state.rooms if room.name == channel and room.kind is Kind.PUBLIC), None)
    room = named or call.room_of(channel)
    if call.state.bot_user_id not in room.members and not _may_post_anywhere(call, room):
        raise SlackError("not_in_channel")
    if room.kind is Kind.IM and not call.state.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return room


def _may_post_anywhere(call: Call, room: Conversation) -> bool:
    """chat:write.public lets an app post in public channels that it is not in; chat.postEphemeral it does not."""
    return room.kind is Kind.PUBLIC and call.method == "chat.postMessage" and call.state.allows("chat:write.public")


def _dm(call: Call, user_id: str) -> Conversation:
    user = call.state.people_store.get(user_id)
    if user.is_bot or user.id == SLACKBOT:
        raise SlackError("cannot_dm_bot")
    if user.is_stranger:
        raise SlackError("channel_not_found")
    if not call.state.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return call.state.dm_with_bot(user_id)  # a deactivated person's DM exists and takes messages: so it does in Slack


def _own(call: Call, room: Conversation, refusal: str) -> Message:
    message = room.message(call.text("ts"))
    if message.only_for is not None:
        raise SlackError("message_not_found")
    if message.author != call.state.bot_user_id:
        raise SlackError(refusal)
    return message


def _letters(part: Any) -> int:
    if isinstance(part, list):
        return sum(_letters(each) for each in part)
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(_letters(each) for each in part.values() if not isinstance(each, str))
    return 0


HANDLERS = {
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update,
}
