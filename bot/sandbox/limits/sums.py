"""What holds over all blocks of a message or a view together."""

from bot.sandbox.rules import (
    HOME,
    MESSAGE,
    MODAL,
)

BLOCKS_MAX = {MESSAGE: 50, MODAL: 100, HOME: 100}
MARKDOWN_MAX = 12_000
"""Characters over all markdown blocks of a message."""
TABLES_MAX = 1
CHARTS_MAX = 2
PLANS_MAX = 1
TABLE_LETTERS_MAX = 20_000
FOCUS_MAX = 1
