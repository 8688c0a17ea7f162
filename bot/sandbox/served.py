"""What a manifest may ask for that this workspace does not serve: said by name, never silence."""

from collections.abc import Mapping, Sequence
from typing import Any

EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "reaction_added",
        "reaction_removed",
        "team_join",
        "tokens_revoked",
        "user_change",
    }
)
"""Events that are sent here."""
FEATURES = frozenset({"app_home", "bot_user", "shortcuts", "slash_commands"})
_ELSEWHERE = ("functions", "workflows", "types", "datastores", "external_auth_providers")


def not_served(raw: Mapping[str, Any]) -> Sequence[str]:
    """What a manifest (in Slack's own shape) asks for and nobody will hear of here, each in a few words."""
    settings = raw.get("settings", {})
    scopes = raw.get("oauth_config", {}).get("scopes", {})
    subscribed = settings.get("event_subscriptions", {})
    return [
        *(f"the event {name}" for name in sorted(subscribed.get("bot_events", ())) if name not in EVENTS),
        *(f"the event {name}, for users" for name in sorted(subscribed.get("user_events", ()))),
        *(f"the feature {name}" for name in sorted(raw.get("features", {})) if name not in FEATURES),
        *(f"{name}" for name in _ELSEWHERE if raw.get(name)),
        *(f"the user scope {name}" for name in sorted(scopes.get("user", ()))),
        *(["token rotation"] if settings.get("token_rotation_enabled") else []),
    ]
