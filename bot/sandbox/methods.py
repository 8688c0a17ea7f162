"""The one list of Web API methods that this workspace serves, with what Slack asks of a caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

T1, T2, T3, T4 = 1, 20, 50, 100
"""Calls a minute of Slack's rate limit tiers, at the least (docs: rate limits)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`scopes`: one of them is needed; `per_minute`: None for a limit of its own; `json`: JSON bodies are read.

    `app_token`: for the app-level token only; `any_token`: for either.
    """

    scopes: tuple[str, ...] = ()
    per_minute: int | None = T3
    json: bool = False
    required: tuple[str, ...] = ()
    app_token: bool = False
    any_token: bool = False


_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_OPEN = ("channels:manage", "groups:write", "im:write", "mpim:write")
_CHAT = ("chat:write",)

METHODS: Mapping[str, Facts] = {
    "api.test": Facts(per_minute=T4, json=True, any_token=True),
    "apps.connections.open": Facts(per_minute=T3, json=True, app_token=True),
    "auth.test": Facts(per_minute=None, json=True, any_token=True),
    "bots.info": Facts(("users:read",)),
    "chat.delete": Facts(_CHAT, T3, json=True, required=("channel", "ts")),
    "chat.getPermalink": Facts(per_minute=None, required=("channel", "message_ts")),
    "chat.postEphemeral": Facts(_CHAT, T4, json=True, required=("channel", "user")),
    "chat.postMessage": Facts(_CHAT, None, json=True, required=("channel",)),
    "chat.update": Facts(_CHAT, T3, json=True, required=("channel", "ts")),
    "conversations.history": Facts(_HISTORY, T3, json=True, required=("channel",)),
    "conversations.info": Facts(_READ, T3, required=("channel",)),
    "conversations.join": Facts(("channels:join",), T3, json=True, required=("channel",)),
    "conversations.list": Facts(_READ, T2),
    "conversations.members": Facts(_READ, T4, required=("channel",)),
    "conversations.open": Facts(_OPEN, T3, json=True),
    "conversations.replies": Facts(_HISTORY, T3, required=("channel", "ts")),
    "files.completeUploadExternal": Facts(("files:write",), T4, json=True, required=("files",)),
    "files.info": Facts(("files:read",), T4, required=("file",)),
    "files.getUploadURLExternal": Facts(("files:write",), T4, required=("filename", "length")),
    "team.info": Facts(("team:read",), T3, json=True),
    "team.profile.get": Facts(("users.profile:read",), T3),
    "users.info": Facts(("users:read",), T4, required=("user",)),
    "users.list": Facts(("users:read",), T2),
    "users.profile.get": Facts(("users.profile:read",), T4),
    "views.open": Facts((), T4, json=True, required=("view",)),
    "views.publish": Facts((), T4, json=True, required=("user_id", "view")),
    "views.push": Facts((), T4, json=True, required=("view",)),
    "views.update": Facts((), T4, json=True, required=("view",)),
}


@cache
def real_methods() -> frozenset[str]:
    """The Web API's methods by their names, as Slack's reference lists them for apps (2026-08); served here or not."""
    return frozenset(files("bot.sandbox").joinpath("slack_methods.txt").read_text("utf-8").split())
