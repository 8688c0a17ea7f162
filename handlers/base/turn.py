"""What a handler is given: who did what, what it is about, and the ways to answer. Whatever surface it was done on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.blocks.base.kit import Rendered
from bot.domain.base.ids import UserId
from bot.domain.base.references import R, Reference
from bot.services.context import Context
from handlers.base.forms import FormValues
from handlers.base.payload import Body, is_shared, noted
from handlers.base.reply import Reply, ViewLike

M = TypeVar("M", bound=Reference)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a command, a press and a shortcut have in common. `delivery` is one key for one delivery of Slack's."""

    ctx: Context
    user: UserId
    delivery: str
    reply: Reply

    def tell(self, message: Rendered, *, in_place: bool = False) -> None:
        """Answer this person alone: see `Reply.tell`."""
        self.reply.tell(message, in_place=in_place)

    def open(self, view: ViewLike, again: str) -> None:
        """Open a modal; `again` is the command that opens it afresh: see `Reply.open`."""
        self.reply.open(view, again)

    def show(self, view: ViewLike, again: str) -> None:
        """Show a modal to press in, in place of the one that was pressed in: see `Reply.show`."""
        self.reply.show(view, again)


@dataclass(frozen=True, slots=True)
class Command(Turn):
    """A subcommand; `words` is what was typed after it. A button may stand for it (`by_button`)."""

    words: str = ""
    by_button: bool = False


@dataclass(frozen=True, slots=True)
class MessageShortcut(Turn):
    """A shortcut from the menu of a message: its text as Slack gives it, and who wrote it."""

    text: str
    author: UserId | None


@dataclass(frozen=True, slots=True)
class Press(Turn, Generic[R]):
    """A button, or an entry of a menu; `about` is what it carries."""

    about: R
    body: Body

    @property
    def is_shared(self) -> bool:
        """Whether others see the message that was pressed on."""
        return is_shared(self.body)

    @property
    def on_message(self) -> bool:
        """Whether a message was pressed on, which an answer may take the place of."""
        return self.reply.on_message

    def modal(self, kind: type[M]) -> M:
        """What the modal carries in which this was pressed."""
        return noted(kind, self.body["view"])


@dataclass(frozen=True, slots=True)
class Form(Generic[R]):
    """A submitted form: what was filled in, and what it is about."""

    ctx: Context
    user: UserId
    delivery: str
    about: R
    values: FormValues
    view_id: str
    reply: Reply

    def becomes(self, view: ViewLike) -> None:
        """Another view takes the form's place."""
        self.reply.acknowledge(response_action="update", view=dict(view))

    def closes(self) -> None:
        """The form goes away."""
        self.reply.acknowledge()

    def shows_beneath(self, view: ViewLike) -> None:
        """The form goes away, and the modal beneath it shows this."""
        self.reply.show_beneath(view)


@dataclass(frozen=True, slots=True)
class Typing(Generic[R]):
    """Somebody types into a field with suggestions; `about` is what its form carries."""

    ctx: Context
    user: UserId
    about: R
    typed: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the workspace tells; `content` is the event as Slack gives it."""

    ctx: Context
    delivery: str
    team_id: str
    content: Mapping[str, Any]
