"""Modals that one looks at and presses in: a press changes the modal it is in."""

from typing import Any

from handlers.base.turn import Turn


def show(turn: Turn, view: Any, again: str) -> None:
    """Show a modal: in place of the one that was pressed in, else a new one. `again` is the command that opens it."""
    pressed_in = turn.body.get("view") or {}
    if pressed_in.get("type") == "modal":
        turn.ack()
        turn.client.views_update(view_id=pressed_in["id"], view=view)
    else:
        turn.open(view, again=again)
