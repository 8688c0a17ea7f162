"""Slack's events come in: each file parses, calls one service, and renders the answer."""

from types import ModuleType

from slack_bolt import App

from bot.services.context import Context
from handlers import (
    admin,
    ask,
    asker,
    closing,
    commands,
    errors,
    events,
    find,
    help,
    home,
    hub,
    meeting,
    offers,
    pause,
    report,
    shortcut,
    signup,
    skill_options,
    status,
)
from handlers.wiring import put_context

SURFACES: tuple[ModuleType, ...] = (
    *(hub, signup, pause, home, events, skill_options),
    *(ask, find, status, shortcut, offers, asker, meeting, closing, report, admin),
)
"""Each has `COMMANDS` (its subcommands), or `register(app)` (what else it listens to), or both."""


def register_all(app: App, ctx: Context) -> None:
    """Let the app listen to everything Mentor answers."""
    put_context(app, ctx)
    errors.register(app)
    listed = [command for surface in SURFACES for command in getattr(surface, "COMMANDS", ())]
    commands.register(app, commands.table([*listed, help.command(listed)]))
    for surface in SURFACES:
        if hasattr(surface, "register"):
            surface.register(app)
