"""Text objects: mrkdwn is interpreted, plain text only shows its emoji."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.sandbox.page.render.emojis import with_emoji
from bot.sandbox.page.render.mrkdwn import mrkdwn
from bot.sandbox.page.render.viewer import Viewer


def text_object(text: Mapping[str, Any] | str | None, viewer: Viewer) -> Markup:
    """The HTML of a text object; a bare string counts as plain text."""
    if not text:
        return Markup("")
    if isinstance(text, str):
        return with_emoji(text)
    body = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return mrkdwn(body, viewer, verbatim=bool(text.get("verbatim")))
    return with_emoji(body) if text.get("emoji", True) else Markup("{}").format(body)


def label_of(text: Mapping[str, Any] | str | None) -> str:
    """The words of a text object, for labels that take no HTML."""
    if not text:
        return ""
    return text if isinstance(text, str) else str(text.get("text", ""))
