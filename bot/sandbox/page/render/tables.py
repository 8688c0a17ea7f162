"""table and data_table blocks as HTML tables."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.sandbox.page.render.richtext import rich_text
from bot.sandbox.page.render.surface import Json
from bot.sandbox.page.render.viewer import Viewer


def table(block: Json, viewer: Viewer) -> Markup:
    """A table whose first row is the header, with an optional caption (data_table)."""
    rows: Sequence[Sequence[Json]] = block.get("rows", ())
    aligned = _alignment(rows, block.get("column_settings", ()))
    caption = block.get("caption")
    # Only a data_table names its rows: by its first column, unless it says otherwise.
    named = int(block.get("row_header_column_index", 0)) if block.get("type") == "data_table" else None
    body = (
        _row(row, aligned, viewer, ["row" if index == named else "" for index in range(len(row))]) for row in rows[1:]
    )
    head = (_row(row, aligned, viewer, ["col"] * len(row)) for row in rows[:1])
    return Markup(
        '<div class="bk-table" tabindex="0" role="group" aria-label="{}">'
        "<table>{}<thead>{}</thead><tbody>{}</tbody></table></div>"
    ).format(
        caption or "Table",
        Markup("<caption>{}</caption>").format(caption) if caption else "",
        Markup("").join(head),
        Markup("").join(body),
    )


def _row(row: Sequence[Json], aligned: Sequence[str], viewer: Viewer, scopes: Sequence[str]) -> Markup:
    cells = (
        Markup('<th scope="{}" class="align-{}">{}</th>').format(scope, align, _cell(cell, viewer))
        if scope
        else Markup('<td class="align-{}">{}</td>').format(align, _cell(cell, viewer))
        for cell, align, scope in zip(row, aligned, scopes, strict=False)
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _alignment(rows: Sequence[Sequence[Json]], settings: Sequence[Json | None]) -> list[str]:
    """How each column is aligned: as asked, else numbers to the right, with their header."""
    asked = [str((setting or {}).get("align")) for setting in settings]
    width = max(map(len, rows), default=0)
    return [
        asked[index]
        if index < len(asked) and asked[index] in ("left", "center", "right")
        else "right"
        if any(index < len(row) and row[index].get("type") == "raw_number" for row in rows[1:])
        else "left"
        for index in range(width)
    ]


def _cell(cell: Json, viewer: Viewer) -> Markup:
    if cell.get("type") == "rich_text":
        return rich_text(cell, viewer)
    if cell.get("type") == "raw_number":
        return escape(str(cell.get("text") or cell.get("value", "")))
    return escape(str(cell.get("text", "")))
