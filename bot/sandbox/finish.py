"""What Slack adds to blocks when it stores them."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from bot.sandbox.fields import elements, nested
from bot.sandbox.seen import Json


def finished(blocks: Sequence[Json], new_id: Callable[[], str]) -> list[Json]:
    """A copy with ids where the app left them out, and with the defaults of text objects written out."""
    copy = deepcopy(list(blocks))
    for block in _all(copy):
        block.setdefault("block_id", new_id())
        _write_out(block)
    for _, element in elements(copy):
        element.setdefault("action_id", new_id())
    return copy


def _all(blocks: Sequence[Json]) -> Iterator[Json]:
    for block in blocks:
        yield block
        yield from _all(nested(block))


def _write_out(part: Any) -> None:
    if isinstance(part, list):
        for each in part:
            _write_out(each)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for each in part.values():
            _write_out(each)
