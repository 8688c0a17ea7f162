"""A person at their screen: what they type and press, what they see. Dialog tests read like the dialog."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from bot.sandbox.human import Human
from bot.sandbox.seen import Json, MessageRef, SubmitResult, ViewRef
from bot.sandbox.workspace import Workspace

T = TypeVar("T")
Place = MessageRef | ViewRef


class Seat:
    """One person's place in the workspace. What is seen is waited for; `dm` is the conversation looked at."""

    def __init__(self, workspace: Workspace, user_id: str, channel: str = "") -> None:
        self.workspace = workspace
        self.human: Human = workspace.human(user_id)
        self.channel = channel or self.human.app_dm()

    def types(self, line: str) -> None:
        """Sends a slash command."""
        self.human.command(line, self.channel)

    def sees(self, *words: str, ephemeral: bool | None = None) -> Json:
        """The newest message here in which all the words stand."""
        return self._wait(lambda: self._newest(words, ephemeral))

    def reads(self) -> list[str]:
        """All that stands in the conversation now, oldest first."""
        return [text_of(message) for message in self.human.messages(self.channel)]

    def sees_modal(self, *words: str) -> Json:
        """The modal in front, once all the words stand in it."""
        return self._wait(lambda: self._modal(words))

    def sees_home(self, *words: str) -> Json:
        """The Home tab, once all the words stand on it."""
        return self._wait(lambda: self._home(words))

    def has_no_modal(self) -> bool:
        """Whether no modal is open (waited for)."""
        return self._wait(lambda: not self.human.modals())

    def presses(self, label: str, on: Json | None = None) -> None:
        """Presses the button with this label: on what is given, else in the newest message that has one."""
        surface = on or self._wait(lambda: self._with_button(label))
        block_id, action_id, _ = next(each for each in buttons(surface) if each[2] == label)
        self.human.act(self._place(surface), block_id, action_id)

    def fills(self, name: str, value: Any) -> None:
        """Fills the input with this block id, in the modal in front."""
        view = self.human.modals()[-1]
        element = next(block["element"] for block in view["blocks"] if block.get("block_id") == name)
        self.human.type_in(view["id"], name, element["action_id"], value)

    def finds(self, name: str, typed: str) -> list[str]:
        """Types into a field with suggestions; the suggested texts."""
        view = self.human.modals()[-1]
        element = next(block["element"] for block in view["blocks"] if block.get("block_id") == name)
        found = self.human.suggest(ViewRef(view["id"]), name, element["action_id"], typed)
        return [option["text"]["text"] for option in found]

    def chooses(self, name: str, *skills: str) -> None:
        """Types each skill into a field with suggestions, and takes it."""
        for skill in skills:
            self.finds(name, skill)
        self.fills(name, list(skills))

    def submits(self) -> SubmitResult:
        """Presses the submit button of the modal in front."""
        return self.human.submit(self.human.modals()[-1]["id"])

    def closes(self) -> None:
        """Closes the modal in front."""
        self.human.close(self.human.modals()[-1]["id"])

    def _wait(self, look: Callable[[], T | None]) -> T:
        return self.workspace.wait_for(look)

    def _newest(self, words: tuple[str, ...], ephemeral: bool | None) -> Json | None:
        for message in reversed(self.human.messages(self.channel)):
            seen = text_of(message)
            if all(word in seen for word in words) and ephemeral in (None, message["ephemeral"]):
                return message
        return None

    def _modal(self, words: tuple[str, ...]) -> Json | None:
        modals = self.human.modals()
        return modals[-1] if modals and all(word in text_of(modals[-1]) for word in words) else None

    def _home(self, words: tuple[str, ...]) -> Json | None:
        home = self.human.home()
        return home if home and all(word in text_of(home) for word in words) else None

    def _with_button(self, label: str) -> Json | None:
        for message in reversed(self.human.messages(self.channel)):
            if any(each[2] == label for each in buttons(message)):
                return message
        return None

    def _place(self, surface: Mapping[str, Any]) -> Place:
        return MessageRef(self.channel, surface["ts"]) if "ts" in surface else ViewRef(surface["id"])


def text_of(surface: Mapping[str, Any]) -> str:
    """All words of a message or a view, a line each."""
    return "\n".join([surface.get("text", ""), *_words(surface.get("title")), *_words(surface.get("blocks", []))])


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name, value in part.items():
            if name not in ("confirm", "state"):
                yield from _words(value)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _words(each)


def buttons(surface: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The buttons of a message or a view: block id, action id, label."""
    for block in surface.get("blocks", []):
        for element in (*block.get("elements", []), block.get("accessory")):
            if element and element.get("type") == "button":
                yield block["block_id"], element["action_id"], element["text"]["text"]
