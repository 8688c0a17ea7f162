"""Slack's events come in: each file parses, calls one service, and renders the answer."""

from types import ModuleType

from slack_bolt import App

from bot.services.context import Context
from handlers.across import help, home, hub, report, settings, status
from handlers.asks import ask, asker, closing, find, meeting, offers, shortcut
from handlers.base import commands, errors
from handlers.base.wiring import put_context
from handlers.mentorships import goals, mentorships
from handlers.people import block_list, directory, pause, signup, skill_options
from handlers.programs import join, match, programs, queue, rounds

SURFACES: tuple[ModuleType, ...] = (
    *(hub, signup, block_list, pause, home, directory, skill_options),
    *(ask, find, match, goals, mentorships, status, shortcut, offers, asker, meeting, closing, report, settings),
    *(programs, join, queue, rounds),
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
