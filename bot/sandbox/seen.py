"""Small values between a person's client and the workspace: what is pointed at, what is seen."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
SeenMessage = dict[str, Any]
"""A raw Slack message with one field more: `ephemeral` (bool)."""


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message on the screen."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class ViewRef:
    """A modal or a Home tab on the screen."""

    view_id: str


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A line of the sidebar: `kind` is channel, private, im, mpim or app; `name` is as this person sees it."""

    id: str
    kind: str
    name: str
    topic: str
    members: tuple[str, ...]
    unread: int
    last_ts: str


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """What became of a submitted modal: `errors` by block id, or `view`, the modal now in front (None = all closed)."""

    errors: dict[str, str] = field(default_factory=dict)
    view: Json | None = None

    @property
    def ok(self) -> bool:
        """True when nothing was refused."""
        return not self.errors
