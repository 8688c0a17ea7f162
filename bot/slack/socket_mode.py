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


class _Connection(BaseSocketModeClient):
    """One connection, in the shape through which Bolt's own functions answer where the request came from."""

    def __init__(self, app: App, socket: ClientConnection) -> None:
        self.logger = app.logger
        self.socket = socket
        self.greeted = threading.Event()
        self.ended = threading.Event()
        self.heard_at = time.monotonic()
        """When Slack last answered a ping, or opened the connection."""

    def send_message(self, message: str) -> None:
        self.socket.send(message)


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
        self._connection: _Connection | None = None
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
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.socket.close()

    def silent_for(self) -> float | None:
        """Seconds since Slack last answered a ping on the connection in use; None without a connection."""
        connection = self._connection
        if connection is None or not connection.greeted.is_set() or connection.ended.is_set():
            return None
        return time.monotonic() - connection.heard_at

    def _replace(self, old: _Connection | None) -> None:
        """Open a connection and let it take over from `old`. Does nothing if somebody was quicker."""
        with self._lock:
            if self._connection is old and not self._closing.is_set():
                self._connection = self._open()

    def _open(self) -> _Connection:
        url = self._app.client.apps_connections_open(app_token=self._app_token)["url"]
        socket = connect(url, open_timeout=HELLO_SECONDS, ping_interval=None, close_timeout=1)
        connection = _Connection(self._app, socket)
        for work in (self._read, self._ping):
            threading.Thread(target=work, args=(connection,), name=f"socket-mode{work.__name__}", daemon=True).start()
        if not connection.greeted.wait(HELLO_SECONDS):
            socket.close()
            raise TimeoutError("Slack said no hello")
        return connection

    def _read(self, connection: _Connection) -> None:
        try:
            with connection.socket as socket:
                for text in socket:
                    self._hear(connection, json.loads(text))
        except ConnectionClosed:
            log.info("connection lost")
        connection.ended.set()
        self._keep_connected(connection)

    def _ping(self, connection: _Connection) -> None:
        """Ask every so often whether anybody is there; where nobody answers in time, let a new connection take over."""
        while not connection.ended.wait(self._ping_seconds):
            try:
                heard = connection.socket.ping().wait(self._silent_seconds)
            except ConnectionClosed:
                return
            if not heard:
                log.warning("connection is silent", seconds=self._silent_seconds)
                self._keep_connected(connection)
                connection.socket.close()
                return
            connection.heard_at = time.monotonic()

    def _hear(self, connection: _Connection, message: dict[str, Any]) -> None:
        if message.get("type") == "hello":
            connection.greeted.set()
        elif message.get("type") == "disconnect":
            log.info("slack asks for a new connection", reason=message.get("reason"))
            threading.Thread(target=self._retire, args=(connection,), name="socket-mode-refresh", daemon=True).start()
        else:
            with self._taking:
                if not self._closing.is_set():
                    self._workers.submit(self._answer, connection, message, time.monotonic())

    def _answer(self, connection: _Connection, message: dict[str, Any], heard_at: float) -> None:
        request = SocketModeRequest.from_dict(message)
        if request is None:
            return
        answer = run_bolt_app(self._app, request)
        sent = self._send(connection, request, answer)
        self._answered(request.type, time.monotonic() - heard_at, sent and answer.status == 200)

    def _send(self, connection: _Connection, request: SocketModeRequest, answer: BoltResponse) -> bool:
        """Answer on the connection that the request came by; where that is gone, on the next one.

        Whether Slack takes an answer on another connection is not documented; there is no other way left.
        """
        for each in (connection, None):
            try:
                send_response(each or self._successor(connection), request, answer, time.time())
            except (ConnectionClosed, SlackApiError, OSError, WebSocketException) as error:
                log.info("answer not sent", type=request.type, cause=type(error).__name__)
            else:
                return True
        log.warning("acknowledgement lost with its connection", type=request.type)
        return False

    def _successor(self, connection: _Connection) -> _Connection:
        self._replace(connection)
        return self._connection or connection

    def _retire(self, connection: _Connection) -> None:
        self._keep_connected(connection)
        self._closing.wait(DRAIN_SECONDS)
        connection.socket.close()

    def _keep_connected(self, connection: _Connection) -> None:
        """Replace a connection until it is replaced."""
        pause = 0.1
        while self._connection is connection and not self._closing.is_set():
            try:
                self._replace(connection)
            except SlackApiError as error:
                log.error("slack refuses a connection", error=error.response["error"])
            except (OSError, WebSocketException) as error:
                log.warning("cannot connect", cause=type(error).__name__)
            self._closing.wait(pause if self._connection is connection else 0)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
