"""The blocks."""

from collections.abc import Mapping

from bot.sandbox.limits.parts import ADDRESS, ID, IMAGE_PROPS
from bot.sandbox.limits.rich_text import CELL, PARTS
from bot.sandbox.limits.sums import MARKDOWN_MAX
from bot.sandbox.rules import (
    EVERYWHERE,
    HOME,
    MESSAGE,
    MODAL,
    Chart,
    ContextElement,
    Element,
    Flag,
    Many,
    Nested,
    Num,
    Obj,
    Rule,
    Shape,
    Str,
    Text,
)


def _block(props: Mapping[str, Rule], *required: str, surfaces: frozenset[str] = EVERYWHERE) -> Shape:
    return Shape({"type": Str(), "block_id": ID, **props}, required, surfaces=surfaces)


_TABLE_ROWS = Many(Many(CELL, 20), 100)
_DATA_ROWS = Many(Many(CELL, 20), 101, least=2)  # 201 elsewhere: the lower one holds everywhere

_IN_CONTAINERS = (
    *("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video"),
)

BLOCKS: Mapping[str, Shape] = {
    "section": Shape(
        {
            "type": Str(),
            "block_id": ID,
            "text": Text(3000),
            "fields": Many(Text(2000), 10),
            "accessory": Element(),
            "expand": Flag(),
        },
        any_of=("text", "fields"),
    ),
    "header": _block({"text": Text(150, plain=True), "level": Num(1, 4)}, "text"),
    "divider": _block({}),
    "context": _block({"elements": Many(ContextElement(), 10)}, "elements"),
    "actions": _block({"elements": Many(Element(), 25)}, "elements"),
    "input": _block(
        {
            "label": Text(2000, plain=True),
            "hint": Text(2000, plain=True),
            "element": Element(),
            "optional": Flag(),
            "dispatch_action": Flag(),
        },
        "label",
        "element",
    ),
    "image": Shape(
        {**IMAGE_PROPS, "block_id": ID, "title": Text(2000, plain=True)},
        ("alt_text",),
        exactly_one=("image_url", "slack_file"),
    ),
    "rich_text": _block({"elements": Many(PARTS, least=0)}, "elements"),
    "markdown": _block({"text": Str(MARKDOWN_MAX, least=1)}, "text", surfaces=frozenset({MESSAGE})),
    "table": _block(
        {"rows": _TABLE_ROWS, "column_settings": Many(Obj("column_setting"), 20, least=0)},
        "rows",
        surfaces=frozenset({MESSAGE, HOME}),
    ),
    "data_table": _block(
        {
            "rows": _DATA_ROWS,
            "caption": Str(least=1),
            "page_size": Num(1, 100),
            "row_header_column_index": Num(0),
        },
        "rows",
        "caption",
        surfaces=frozenset({MESSAGE, HOME}),
    ),
    "data_visualization": _block(
        {"title": Str(50, least=1), "chart": Chart()}, "title", "chart", surfaces=frozenset({MESSAGE})
    ),
    "alert": _block(
        {"text": Text(200), "level": Str(one_of=("default", "info", "warning", "error", "success"))},
        "text",
        surfaces=frozenset({MODAL}),
    ),
    "video": _block(
        {
            "alt_text": Str(2000, least=1),
            "title": Text(199, plain=True),
            "title_url": ADDRESS,
            "author_name": Str(49),
            "provider_name": Str(50),
            "provider_icon_url": ADDRESS,
            "description": Text(199, plain=True),
            "thumbnail_url": ADDRESS,
            "video_url": ADDRESS,
        },
        "alt_text",
        "title",
        "thumbnail_url",
        "video_url",
    ),
    "card": Shape(
        {
            "type": Str(),
            "block_id": ID,
            "hero_image": Element(("image",)),
            "icon": Element(("image",)),
            "title": Text(150),
            "subtitle": Text(150),
            "body": Text(200),
            "subtext": Text(200),
            "actions": Many(Element(("button",)), 2),  # 3 elsewhere: the lower one holds everywhere
        },
        any_of=("hero_image", "title", "actions", "body"),
        # Said to be taken in modals, and seen not to be drawn there.
        surfaces=frozenset({MESSAGE, HOME}),
    ),
    "carousel": _block({"elements": Many(Nested(("card",)), 10)}, "elements", surfaces=frozenset({MESSAGE, HOME})),
    "container": Shape(
        {
            "type": Str(),
            "block_id": ID,
            "title": Text(150, plain=True),
            "rich_text_title": Nested(("rich_text",)),
            "subtitle": Text(150),
            "child_blocks": Many(Nested(_IN_CONTAINERS), 10),
            "width": Str(one_of=("narrow", "standard", "wide", "full")),
            "icon": Element(("image",)),
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        ("child_blocks",),
        any_of=("title", "rich_text_title"),
        surfaces=frozenset({MESSAGE}),
    ),
    "context_actions": _block({"elements": Many(Element(), 5)}, "elements", surfaces=frozenset({MESSAGE})),
    "plan": _block(
        {"title": Str(least=1), "tasks": Many(Nested(("task_card",)), 50, least=0)},
        "title",
        surfaces=frozenset({MESSAGE}),
    ),
    "task_card": _block(
        {
            "task_id": Str(least=1),
            "title": Str(least=1),
            "details": Nested(("rich_text",)),
            "output": Nested(("rich_text",)),
            "sources": Many(Obj("url_source"), least=0),
            "status": Str(one_of=("pending", "in_progress", "complete", "error")),
        },
        "task_id",
        "title",
        surfaces=frozenset({MESSAGE}),
    ),
}
