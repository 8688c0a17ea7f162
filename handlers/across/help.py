"""`/mentor help`: the commands this person may use."""

from collections.abc import Sequence
from functools import partial

from bot.blocks.across.help import commands
from bot.services.across.hub import Hub, hub
from handlers.base.commands import OnCommand, Who
from handlers.base.turn import Command


def about(others: Sequence[OnCommand]) -> OnCommand:
    """The help about the other commands, and itself."""
    whom = {other.name: other.who for other in others}
    return OnCommand("help", partial(show, whom | {"help": Who.EVERYBODY}), Who.EVERYBODY)


def show(whom: dict[str, Who], command: Command) -> None:
    """Answer with the rows that hold for this person."""
    seen = hub(command.ctx, command.user)
    usable = [name for name, who in whom.items() if holds(who, seen)]
    command.tell(commands(usable, signed_up=seen.profile is not None))


def holds(who: Who, seen: Hub) -> bool:
    """Whether the person belongs to those a command is listed for."""
    return {
        Who.EVERYBODY: True,
        Who.NEWCOMERS: seen.profile is None,
        Who.MEMBERS: seen.profile is not None,
        Who.ADMINS: seen.is_admin,
    }[who]
