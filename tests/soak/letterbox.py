"""A messenger that hands over what was sent since it was last looked at."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.base.ids import UserId
from bot.ports import Sent


class Letterbox:
    """The `Messenger` port. `gone` are people to whom nothing may be sent any more; `wrong` is what was."""

    def __init__(self) -> None:
        self.gone: set[UserId] = set()
        self.wrong: list[tuple[str, str]] = []
        self.count = self.edits = 0
        self._new: list[tuple[str, object]] = []

    def taken(self) -> list[tuple[str, object]]:
        """What was posted since, with whom it was for."""
        new, self._new = self._new, []
        return new

    def open_group(self, users: Sequence[UserId]) -> str:
        return "G" + ",".join(sorted(users))

    def post(self, to: str, note: object, marker: str, thread_ts: str = "") -> Sent:
        if any(UserId(who) in self.gone for who in to.removeprefix("G").split(",")):
            self.wrong.append((to, type(note).__name__))
        self.count += 1
        self._new.append((to, note))
        return Sent(to if to.startswith("G") else f"D{to}", f"{self.count}.0")

    def edit(self, where: Sent, note: object) -> None:
        """Counted; nobody here looks at a message twice."""
        self.edits += 1

    def upload(self, channel: str, note: object, marker: str) -> Sent:
        return self.post(channel, note, marker)

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        raise AssertionError("no reply was ever lost")
