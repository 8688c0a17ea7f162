"""What Slack's payloads say: who, which delivery, what was pressed."""

from collections.abc import Mapping
from typing import Any

from bot.domain.base.ids import UserId
from bot.domain.base.references import R, decode

Body = Mapping[str, Any]


def user_of(body: Body) -> UserId:
    """Who typed, pressed or submitted."""
    user = body.get("user")
    return UserId(user["id"] if isinstance(user, dict) else body["user_id"])


def delivery_of(body: Body) -> str:
    """One key for one delivery: Slack may bring the same event, press or submission twice.

    A submitted view is known by its id and hash, so that pressing *Submit* again after a correction is a new one.
    """
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}:{body['view'].get('hash', '')}"
    return f"{body.get('type', 'command')}:{body['trigger_id']}"


def pressed(kind: type[R], body: Body) -> R:
    """What the button that was pressed carries, or the entry that was chosen in a menu."""
    action = body["actions"][0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    return decode(kind, value, str(action["action_id"]).partition(":")[2])


def noted(kind: type[R], view: Body) -> R:
    """What a view carries in its private metadata."""
    return decode(kind, view.get("private_metadata") or "")


def modal_of(body: Body) -> Body | None:
    """The modal in which something was pressed, if it was in one."""
    view: Body = body.get("view") or {}
    return view if view.get("type") == "modal" else None


def is_shared(body: Body) -> bool:
    """Whether the message pressed on is seen by others too."""
    channel = (body.get("channel") or {}).get("id", "D")
    return not channel.startswith("D") and not body["container"].get("is_ephemeral")
