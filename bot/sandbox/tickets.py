"""What an interaction hands the app to answer with: trigger ids and response URLs."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import Ids
from bot.sandbox.seen import MessageRef

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_SECONDS = 30 * 60


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for a person; `view_id` is the modal that it came from."""

    user: str
    born: float
    view_id: str | None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """The right to answer where the interaction took place."""

    user: str
    channel: str
    original: MessageRef | None
    born: float
    uses: int = 0


class Tickets:
    """Keeps both. Trigger ids live in real time (as Slack's users do), response URLs in the workspace's."""

    def __init__(self, ids: Ids, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._ids = ids
        self._clock = clock
        self._monotonic = monotonic
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}
        self._lines: set[str] = set()

    def trigger(self, user: str, view_id: str | None = None) -> str:
        """A new trigger id."""
        key = f"{len(self._triggers) + 1}.{self._ids.secret('')}"
        self._triggers[key] = Trigger(user, self._monotonic(), view_id)
        return key

    def exchange(self, key: str) -> Trigger:
        """Uses a trigger id up; SlackError invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._triggers.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._monotonic() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def line(self) -> str:
        """A new address for one Socket Mode connection."""
        key = self._ids.secret("")
        self._lines.add(key)
        return key

    def take_line(self, key: str) -> bool:
        """Uses such an address up; False when it is unknown or used."""
        known = key in self._lines
        self._lines.discard(key)
        return known

    def expire_triggers(self) -> None:
        """Lets all trigger ids be too old, as after three seconds."""
        for trigger in self._triggers.values():
            trigger.born -= TRIGGER_SECONDS + 1

    def response(self, user: str, channel: str, original: MessageRef | None) -> str:
        """A new response URL's last part."""
        key = self._ids.secret("")
        self._urls[key] = ResponseUrl(user, channel, original, self._clock.now().timestamp())
        return key

    def answer(self, key: str) -> ResponseUrl:
        """Takes one use of a response URL; SlackError used_url or expired_url."""
        url = self._urls.get(key)
        if url is None or self._clock.now().timestamp() - url.born > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        url.uses += 1
        return url
