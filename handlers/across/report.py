"""`/mentor report`: whether it works, for admins."""

from bot.blocks.across import report as blocks
from bot.domain.across.report import Span
from bot.domain.base.errors import InvalidField
from bot.services.across.report import report
from handlers.base.commands import OnCommand, Who
from handlers.base.turn import Command


def show(command: Command) -> None:
    """The figures of the period named, of this month where none is."""
    command.tell(blocks.report(report(command.ctx, command.user, span_of(command.words))))


def span_of(words: str) -> Span:
    """The period typed. Raises `InvalidField`."""
    typed = "_".join(words.lower().removeprefix("this ").split())
    if not typed:
        return Span.MONTH
    if typed not in set(Span):
        raise InvalidField(None, "unknown_period", typed=words[:60])
    return Span(typed)


LISTENERS = (OnCommand("report", show, Who.ADMINS),)
