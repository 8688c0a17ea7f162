"""table and data_table blocks as HTML tables."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.sandbox.page.render.richtext import rich_text
from bot.sandbox.page.render.surface import Json
from bot.sandbox.page.render.viewer import Viewer


def table(block: Json, viewer: Viewer) -> Markup:
    """A table whose first row is the header, with an optional caption (data_table)."""
    rows: Sequence[Sequence[Json]] = block.get("rows", ())
    settings: Sequence[Json | None] = block.get("column_settings", ())
    head, body = rows[:1], rows[1:]
    caption = block.get("caption")
    # Slack names the first column as the row's name unless the block says otherwise.
    named = int(block.get("row_header_column_index", 0)) if block.get("type") == "data_table" else None
    return Markup('<div class="bk-table" tabindex="0" role="group" aria-label="{}"><table>{}{}{}</table></div>').format(
        caption or "Table",
        Markup("<caption>{}</caption>").format(caption) if caption else "",
        Markup("<thead>{}</thead>").format(_rows(head, settings, viewer, header=True)),
        Markup("<tbody>{}</tbody>").format(_rows(body, settings, viewer, named=named)),
    )


def _rows(
    rows: Sequence[Sequence[Json]],
    settings: Sequence[Json | None],
    viewer: Viewer,
    *,
    header: bool = False,
    named: int | None = None,
) -> Markup:
    drawn = []
    for row in rows:
        cells = []
        for index, cell in enumerate(row):
            tag = Markup('th scope="col"') if header else Markup('th scope="row"') if index == named else Markup("td")
            align = _align(cell, settings[index] if index < len(settings) else None)
            end = tag.split(" ")[0]
            cells.append(Markup("<{} class='{}'>{}</{}>").format(tag, align, _cell(cell, viewer), end))
        drawn.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    return Markup("").join(drawn)


def _align(cell: Json, setting: Json | None) -> str:
    asked = (setting or {}).get("align")
    if asked in ("left", "center", "right"):
        return f"align-{asked}"
    return "align-right" if cell.get("type") == "raw_number" else "align-left"


def _cell(cell: Json, viewer: Viewer) -> Markup:
    if cell.get("type") == "rich_text":
        return rich_text(cell, viewer)
    if cell.get("type") == "raw_number":
        return escape(str(cell.get("text") or cell.get("value", "")))
    return escape(str(cell.get("text", "")))
