"""Serves a web application in a thread of its own, beside the bot."""

import socket
import threading
import time
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

START_SECONDS = 10
GRACE_SECONDS = 4
"""How long requests that have begun may take once the server is to stop."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens."""

    host: str
    port: int
    _server: uvicorn.Server
    _thread: threading.Thread

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    def stop(self) -> None:
        """Take no new connection, finish what has begun, and end."""
        self._server.should_exit = True
        self._thread.join(GRACE_SECONDS + 1)


def serve(app: Starlette, host: str, port: int) -> Served:
    """Start serving, on a free port when `port` is 0. OSError where the port is taken or the host is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name=f"port {port}", daemon=True)
    thread.start()
    _wait_until_started(server, thread)
    return Served(host, listening.getsockname()[1], server, thread)


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            raise RuntimeError("the server did not start")
        thread.join(0.01)
