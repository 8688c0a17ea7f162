"""Where blocks are drawn, and what was already chosen or typed there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.page.render.viewer import Viewer

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Surface:
    """One message or view on a reader's screen.

    `state` is Slack's `state.values` (block id, action id, value object); `errors` maps block ids to the
    sentence a submission was refused with.
    """

    viewer: Viewer
    name: str = "message"
    state: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, block_id: str, element: Json) -> Json:
        """What is in this element now: the state's value object, or none yet."""
        return self.state.get(block_id, {}).get(str(element.get("action_id", "")), {})
