"""The payloads of interactions, as Slack sends them."""

from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.posting import shown
from bot.sandbox.seen import Json, MessageRef
from bot.sandbox.state import State
from bot.sandbox.views import View

_NAMELESS = {Kind.IM: "directmessage", Kind.PRIVATE: "privategroup"}


def channel_of(room: Conversation) -> Json:
    """The channel of an interaction; DMs and private channels hide their names."""
    return {"id": room.id, "name": _NAMELESS.get(room.kind, room.name)}


def base(state: State, kind: str, user_id: str) -> Json:
    """What all interactions carry."""
    user = state.people_store.get(user_id)
    person = {"id": user.id, "username": user.name, "name": user.name, "team_id": state.team_id}
    return {
        "type": kind,
        "user": person,
        "api_app_id": state.app_id,
        "token": "local",
        "team": {"id": state.team_id, "domain": state.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(state: State, user_id: str, room: Conversation, original: MessageRef | None) -> str:
    """A new response URL."""
    return f"{state.base_url}/response/{state.tickets.response(user_id, room.id, original)}"


def command(state: State, user_id: str, room: Conversation, name: str, text: str) -> Json:
    """A slash command: flat fields, all strings."""
    return {
        "token": "local",
        "team_id": state.team_id,
        "team_domain": state.team_domain,
        "channel_id": room.id,
        "channel_name": channel_of(room)["name"],
        "user_id": user_id,
        "user_name": state.people_store.get(user_id).name,
        "command": name,
        "text": text,
        "api_app_id": state.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(state, user_id, room, None),
        "trigger_id": state.tickets.trigger(user_id),
    }


def in_message(state: State, kind: str, user_id: str, room: Conversation, message: Message) -> Json:
    """An interaction with a message. An ephemeral's content is not in the payload."""
    hidden = message.only_for is not None
    where = {"type": "message", "message_ts": message.ts, "channel_id": room.id, "is_ephemeral": hidden}
    payload = base(state, kind, user_id) | {"container": where, "channel": channel_of(room)}
    if not hidden:
        payload["message"] = shown(message)
    return payload


def in_view(state: State, kind: str, user_id: str, view: View) -> Json:
    """An interaction with a modal or a Home tab."""
    return base(state, kind, user_id) | {"view": view.shown()}


def global_shortcut(state: State, user_id: str, callback_id: str) -> Json:
    """A global shortcut: it belongs to no conversation."""
    return base(state, "shortcut", user_id) | {
        "action_ts": state.stamps.next(),
        "callback_id": callback_id,
        "trigger_id": state.tickets.trigger(user_id),
    }


def message_shortcut(state: State, user_id: str, room: Conversation, message: Message, callback_id: str) -> Json:
    """A message shortcut."""
    return base(state, "message_action", user_id) | {
        "action_ts": state.stamps.next(),
        "callback_id": callback_id,
        "trigger_id": state.tickets.trigger(user_id),
        "response_url": response_url(state, user_id, room, MessageRef(room.id, message.ts)),
        "message_ts": message.ts,
        "channel": channel_of(room),
        "message": shown(message),
    }
