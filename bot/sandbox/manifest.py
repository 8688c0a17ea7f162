"""The app's manifest: the scopes, events, commands and shortcuts that it asked Slack for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from bot.sandbox.served import not_served


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an app declares about itself."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: Mapping[str, bool]
    """Slash command → whether Slack escapes mentions in its text (should_escape)."""
    shortcuts: Mapping[str, str]
    """Callback id → type: message or global."""
    shortcut_names: Mapping[str, str]
    usage_hints: Mapping[str, str]
    home_tab: bool
    messages_tab: bool
    not_served: Sequence[str] = ()
    """What it asks for that this workspace does not serve."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Reads a manifest file; OSError when it is not there, KeyError when a needed part is missing."""
        return cls.of(yaml.safe_load(path.read_text("utf-8")))

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Takes what is needed from a manifest in Slack's own shape."""
        features = raw.get("features", {})
        commands = features.get("slash_commands", [])
        shortcuts = features.get("shortcuts", [])
        home = features.get("app_home", {})
        name = raw["display_information"]["name"]
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            scopes=frozenset(raw.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(raw.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])),
            commands={each["command"]: bool(each.get("should_escape")) for each in commands},
            shortcuts={each["callback_id"]: each["type"] for each in shortcuts},
            shortcut_names={each["callback_id"]: each["name"] for each in shortcuts},
            usage_hints={each["command"]: each.get("usage_hint", "") for each in commands},
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled")),
            not_served=not_served(raw),
        )
