"""Serves a workspace and connects Bolt apps to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hosted:
    """A Bolt app and its connection."""

    app: App
    handler: SocketModeHandler


@contextmanager
def served(workspace: Workspace) -> Iterator[RunningSandbox]:
    """The workspace, listening on the loopback."""
    running = start(workspace)
    try:
        yield running
    finally:
        running.stop()


@contextmanager
def connected(workspace: Workspace, listen: Callable[[App], None], ping_interval: float = 10) -> Iterator[Hosted]:
    """A Bolt app with the listeners that `listen` adds, connected by Socket Mode.

    Its client looks every `ping_interval` seconds whether its connection is still there.
    """
    client = WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])
    app = App(client=client, raise_error_for_unhandled_request=False)
    listen(app)
    handler = SocketModeHandler(app, workspace.app_token, ping_interval=ping_interval)
    handler.client.connect()
    workspace.wait_for_connection()
    try:
        yield Hosted(app, handler)
    finally:
        hang_up(workspace, handler)


def hang_up(workspace: Workspace, handler: SocketModeHandler) -> None:
    """Ends a connection at once: by itself the SDK's client waits up to three seconds in its reads."""
    client = handler.client
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    workspace.delivery.cut()
    # The SDK's reader and its `close` both close the socket, without a lock: let the reader end first.
    client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]
    client.closed = True
    client.enqueue_message("{}")
    client.close()
