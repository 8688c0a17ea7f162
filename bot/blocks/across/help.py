"""The commands: only those the person may use."""

from collections.abc import Collection

from bot.blocks.base.errors import sign_up_button
from bot.blocks.base.kit import Message, actions, message, section, small
from bot.blocks.base.words import mrkdwn

ROWS = (
    *("hub", "signup", "profile", "ask", "find", "match", "goals"),
    *("status", "pause", "resume", "report", "admin", "help"),
)
"""The commands in the order in which one meets them."""


def commands(usable: Collection[str], *, signed_up: bool) -> Message:
    """A line a command."""
    lines = [
        mrkdwn("help.row", usage=_usage(name), what=mrkdwn(f"help.what_{name}")) for name in ROWS if name in usable
    ]
    first = mrkdwn("help.first")
    return message(
        first,
        section(f"*{first}*"),
        section("\n".join(lines)),
        None if signed_up else actions([sign_up_button()]),
        small(mrkdwn("help.next" if signed_up else "help.next_new")),
    )


def _usage(name: str) -> str:
    return mrkdwn(f"help.usage_{name}")
