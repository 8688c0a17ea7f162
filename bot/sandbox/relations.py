"""Rules between the properties of one block or element, each sound in itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from bot.sandbox.limits.sums import TABLE_LETTERS_MAX
from bot.sandbox.seen import Json

Complaints = Iterator[tuple[str, str]]
"""(property, or path below it; what is wrong)."""


def of_element(element: Json) -> Complaints:
    """What is wrong between the properties of an element."""
    yield from _initial_choice(element)
    yield from _lengths(element)
    yield from _range(element)
    yield from _as_many_as_may_be(element)
    if element.get("min_lines", 1) > element.get("max_lines", 100):
        yield "", "min_lines must not be above max_lines"


def of_block(block: Json) -> Complaints:
    """What is wrong between the properties of a block."""
    if block["type"] in ("actions", "context_actions"):
        yield from _unique_ids(block["elements"])
    if block["type"] in ("table", "data_table"):
        yield from _table(block)
    if block["type"] == "input" and block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        yield "dispatch_action", "must not be true for a file_input"


def _unique_ids(elements: Iterable[Json]) -> Complaints:
    ids = Counter(element["action_id"] for element in elements if "action_id" in element)
    for action_id in (each for each, times in ids.items() if times > 1):
        yield "elements", f"action_id already exists: {action_id}"


def _table(block: Json) -> Complaints:
    rows = block["rows"]
    if len({len(row) for row in rows}) > 1:
        yield "rows", "all rows must have the same number of cells"
    if len(block.get("column_settings") or ()) > len(rows[0]):
        yield "column_settings", "must not be more than the columns"
    if block["type"] == "data_table":
        yield from _data_table(block)
    if sum(len(text) for row in rows for cell in row for text in _texts(cell)) > TABLE_LETTERS_MAX:
        yield "rows", f"no more than {TABLE_LETTERS_MAX} characters allowed"


def _data_table(block: Json) -> Complaints:
    header = block["rows"][0]
    if any(cell["type"] == "rich_text" for cell in header):
        yield "rows/0", "the header row takes no rich_text"
    if block.get("row_header_column_index", 0) >= len(header):
        yield "row_header_column_index", "must be one of the columns"


def _texts(value: Any) -> Iterator[str]:
    """Every text within a cell."""
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from ([value["text"]] if isinstance(value.get("text"), str) else [])
        yield from _texts(value.get("elements"))


def _initial_choice(element: Json) -> Complaints:
    groups = element.get("option_groups") or []
    own = element.get("options") or [option for group in groups for option in group["options"]]
    one = element.get("initial_option")
    if own and one is not None and one not in own:
        yield "initial_option", "must be one of the provided options"
    for index, each in enumerate(element.get("initial_options") or []):
        if own and each not in own:
            yield f"initial_options/{index}", "must be one of the provided options"


def _lengths(element: Json) -> Complaints:
    if element["type"] != "plain_text_input":
        return
    least, most, begin = element.get("min_length"), element.get("max_length"), element.get("initial_value")
    if least is not None and most is not None and least > most:
        yield "", "min_length must not be above max_length"
    if begin and most is not None and len(begin) > most:
        yield "initial_value", f"must be less than {most + 1} characters"
    if begin and least is not None and len(begin) < least:
        yield "initial_value", f"must be more than {least - 1} characters"


def _range(element: Json) -> Complaints:
    if element["type"] != "number_input":
        return
    given = {name: element[name] for name in ("min_value", "initial_value", "max_value") if element.get(name)}
    if not element["is_decimal_allowed"]:
        yield from ((name, "must be a whole number") for name, value in given.items() if "." in value)
    for low, high in pairwise(given):
        if float(given[low]) > float(given[high]):
            yield low, f"must not be above {high}"


def _as_many_as_may_be(element: Json) -> Complaints:
    most = element.get("max_selected_items")
    for name, value in element.items():
        if most is not None and name.startswith("initial_") and isinstance(value, list) and len(value) > most:
            yield name, f"no more than {most} items allowed"
