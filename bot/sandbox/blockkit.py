"""Checks blocks, views and suggested options as Slack does before it takes them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.sandbox.fields import elements, nested
from bot.sandbox.limits.sums import BLOCKS_MAX, CHARTS_MAX, FOCUS_MAX, MARKDOWN_MAX, PLANS_MAX, TABLES_MAX
from bot.sandbox.limits.views import VIEWS
from bot.sandbox.problems import Problem
from bot.sandbox.rules import HOME, MESSAGE, MODAL, Many, Obj
from bot.sandbox.seen import Json
from bot.sandbox.shapes import Place, Problems, check, check_block, check_shape


def problems_in_message(blocks: Any) -> list[Problem]:
    """What Slack would refuse in the blocks of a message."""
    if not isinstance(blocks, list):
        return [Problem("/blocks", "must be an array", "invalid_blocks_format")]
    found = list(_blocks(blocks, MESSAGE, "/blocks"))
    return found or list(_sums(blocks))


def problems_in_view(view: Any) -> list[Problem]:
    """What Slack would refuse in a modal or a Home tab."""
    kind = view.get("type") if isinstance(view, dict) else None
    shape = VIEWS.get(str(kind))
    if shape is None:
        return [Problem("/view/type", "must be a valid enum value, one of: modal, home")]
    found = list(check_shape(shape, view, Place("/view")))
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return [*found, Problem("/view/blocks", "must be an array")]
    found += _blocks(blocks, str(kind), "/view/blocks")
    return found or [*_sums(blocks), *_submit(view, blocks)]


def problems_in_options(answer: Json) -> list[Problem]:
    """What Slack would refuse in the answer to a block_suggestion."""
    named = [name for name in ("options", "option_groups") if name in answer]
    if len(named) != 1:
        return [Problem("/", "must define exactly one of: options, option_groups")]
    kind = "option" if named == ["options"] else "option_group"
    return list(check(Many(Obj(kind), 100, least=0), answer[named[0]], Place(f"/{named[0]}")))


def _blocks(blocks: Sequence[Any], surface: str, pointer: str) -> Problems:
    if len(blocks) > BLOCKS_MAX[surface]:
        yield Problem(pointer, f"no more than {BLOCKS_MAX[surface]} items allowed")
    for index, block in enumerate(blocks):
        yield from check_block(block, Place(f"{pointer}/{index}", surface=surface))
    ids = Counter(_ids(blocks))
    for block_id in (each for each, times in ids.items() if times > 1):
        yield Problem(pointer, f"block_id already exists: {block_id}")


def _ids(blocks: Sequence[Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, dict):
            inner = nested(block) if "type" in block else ()
            yield from _ids(inner if isinstance(inner, list) else ())
            yield from [str(block["block_id"])] if block.get("block_id") else []


def _sums(blocks: Sequence[Json]) -> Iterator[Problem]:
    """Rules over all blocks together, each sound in itself."""
    kinds = Counter(block["type"] for block in blocks)
    if kinds["table"] + kinds["data_table"] > TABLES_MAX:
        yield Problem("/blocks", "only one table is allowed", "only_one_table_allowed")
    if kinds["plan"] > PLANS_MAX:
        yield Problem("/blocks", "only one plan is allowed")
    if kinds["data_visualization"] > CHARTS_MAX:
        yield Problem("/blocks", f"no more than {CHARTS_MAX} data_visualization blocks allowed")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_MAX:
        yield Problem("/blocks", f"no more than {MARKDOWN_MAX} characters of markdown allowed", "msg_blocks_too_long")
    if sum(bool(element.get("focus_on_load")) for _, element in elements(blocks)) > FOCUS_MAX:
        yield Problem("/blocks", "only one element may have focus_on_load")


def _submit(view: Json, blocks: Sequence[Json]) -> Iterator[Problem]:
    inputs = any(block["type"] == "input" for block in blocks)
    if view["type"] == MODAL and inputs and not view.get("submit"):
        yield Problem("/view", "missing required field: submit")


__all__ = ["HOME", "MESSAGE", "MODAL", "Problem", "problems_in_message", "problems_in_options", "problems_in_view"]
