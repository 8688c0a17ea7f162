"""An app for the tests of the workspace itself: it may do all that is tested, whatever the project's own app may."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedUser
from bot.sandbox.workspace import Workspace
from tests.support.workspace import small_workspace

SCOPES = (
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "im:history",
    "im:write",
    "mpim:history",
    "mpim:write",
    "team:read",
    "users.profile:read",
    "users:read",
)
EVENTS = ("app_home_opened", "app_uninstalled", "team_join", "tokens_revoked", "user_change")
EXAMPLE = Manifest.of(
    {
        "display_information": {"name": "Mentor"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [{"command": "/mentor", "description": "x", "should_escape": True}],
            "shortcuts": [{"name": "Ask", "type": "message", "callback_id": "ask_about_message", "description": "x"}],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {"event_subscriptions": {"bot_events": list(EVENTS)}},
    }
)


def example_workspace(*more: SeedUser, manifest: Manifest = EXAMPLE, **options: Any) -> Workspace:
    """A small workspace in which the example app is installed."""
    return small_workspace(*more, manifest=manifest, **options)


def manifest_without(*scopes: str) -> Manifest:
    """The example's manifest, some scopes taken away."""
    return replace(EXAMPLE, scopes=EXAMPLE.scopes - set(scopes))


def manifest_with(*scopes: str, events: Iterable[str] = ()) -> Manifest:
    """The example's manifest, with further scopes and events."""
    return replace(EXAMPLE, scopes=EXAMPLE.scopes | set(scopes), events=EXAMPLE.events | set(events))
