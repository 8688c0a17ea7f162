"""The Socket Mode connection: always one open, and the next one open before the last one closes.

The clients that come with the SDK close the old connection first when Slack asks for a new one; commands sent
meanwhile waited 3.0 s (built-in) or found nobody for about a second (websocket_client).
"""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot.ops.metrics import Answered

log = structlog.get_logger(__name__)

WORKERS = 20
HELLO_SECONDS = 10
PING_SECONDS = 10
SILENT_SECONDS = 20
"""A connection that does not answer a ping for so long is replaced."""
DRAIN_SECONDS = 3
"""An old connection stays open so long after the new one has taken over: what came by it is answered on it."""
LONGEST_PAUSE_SECONDS = 30
"""Between tries to connect again; the first come after 0.1, 0.2, 0.4 … seconds."""


class _Line(BaseSocketModeClient):
    """One connection, in the shape that Bolt's own functions answer through: on the line the request came by."""

    def __init__(self, app: App, connection: ClientConnection) -> None:
        self.logger = app.logger
        self.connection = connection
        self.greeted = threading.Event()
        self.ended = threading.Event()
        self.heard_at = time.monotonic()
        """When Slack last answered a ping, or opened the connection."""

    def send_message(self, message: str) -> None:
        self.connection.send(message)


class SocketMode:
    """Receives Slack's envelopes and lets the Bolt app answer them.

    A connection is pinged every `ping_seconds`, and replaced when an answer takes longer than `silent_seconds`.
    """

    def __init__(
        self,
        app: App,
        app_token: str,
        answered: Answered | None = None,
        *,
        ping_seconds: float = PING_SECONDS,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._answered = answered or (lambda _kind, _seconds, _acknowledged: None)
        self._ping_seconds = ping_seconds
        self._silent_seconds = silent_seconds
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="socket-mode")
        self._lock = threading.Lock()
        self._taking = threading.Lock()
        self._line: _Line | None = None
        self._closing = threading.Event()

    def connect(self) -> None:
        """Open the first connection and wait for Slack's hello. Raises what the network or Slack raises."""
        self._replace(None)

    def close(self) -> None:
        """Take nothing more, finish what was taken, and hang up."""
        with self._taking:
            self._closing.set()
        self._workers.shutdown(wait=True)
        with self._lock:
            line, self._line = self._line, None
        if line is not None:
            line.connection.close()

    def silent_for(self) -> float | None:
        """Seconds since Slack last answered a ping on the connection in use; None without a connection."""
        line = self._line
        if line is None or not line.greeted.is_set() or line.ended.is_set():
            return None
        return time.monotonic() - line.heard_at

    def _replace(self, old: _Line | None) -> None:
        """Open a connection and let it take over from `old`. Does nothing if somebody was quicker."""
        with self._lock:
            if self._line is old and not self._closing.is_set():
                self._line = self._open()

    def _open(self) -> _Line:
        url = self._app.client.apps_connections_open(app_token=self._app_token)["url"]
        connection = connect(url, open_timeout=HELLO_SECONDS, ping_interval=None, close_timeout=1)
        line = _Line(self._app, connection)
        for work in (self._read, self._ping):
            threading.Thread(target=work, args=(line,), name=f"socket-mode{work.__name__}", daemon=True).start()
        if not line.greeted.wait(HELLO_SECONDS):
            connection.close()
            raise TimeoutError("Slack said no hello")
        return line

    def _read(self, line: _Line) -> None:
        try:
            with line.connection as connection:
                for text in connection:
                    self._hear(line, json.loads(text))
        except ConnectionClosed:
            log.info("connection lost")
        line.ended.set()
        self._keep_connected(line)

    def _ping(self, line: _Line) -> None:
        """Ask every so often whether anybody is there; where nobody answers in time, let a new connection take over."""
        while not line.ended.wait(self._ping_seconds):
            try:
                heard = line.connection.ping().wait(self._silent_seconds)
            except ConnectionClosed:
                return
            if not heard:
                log.warning("connection is silent", seconds=self._silent_seconds)
                self._keep_connected(line)
                line.connection.close()
                return
            line.heard_at = time.monotonic()

    def _hear(self, line: _Line, message: dict[str, Any]) -> None:
        if message.get("type") == "hello":
            line.greeted.set()
        elif message.get("type") == "disconnect":
            log.info("slack asks for a new connection", reason=message.get("reason"))
            threading.Thread(target=self._retire, args=(line,), name="socket-mode-refresh", daemon=True).start()
        else:
            with self._taking:
                if not self._closing.is_set():
                    self._workers.submit(self._answer, line, message, time.monotonic())

    def _answer(self, line: _Line, message: dict[str, Any], heard_at: float) -> None:
        request = SocketModeRequest.from_dict(message)
        if request is None:
            return
        answer = run_bolt_app(self._app, request)
        sent = self._send(line, request, answer)
        self._answered(request.type, time.monotonic() - heard_at, sent and answer.status == 200)

    def _send(self, line: _Line, request: SocketModeRequest, answer: BoltResponse) -> bool:
        """Answer on the connection that the request came by; where that is gone, on the next one.

        Whether Slack takes an answer on another connection is not documented; there is no other way left.
        """
        for each in (line, None):
            try:
                send_response(each or self._successor(line), request, answer, time.time())
            except (ConnectionClosed, SlackApiError, OSError, WebSocketException) as error:
                log.info("answer not sent", type=request.type, cause=type(error).__name__)
            else:
                return True
        log.warning("acknowledgement lost with its connection", type=request.type)
        return False

    def _successor(self, line: _Line) -> _Line:
        self._replace(line)
        return self._line or line

    def _retire(self, line: _Line) -> None:
        self._keep_connected(line)
        self._closing.wait(DRAIN_SECONDS)
        line.connection.close()

    def _keep_connected(self, line: _Line) -> None:
        """Replace a line until it is replaced."""
        pause = 0.1
        while self._line is line and not self._closing.is_set():
            try:
                self._replace(line)
            except SlackApiError as error:
                log.error("slack refuses a connection", error=error.response["error"])
            except (OSError, WebSocketException) as error:
                log.warning("cannot connect", cause=type(error).__name__)
            self._closing.wait(pause if self._line is line else 0)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
