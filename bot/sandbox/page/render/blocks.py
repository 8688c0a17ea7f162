"""Blocks to HTML: one small function for each type."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from bot.sandbox.page.render import groups
from bot.sandbox.page.render.charts import chart
from bot.sandbox.page.render.elements import element, picture
from bot.sandbox.page.render.mrkdwn import mrkdwn
from bot.sandbox.page.render.place import Place
from bot.sandbox.page.render.richtext import rich_text
from bot.sandbox.page.render.surface import Json, Surface
from bot.sandbox.page.render.tables import table
from bot.sandbox.page.render.text import label_of, text_object


def render_blocks(blocks: Iterable[Json], surface: Surface) -> Markup:
    """The HTML of a list of blocks; a type this page does not know is named, never dropped in silence."""
    return Markup("\n").join(_block(block, surface) for block in blocks)


def _block(block: Json, surface: Surface) -> Markup:
    kind = str(block.get("type"))
    draw = _BLOCKS.get(kind)
    inner = draw(block, surface) if draw else Markup('<p class="bk-unknown">[{}]</p>').format(kind)
    # The name in the class is one of ours: an unknown type is text and must stay out of the attribute's meaning.
    return Markup('<div class="bk bk-{}">{}</div>').format(kind.replace("_", "-") if draw else "other", inner)


def _section(block: Json, surface: Surface) -> Markup:
    body = Markup("")
    if block.get("text"):
        body += Markup('<div class="bk-body">{}</div>').format(text_object(block["text"], surface.viewer))
    if block.get("fields"):
        fields = (
            Markup('<div class="field">{}</div>').format(text_object(one, surface.viewer)) for one in block["fields"]
        )
        body += Markup('<div class="bk-fields">{}</div>').format(Markup("").join(fields))
    accessory = block.get("accessory")
    if not accessory:
        return body
    words = label_of(block.get("text")) if accessory.get("type") in ("checkboxes", "radio_buttons") else ""
    drawn = element(accessory, Place(_id(block), label=words), surface)
    return Markup('<div class="bk-main">{}</div><div class="bk-accessory">{}</div>').format(body, drawn)


def _header(block: Json, surface: Surface) -> Markup:
    return Markup("<h3>{}</h3>").format(text_object(block.get("text"), surface.viewer))


def _divider(_block: Json, _surface: Surface) -> Markup:
    return Markup("<hr>")


def _context(block: Json, surface: Surface) -> Markup:
    parts = (
        element(one, Place(_id(block)), surface)
        if one.get("type") == "image"
        else Markup('<span class="part">{}</span>').format(text_object(one, surface.viewer))
        for one in block.get("elements", ())
    )
    return Markup("").join(parts)


def _actions(block: Json, surface: Surface) -> Markup:
    return Markup("").join(element(one, Place(_id(block)), surface) for one in block.get("elements", ()))


def _input(block: Json, surface: Surface) -> Markup:
    identity, item = _id(block), block.get("element") or {}
    label, error = label_of(block.get("label")), surface.errors.get(identity, "")
    optional = bool(block.get("optional"))
    described = f"about-{identity}" if error or block.get("hint") else ""
    place = Place(identity, typed=True, label=label, described_by=described, optional=optional)
    mark = Markup(' <span class="optional">(optional)</span>') if optional else Markup("")
    return Markup('<div class="bk-label">{}{}</div>{}{}').format(
        text_object(block.get("label"), surface.viewer),
        mark,
        element(item, place, surface),
        _about(identity, error, text_object(block.get("hint"), surface.viewer)),
    )


def _about(identity: str, error: str, hint: Markup) -> Markup:
    if not error and not hint:
        return Markup("")
    wrong = Markup('<p class="error" role="alert">{}</p>').format(error) if error else Markup("")
    note = Markup('<p class="hint">{}</p>').format(hint) if hint else Markup("")
    return Markup('<div id="about-{}">{}{}</div>').format(identity, wrong, note)


def _image(block: Json, surface: Surface) -> Markup:
    title = text_object(block.get("title"), surface.viewer)
    caption = Markup("<figcaption>{}</figcaption>").format(title) if title else title
    return Markup("<figure>{}{}</figure>").format(caption, picture(block, "bk-picture"))


def _rich(block: Json, surface: Surface) -> Markup:
    return rich_text(block, surface.viewer)


def _table(block: Json, surface: Surface) -> Markup:
    return table(block, surface.viewer)


def _chart(block: Json, _surface: Surface) -> Markup:
    return chart(block)


def _markdown(block: Json, surface: Surface) -> Markup:
    # Only the marks that Markdown and mrkdwn share are drawn; the text is never taken for HTML.
    return mrkdwn(str(block.get("text", "")).replace("**", "*"), surface.viewer)


def _alert(block: Json, surface: Surface) -> Markup:
    level = block.get("level") if block.get("level") in ("info", "warning", "error", "success") else "default"
    return Markup('<div class="alert {}" role="note">{}</div>').format(
        level, text_object(block.get("text"), surface.viewer)
    )


def _id(block: Json) -> str:
    return str(block.get("block_id", ""))


_BLOCKS: dict[str, Callable[[Json, Surface], Markup]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "markdown": _markdown,
    "alert": _alert,
    "card": groups.card,
    "carousel": groups.carousel,
    "container": lambda block, surface: groups.container(block, surface, render_blocks),
    "plan": groups.plan,
    "task_card": groups.task,
    "video": groups.video,
}
