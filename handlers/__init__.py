"""Slack's events come in: each file parses, calls one service, and renders the answer."""

from types import ModuleType

from slack_bolt import App

from bot.services.context import Context
from handlers import (
    admin,
    apart,
    ask,
    asker,
    closing,
    commands,
    errors,
    events,
    find,
    goals,
    help,
    home,
    hub,
    join,
    line,
    match,
    meeting,
    offers,
    pairs,
    pause,
    programs,
    report,
    rounds,
    shortcut,
    signup,
    skill_options,
    status,
)
from handlers.wiring import put_context

SURFACES: tuple[ModuleType, ...] = (
    *(hub, signup, apart, pause, home, events, skill_options),
    *(ask, find, match, goals, pairs, status, shortcut, offers, asker, meeting, closing, report, admin),
    *(programs, join, line, rounds),
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
