"""What every interactive element shares.

Each carries what the page's script needs to report a press: `data-kind`, `data-block`, `data-action`, and
`data-confirm` when Slack would ask first. `data-typed` marks an element of an input block, whose value is
kept until submission instead of being sent.
"""

import json
from dataclasses import dataclass

from markupsafe import Markup

from bot.sandbox.page.render.surface import Json


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: its block, whether that is an input block, and the words that name it."""

    block_id: str
    typed: bool = False
    label: str = ""
    described_by: str = ""
    optional: bool = True


def attributes(item: Json, place: Place, label: str) -> Markup:
    """The attributes that every element shares."""
    confirm = item.get("confirm")
    return Markup('data-kind="{}" data-block="{}" data-action="{}"{}{}{}{} aria-label="{}"').format(
        item.get("type"),
        place.block_id,
        item.get("action_id", ""),
        Markup(' data-typed="1"') if place.typed else "",
        Markup(' data-confirm="{}"').format(json.dumps(confirm)) if confirm else "",
        Markup(' aria-describedby="{}"').format(place.described_by) if place.described_by else "",
        Markup(' data-focus="1"') if item.get("focus_on_load") else "",
        place.label or label,
    )
