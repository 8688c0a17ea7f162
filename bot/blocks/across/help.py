"""The commands: only those the person may use."""

from collections.abc import Sequence

from bot.blocks.base.errors import sign_up_button
from bot.blocks.base.kit import Rendered, actions, message, section, small
from bot.blocks.base.words import mrkdwn


def commands(usable: Sequence[str], *, signed_up: bool) -> Rendered:
    """A line a command, in the order given."""
    lines = [mrkdwn("help.row", usage=_usage(name), what=mrkdwn(f"help.what_{name}")) for name in usable]
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
