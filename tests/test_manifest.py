"""The manifest is one that Slack takes, and asks for just what the code uses."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import yaml

from bot.blocks.base import ids
from bot.sandbox.manifest import Manifest
from bot.sandbox.methods import METHODS
from handlers import registered
from handlers.base.listeners import OnEvent

ROOT = Path(__file__).parent.parent
MANIFEST = Manifest.read(ROOT / "manifest.yml")
CALLERS = [*ROOT.glob("bot/slack/*.py"), ROOT / "bot" / "cli" / "doctor.py", *ROOT.glob("handlers/**/*.py")]
SEVERAL = {"files_upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"}}
"""Methods of the SDK that make more than one call."""
EVENT_SCOPES = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}
"""Scopes that Slack asks for events (https://docs.slack.dev/reference/events)."""
KINDS_OF_CONVERSATION = {
    "conversations.open": {"im:write", "mpim:write"},
    "conversations.history": {"im:history", "mpim:history", "channels:history"},
}
"""Where one scope is needed for each kind of conversation that Mentor writes in: DMs, group DMs, the help channel."""


def attributes() -> Iterator[str]:
    for path in CALLERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                yield node.attr


def methods_used() -> set[str]:
    by_name = {method.replace(".", "_"): {method} for method in METHODS} | SEVERAL
    return set().union(*(by_name[name] for name in attributes() if name in by_name))


def events_heard() -> set[str]:
    """The names of all events that are registered."""
    return {each.name for each in registered() if isinstance(each, OnEvent)}


def scopes_used() -> set[str]:
    scopes = {"commands"}
    for method in methods_used():
        facts = METHODS[method]
        wanted = KINDS_OF_CONVERSATION.get(method) or set(facts.scopes) & MANIFEST.scopes
        assert wanted or not facts.scopes, f"{method} needs one of {facts.scopes}"
        scopes |= wanted
    return scopes.union(*(EVENT_SCOPES[event] for event in events_heard()))


def test_it_is_valid_against_slacks_schema() -> None:
    schema = json.loads((ROOT / "tests" / "manifest_schema.json").read_text("utf-8"))
    jsonschema.validate(yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8")), schema)


def test_its_scopes_are_the_ones_the_code_uses() -> None:
    assert scopes_used() == MANIFEST.scopes


def test_its_events_are_the_ones_the_code_hears() -> None:
    assert events_heard() == MANIFEST.events


def test_its_shortcuts_and_commands_are_the_ones_the_code_answers() -> None:
    assert set(MANIFEST.shortcuts) == {ids.ASK_SHORTCUT}
    assert set(MANIFEST.commands) == {"/mentor"}
    assert MANIFEST.commands["/mentor"], "mentions in a command must come escaped"
