"""Envelopes over Socket Mode: sent to one of the open connections, acknowledged, and events sent again when not."""

import asyncio
import json
from collections.abc import Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from threading import RLock
from typing import Any, Protocol

from bot.sandbox.ids import Ids
from bot.sandbox.seen import Json

Ack = Json
ACK_SECONDS = 3.0
RETRY_DELAYS = (1.0, 60.0, 300.0)
SOCKETS_MAX = 10
LOG_KEPT = 5_000


class Socket(Protocol):
    """One open WebSocket of the app. Both methods may be called from any thread."""

    def send(self, text: str) -> None:
        """Sends a text message."""

    def close(self) -> None:
        """Closes the connection from this side."""


class NoSocketError(Exception):
    """No connection of the app is open."""


class RefusedError(Exception):
    """The app's address answered with an error, or not at all; the text is Slack's word for it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One thing sent to the app: `kind` is events_api, interactive or slash_commands."""

    id: str
    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""

    def text(self) -> str:
        """The message on the wire."""
        raw: Json = {
            "envelope_id": self.id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.kind != "events_api",
        }
        if self.kind == "events_api":
            raw |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return json.dumps(raw)


class Delivery:
    """Knows the open connections and what waits for an acknowledgement."""

    def __init__(self, ids: Ids, app_id: str, ack_seconds: float, retry_delays: Sequence[float]) -> None:
        self.ack_seconds = ack_seconds
        self.log: list[Envelope] = []
        self._ids = ids
        self._app_id = app_id
        self._retry_delays = tuple(retry_delays)
        self._lock = RLock()
        self._sockets: list[Socket] = []
        self._leaving: list[Socket] = []
        self._lingering: list[Socket] = []
        self._waiting: dict[str, Future[Ack]] = {}
        self._turn = count()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.connects = 0
        """How often the app has connected so far."""

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._sockets)

    def run_on(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Names the server's event loop, on which events are delivered; None when it ends."""
        self.loop = loop

    def on_own_loop(self) -> bool:
        """True when called from the server's event loop, where nobody may wait."""
        try:
            return asyncio.get_running_loop() is self.loop
        except RuntimeError:
            return False

    def connect(self, socket: Socket) -> None:
        """Greets a new connection; one above the limit is told so and closed."""
        with self._lock:
            if len(self._sockets) >= SOCKETS_MAX:
                socket.send(_disconnect("too_many_websockets"))
                socket.close()
                return
            self._sockets.append(socket)
            self.connects += 1
            self._let_go()
            info = {"app_id": self._app_id}
            debug = {"host": "local", "approximate_connection_time": 18060}
            hello = {"type": "hello", "num_connections": len(self._sockets), "connection_info": info}
            socket.send(json.dumps(hello | {"debug_info": debug}))

    def _let_go(self) -> None:
        """Sends nothing more to those that have a successor; they may still acknowledge what they were sent."""
        leaving, self._leaving = self._leaving, []
        self._sockets = [each for each in self._sockets if each not in leaving]
        self._lingering += leaving
        if leaving and self.loop is not None:
            self.loop.call_soon_threadsafe(self.loop.call_later, self.ack_seconds, self._hang_up, leaving)

    def _hang_up(self, leaving: Sequence[Socket]) -> None:
        with self._lock:
            self._lingering = [each for each in self._lingering if each not in leaving]
        for each in leaving:
            each.close()

    def drop(self, socket: Socket) -> None:
        """Forgets a connection that ended."""
        with self._lock:
            self._sockets = [known for known in self._sockets if known is not socket]
            self._lingering = [known for known in self._lingering if known is not socket]

    def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tells all connections to come again, as Slack does every few hours; used until their successors are there."""
        with self._lock:
            self._leaving = list(self._sockets)
        for socket in self._leaving:
            socket.send(_disconnect(reason))

    def cut(self) -> None:
        """Closes all connections without a word."""
        with self._lock:
            leaving = [*self._sockets, *self._lingering]
            self._sockets, self._lingering = [], []
        for socket in leaving:
            socket.close()

    def send(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Future[Ack]:
        """Sends to the next connection in turn; the future holds the acknowledgement's payload. NoSocketError."""
        with self._lock:
            if not self._sockets:
                raise NoSocketError
            staying = [each for each in self._sockets if each not in self._leaving] or self._sockets
            socket = staying[next(self._turn) % len(staying)]
            envelope = Envelope(self._ids.secret("env-"), kind, payload, attempt, reason)
            future = self._waiting[envelope.id] = Future()
            self.log.append(envelope)
            del self.log[:-LOG_KEPT]
        socket.send(envelope.text())
        return future

    def again(self, envelope: Envelope) -> Future[Ack]:
        """Delivers something a second time, as Slack does when it is in doubt."""
        attempt = envelope.attempt + 1 if envelope.kind == "events_api" else 0
        return self.send(envelope.kind, envelope.payload, attempt, "timeout" if attempt else "")

    def acknowledge(self, envelope_id: str, payload: Json | None) -> None:
        """Takes an acknowledgement; an unknown or second one is ignored."""
        with self._lock:
            future = self._waiting.pop(envelope_id, None)
        if future is not None:
            future.set_result(payload or {})

    def refuse(self, envelope_id: str, reason: str) -> None:
        """Takes it that the app did not accept this; whoever waits gets a RefusedError."""
        with self._lock:
            future = self._waiting.pop(envelope_id, None)
        if future is not None:
            future.set_exception(RefusedError(reason))

    def event(self, payload: Json) -> Future[bool]:
        """Delivers an event, up to three times more when unacknowledged; the future is the first attempt's success."""
        heard: Future[bool] = Future()
        if self.loop is None:
            heard.set_result(False)
        else:
            _start(self._deliver(payload, heard), self.loop)
        return heard

    async def _deliver(self, payload: Json, heard: Future[bool]) -> None:
        reason = ""
        for attempt, delay in enumerate((0.0, *self._retry_delays)):
            if attempt:
                await asyncio.sleep(delay)
            reason = await self._attempt(payload, attempt, reason)
            if attempt == 0:
                heard.set_result(not reason)
            if not reason:
                return

    async def _attempt(self, payload: Json, attempt: int, reason: str) -> str:
        try:
            sent = self.send("events_api", payload, attempt, reason)
        except NoSocketError:
            return "connection_failed"
        done, _ = await asyncio.wait([asyncio.wrap_future(sent)], timeout=self.ack_seconds)
        refused = [each.exception() for each in done]
        return "timeout" if not done else str(refused[0] or "")


def _disconnect(reason: str) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})


def _start(work: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(work, loop)
