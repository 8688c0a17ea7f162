"""How long a command sent around a Socket Mode refresh waits for its acknowledgement: each client of the SDK, and ours.

The workspace asks for a new connection, as Slack does every few hours; so many milliseconds later a person types.
"""

import argparse
import asyncio
import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from statistics import median
from time import monotonic, sleep
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AiohttpClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.builtin import SocketModeClient as BuiltinClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.socket_mode.websocket_client import SocketModeClient as WebsocketClientClient
from slack_sdk.socket_mode.websockets import SocketModeClient as WebsocketsClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.slack.socket_mode import SocketMode
from tests.bench.table import show
from tests.sandbox.example import example_workspace
from tests.support.workspace import ADA, GENERAL

NEEDS_DATA = False
AFTER_MS = (0, 50, 200, 500, 1000)
GIVEN_UP_SECONDS = 4.0
"""A person sees an error after three."""
Client = Callable[[Workspace], AbstractContextManager[None]]


@contextmanager
def threaded(workspace: Workspace, kind: Any) -> Iterator[None]:
    """One of the SDK's clients that work in threads."""
    client: Any = kind(workspace.app_token, web_client=WebClient(base_url=f"{workspace.base_url}/api/"))
    client.socket_mode_request_listeners.append(
        lambda line, request: line.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
    )
    client.connect()
    yield
    client.close()


@contextmanager
def asynchronous(workspace: Workspace, kind: Callable[..., AsyncBaseSocketModeClient]) -> Iterator[None]:
    """One of the SDK's clients that work on an event loop, on a loop of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def acknowledge(line: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await line.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    async def connect() -> AsyncBaseSocketModeClient:
        web_client = AsyncWebClient(base_url=f"{workspace.base_url}/api/")
        made = kind(workspace.app_token, web_client=web_client)
        made.socket_mode_request_listeners.append(acknowledge)
        await made.connect()  # type: ignore[no-untyped-call]
        return made

    client = asyncio.run_coroutine_threadsafe(connect(), loop).result()
    yield
    asyncio.run_coroutine_threadsafe(client.close(), loop).result()  # type: ignore[no-untyped-call]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@contextmanager
def ours(workspace: Workspace) -> Iterator[None]:
    """The connection that Mentor ships."""
    app = App(client=WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/"))

    @app.command("/mentor")
    def command(ack: Ack) -> None:
        ack()

    connection = SocketMode(app, workspace.app_token)
    connection.connect()
    yield
    connection.close()


CLIENTS: Mapping[str, Client] = {
    "slack_sdk builtin": lambda workspace: threaded(workspace, BuiltinClient),
    "slack_sdk websocket_client": lambda workspace: threaded(workspace, WebsocketClientClient),
    "slack_sdk aiohttp": lambda workspace: asynchronous(workspace, AiohttpClient),
    "slack_sdk websockets": lambda workspace: asynchronous(workspace, WebsocketsClient),
    "Mentor": ours,
}


def main(arguments: Sequence[str]) -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser("refresh", description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="refreshes for each figure")
    times = parser.parse_args(arguments).times
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    warnings.simplefilter("ignore")
    head = ["client", *(f"{after}" for after in AFTER_MS)]
    lines = [[name, *_figures(client, times)] for name, client in CLIENTS.items()]
    show(
        f"Acknowledgement of a command sent so many ms after the request to reconnect, ms, median of {times}",
        head,
        lines,
    )


def _figures(client: Client, times: int) -> Iterator[str]:
    for after in AFTER_MS:
        waited = [_measured(client, after / 1000) for _ in range(times)]
        lost = sum(each is None for each in waited)
        got = [each for each in waited if each is not None]
        yield (f"{median(got) * 1000:.0f}" if got else "") + (f" ({lost} lost)" if lost else "")


def _measured(client: Client, after: float) -> float | None:
    """Seconds to the acknowledgement; None where the person saw an error instead."""
    workspace = example_workspace(ack_seconds=GIVEN_UP_SECONDS)
    running = start(workspace)
    try:
        with client(workspace):
            workspace.wait_for_connection()
            human = workspace.human(ADA)
            human.command("/mentor warm up", GENERAL)
            seen = len(human.messages(GENERAL))
            workspace.ask_to_reconnect()
            sleep(after)
            began = monotonic()
            human.command("/mentor hello", GENERAL)
            took = monotonic() - began
            return took if len(human.messages(GENERAL)) == seen else None
    finally:
        running.stop()


if __name__ == "__main__":
    main([])
