"""Slack's events come in: each file parses, calls one service, and renders the answer."""

from types import ModuleType

from slack_bolt import App

from bot.content.dates import warm_up
from bot.services.context import Context
from handlers.across import block_list, help, home, hub, queue, report, settings, status
from handlers.asks import ask, asker, closing, find, meeting, offers, shortcut
from handlers.base import commands, errors
from handlers.base.commands import OnCommand
from handlers.base.listeners import House, Listener
from handlers.mentorships import goals, mentorships, proposals
from handlers.people import directory, pause, profile, skill_options
from handlers.programs import become_mentor, join, match, programs, rematch, rounds

SURFACES: tuple[ModuleType, ...] = (
    *(hub, profile, ask, find, match, goals, status, pause, report, settings),
    *(home, block_list, directory, skill_options, shortcut, offers, asker, meeting, closing, proposals, mentorships),
    *(become_mentor, programs, join, queue, rematch, rounds),
)
"""Each has `LISTENERS`. Commands are listed in the help in this order: as one meets them."""


def registered() -> tuple[Listener | OnCommand, ...]:
    """Everything that Mentor listens to, the help about all commands included."""
    found: list[Listener | OnCommand] = [each for surface in SURFACES for each in surface.LISTENERS]
    return (*found, help.about([each for each in found if isinstance(each, OnCommand)]))


def register_all(app: App, ctx: Context) -> None:
    """Let the app listen to everything Mentor answers."""
    warm_up()
    house, listeners = House(ctx, home.seen), registered()
    errors.register(app)
    commands.listen(app, house, commands.table(each for each in listeners if isinstance(each, OnCommand)))
    for listener in listeners:
        if not isinstance(listener, OnCommand):
            listener.listen(app, house)
