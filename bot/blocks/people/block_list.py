"""The button that opens the list of people whom somebody would rather not meet here."""

from slack_sdk.models.blocks import ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.kit import button
from bot.blocks.base.words import plain


def block_list_button() -> ButtonElement:
    """Opens the list."""
    return button(plain("block_list.open"), ids.BLOCK_LIST_OPEN)
