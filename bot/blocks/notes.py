"""Every message Mentor sends by itself: `render` turns its value into words and blocks."""

from functools import singledispatch

from bot.blocks.calendar import calendar
from bot.blocks.closing import ask_standing, did_it_help, thanks
from bot.blocks.ended import ask_ended, partner_left
from bot.blocks.help_post import help_post
from bot.blocks.introduction import introduction
from bot.blocks.kit import Message
from bot.blocks.nobody_yet import nobody_yet
from bot.blocks.offer import offer, outcome


@singledispatch
def render(note: object) -> Message:
    """The message of a note of `bot.domain.notes`. Raises `TypeError` for a value that is none."""
    raise TypeError(f"no message for {type(note).__name__}")


for _family in (
    offer,
    outcome,
    introduction,
    calendar,
    nobody_yet,
    help_post,
    did_it_help,
    thanks,
    ask_ended,
    partner_left,
    ask_standing,
):
    render.register(_family)
