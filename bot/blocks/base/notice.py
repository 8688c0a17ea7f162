"""A message shown as a modal: for answers to a press where there is no message to answer to."""

from bot.blocks.base.kit import BlockDict, Rendered
from bot.blocks.base.words import plain


def notice(message: Rendered) -> BlockDict:
    """The modal that holds a message."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": plain("errors.notice_title")},
        "close": {"type": "plain_text", "text": plain("errors.notice_close")},
        "blocks": list(message.blocks),
    }
