"""Short hands for Block Kit in tests."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """A mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Json:
    """A section with mrkdwn text."""
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str, label: str = "Press", value: str = "", **more: Any) -> Json:
    """A button."""
    carried = {"value": value} if value else {}
    return {"type": "button", "action_id": action_id, "text": plain(label), **carried, **more}


def actions(*elements: Json, block_id: str = "actions") -> Json:
    """An actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(value: str, text: str = "") -> Json:
    """An option."""
    return {"text": plain(text or value), "value": value}


def select(kind: str = "static_select", action_id: str = "choice", **more: Any) -> Json:
    """A select of any kind."""
    return {"type": kind, "action_id": action_id, **more}


def typed(block_id: str, action_id: str = "text", **more: Any) -> Json:
    """An input block with a plain text input; `optional`, `hint`, `dispatch_action` go to the block."""
    outer = {name: more.pop(name) for name in ("optional", "hint", "dispatch_action") if name in more}
    return field(block_id, {"type": "plain_text_input", "action_id": action_id, **more}, **outer)


def field(block_id: str, element: Json, **more: Any) -> Json:
    """An input block around an element."""
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    """A modal with a submit button."""
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks)} | more


def home(*blocks: Json, **more: Any) -> Json:
    """A Home tab."""
    return {"type": "home", "blocks": list(blocks)} | more
