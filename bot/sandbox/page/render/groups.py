"""Blocks that hold others, and those that tell of a longer piece of work: cards, containers, plans, videos."""

from collections.abc import Callable

from markupsafe import Markup, escape

from bot.sandbox.page.render.elements import element, picture
from bot.sandbox.page.render.mrkdwn import link
from bot.sandbox.page.render.place import Place
from bot.sandbox.page.render.richtext import rich_text
from bot.sandbox.page.render.surface import Json, Surface
from bot.sandbox.page.render.text import label_of, text_object

_STATES = {"pending": "○", "in_progress": "◔", "complete": "●", "error": "⚠"}
Inner = Callable[[list[Json], Surface], Markup]
"""Draws blocks that stand within another."""


def card(block: Json, surface: Surface) -> Markup:
    """A card: picture, name, lines, one or two buttons."""
    place = Place(str(block.get("block_id", "")))
    pictures = [picture(block[name], f"card-{name}") for name in ("hero_image", "icon") if block.get(name)]
    lines = [
        Markup('<div class="card-{}">{}</div>').format(name, text_object(block[name], surface.viewer))
        for name in ("title", "subtitle", "body", "subtext")
        if block.get(name)
    ]
    buttons = [element(one, place, surface) for one in block.get("actions") or ()]
    below = Markup('<div class="card-actions">{}</div>').format(Markup("").join(buttons)) if buttons else Markup("")
    return Markup('<article class="card">{}{}{}</article>').format(
        Markup("").join(pictures), Markup("").join(lines), below
    )


def carousel(block: Json, surface: Surface) -> Markup:
    """Cards side by side, to swipe through."""
    cards = Markup("").join(card(one, surface) for one in block.get("elements") or ())
    return Markup('<div class="carousel" tabindex="0" role="group" aria-label="Cards">{}</div>').format(cards)


def container(block: Json, surface: Surface, inner: Inner) -> Markup:
    """Blocks under one title, folded away where asked."""
    rich = block.get("rich_text_title")
    title = rich_text(rich, surface.viewer) if rich else text_object(block.get("title"), surface.viewer)
    within = inner(block.get("child_blocks") or [], surface)
    under = text_object(block.get("subtitle"), surface.viewer)
    if not block.get("is_collapsible"):
        return Markup('<section class="container"><h4>{}</h4><p>{}</p>{}</section>').format(title, under, within)
    is_open = Markup("") if block.get("default_collapsed") else Markup(" open")
    return Markup('<details class="container"{}><summary>{} {}</summary>{}</details>').format(
        is_open, title, under, within
    )


def plan(block: Json, surface: Surface) -> Markup:
    """The steps of a longer piece of work."""
    steps = Markup("").join(Markup("<li>{}</li>").format(task(one, surface)) for one in block.get("tasks") or ())
    return Markup('<div class="plan"><strong>{}</strong><ol>{}</ol></div>').format(block.get("title", ""), steps)


def task(block: Json, surface: Surface) -> Markup:
    """One step: its sign, its words, what it came to, and where that is from."""
    status = str(block.get("status") or "pending")
    texts = [rich_text(block[name], surface.viewer) for name in ("details", "output") if block.get(name)]
    sources = [link(str(one.get("url", "")), str(one.get("text", ""))) for one in block.get("sources") or ()]
    sign = Markup('<span role="img" aria-label="{}">{}</span>').format(
        status.replace("_", " "), _STATES.get(status, "")
    )
    return Markup('<div class="task">{} {}{}{}</div>').format(
        sign, block.get("title", ""), Markup("").join(texts), Markup(" ").join(sources)
    )


def video(block: Json, surface: Surface) -> Markup:
    """A video is named, not fetched: the page opens no outside address by itself."""
    title = label_of(block.get("title"))
    named = link(str(block.get("title_url") or block.get("video_url", "")), title)
    about = text_object(block.get("description"), surface.viewer) or escape(str(block.get("alt_text", "")))
    return Markup('<figure class="video">▶ {}<figcaption>{}</figcaption></figure>').format(named, about)
