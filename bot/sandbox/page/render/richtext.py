"""rich_text blocks: sections, lists, quotes and preformatted text."""

from markupsafe import Markup, escape

from bot.sandbox.page.render.dates import format_date
from bot.sandbox.page.render.emojis import glyph
from bot.sandbox.page.render.mrkdwn import broadcast, channel_mention, link, user_mention
from bot.sandbox.page.render.surface import Json
from bot.sandbox.page.render.viewer import Viewer

_STYLES = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "code": "code"}


def rich_text(block: Json, viewer: Viewer) -> Markup:
    """The HTML of a whole rich_text block."""
    parts = [_part(element, viewer) for element in block.get("elements", ())]
    return Markup('<div class="bk-rich">{}</div>').format(Markup("").join(parts))


def _part(element: Json, viewer: Viewer) -> Markup:
    match element.get("type"):
        case "rich_text_list":
            return _list(element, viewer)
        case "rich_text_quote":
            return Markup("<blockquote>{}</blockquote>").format(_leaves(element, viewer))
        case "rich_text_preformatted":
            return Markup('<pre class="code">{}</pre>').format(_leaves(element, viewer))
    return Markup('<div class="rich-section">{}</div>').format(_leaves(element, viewer))


def _list(element: Json, viewer: Viewer) -> Markup:
    ordered = element.get("style") == "ordered"
    items = (Markup("<li>{}</li>").format(_leaves(item, viewer)) for item in element.get("elements", ()))
    opening = Markup('<ol class="indent-{}" start="{}">') if ordered else Markup('<ul class="indent-{}">')
    indent = min(int(element.get("indent", 0)), 8)
    body = opening.format(indent, int(element.get("offset", 0)) + 1) + Markup("").join(items)
    return body + Markup("</ol>" if ordered else "</ul>")


def _leaves(element: Json, viewer: Viewer) -> Markup:
    return Markup("").join(_leaf(leaf, viewer) for leaf in element.get("elements", ()))


def _leaf(leaf: Json, viewer: Viewer) -> Markup:
    drawn = _bare(leaf, viewer)
    for name, on in (leaf.get("style") or {}).items():
        if on and name in _STYLES:
            drawn = Markup(f"<{_STYLES[name]}>{{}}</{_STYLES[name]}>").format(drawn)
    return drawn


def _bare(leaf: Json, viewer: Viewer) -> Markup:
    match leaf.get("type"):
        case "text":
            return Markup("<br>").join(escape(line) for line in str(leaf.get("text", "")).split("\n"))
        case "link":
            return link(str(leaf.get("url", "")), str(leaf.get("text") or leaf.get("url", "")))
        case "user":
            return user_mention(str(leaf.get("user_id", "")), viewer)
        case "channel":
            return channel_mention(str(leaf.get("channel_id", "")), viewer)
        case "emoji":
            name = str(leaf.get("name", ""))
            return glyph(name) or escape(f":{name}:")
        case "broadcast":
            return broadcast(str(leaf.get("range", "")))
        case "date":
            pattern = str(leaf.get("format") or "{date_short_pretty}")
            return escape(format_date(int(leaf.get("timestamp", 0)), pattern, viewer))
    return escape(str(leaf.get("text") or leaf.get("fallback") or ""))
