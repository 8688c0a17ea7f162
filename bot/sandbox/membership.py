"""Who is in a channel: invited, joined, taken out."""

from bot.sandbox.conversations import Conversation
from bot.sandbox.errors import SlackError
from bot.sandbox.state import State


def let_in(state: State, room: Conversation, user_id: str, inviter: str = "") -> bool:
    """Adds somebody (the app, too) to a channel (event member_joined_channel); False for who is in it.

    SlackError ura_max_channels for a second channel of a single-channel guest.
    """
    with state.lock:
        guest = state.people_store.get(user_id).is_ultra_restricted
        if guest and any(each.name for each in state.rooms.of(user_id) if each is not room):
            raise SlackError("ura_max_channels")
        if user_id in room.members:
            return False
        room.members.append(user_id)
        _tell(state, "member_joined_channel", room, user_id, {"inviter": inviter} if inviter else {})
    state.changed("user", [user_id])
    return True


def take_out(state: State, room: Conversation, user_id: str) -> bool:
    """Removes somebody (the app, too) from a channel (event member_left_channel); False for who is not in it."""
    with state.lock:
        if user_id not in room.members:
            return False
        room.members.remove(user_id)
        _tell(state, "member_left_channel", room, user_id, {})
    state.changed("user", [user_id])
    return True


def _tell(state: State, name: str, room: Conversation, user_id: str, more: dict[str, str]) -> None:
    event = {"type": name, "user": user_id, "channel": room.id, "team": state.team_id, **more}
    state.event(name, event | {"event_ts": state.stamps.next()})
