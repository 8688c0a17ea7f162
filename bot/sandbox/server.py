"""Serves a workspace on the loopback: Web API, Socket Mode, response URLs, files, and whatever page is mounted."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import InvalidState

from bot.sandbox import socket_mode
from bot.sandbox.abort import AbortableProtocol
from bot.sandbox.web_api.edge import api_routes
from bot.sandbox.web_api.side_doors import receive_upload, response_route, send_file
from bot.sandbox.workspace import Workspace

START_SECONDS = 10
STOP_SECONDS = 1


def create_app(workspace: Workspace, extra_routes: Sequence[BaseRoute] = ()) -> Starlette:
    """The web application of a workspace; `extra_routes` come after its own (the page)."""

    async def line(websocket: WebSocket) -> None:
        if workspace.tickets.take_line(websocket.path_params["ticket"]):
            await socket_mode.serve(websocket, workspace)
        else:
            await websocket.close()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workspace.delivery.run_on(asyncio.get_running_loop())
        yield
        workspace.delivery.run_on(None)

    routes: list[BaseRoute] = [
        *api_routes(workspace),
        WebSocketRoute("/socket/{ticket}", line),
        Route("/response/{key}", response_route(workspace), methods=["POST"]),
        Route("/upload/{ticket}", receive_upload(workspace), methods=["POST"]),
        Route("/files/{file_id}/{name}", send_file(workspace)),
    ]
    return Starlette(routes=[*routes, *extra_routes], lifespan=lifespan)


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A served workspace. `api_url` is the base for slack_sdk's WebClient (it ends with a slash)."""

    url: str
    api_url: str
    _server: "_Server"
    _thread: threading.Thread
    _workspace: Workspace

    def stop(self) -> None:
        """Ends the server and everything that waits on it."""
        self._workspace.faults.clear()
        self._workspace.changes.close()
        self._workspace.delivery.cut()
        self._server.end()
        self._thread.join(START_SECONDS)


class _Server(uvicorn.Server):
    """uvicorn without its ticks and pauses of a tenth of a second: it starts and ends as soon as it can."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()

    def end(self) -> None:
        """Ends the server; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self.ready.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._over.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for each in sockets or []:
            each.close()
        for connection in list(self.server_state.connections):
            with suppress(InvalidState):  # its farewell is on the way already
                connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(self.server_state.tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
        await self.lifespan.shutdown()


def _bound(host: str, port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def start(
    workspace: Workspace,
    host: str = "127.0.0.1",
    port: int = 0,
    extra_routes: Sequence[BaseRoute] = (),
) -> RunningSandbox:
    """Serves the workspace in a thread of its own, on a free port when `port` is 0.

    OSError when the port is taken; ValueError for an address that others can reach.
    """
    if not ip_address(host).is_loopback:
        raise ValueError(f"{host} is not of the loopback: whoever reaches this server acts as anybody")
    listening = _bound(host, port)
    url = f"http://{host}:{listening.getsockname()[1]}"
    workspace.base_url = url
    config = uvicorn.Config(
        create_app(workspace, extra_routes),
        http=AbortableProtocol,
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
    )
    server = _Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name="sandbox", daemon=True)
    thread.start()
    if not server.ready.wait(START_SECONDS):
        raise RuntimeError("the local workspace did not start")
    return RunningSandbox(url, f"{url}/api/", server, thread, workspace)
