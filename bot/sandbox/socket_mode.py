"""The WebSocket end of Socket Mode."""

import asyncio
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.delivery import Delivery
from bot.sandbox.state import State


class Line:
    """One connection as the delivery sees it: what it sends is queued onto the server's event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._out: asyncio.Queue[str | None] = asyncio.Queue()

    def send(self, text: str) -> None:
        """Queues a message."""
        self._loop.call_soon_threadsafe(self._out.put_nowait, text)

    def close(self) -> None:
        """Queues the end."""
        self._loop.call_soon_threadsafe(self._out.put_nowait, None)

    async def pump(self, websocket: WebSocket) -> None:
        """Sends what is queued until the end."""
        while (text := await self._out.get()) is not None:
            await websocket.send_text(text)
        await websocket.close()


async def serve(websocket: WebSocket, state: State) -> None:
    """Speaks Socket Mode over one connection until either side ends it."""
    delivery = state.delivery
    await websocket.accept()
    line = Line()
    delivery.connect(line)
    state.changed("connection", [state.bot_user_id])
    pump = asyncio.create_task(line.pump(websocket))
    try:
        async for text in websocket.iter_text():
            _hear(text, delivery)
    except WebSocketDisconnect:
        return
    finally:
        delivery.drop(line)
        pump.cancel()
        state.changed("connection", [state.bot_user_id])


def _hear(text: str, delivery: Delivery) -> None:
    try:
        message = json.loads(text)
    except ValueError:
        return  # Slack ignores what is not JSON
    if isinstance(message, dict) and "envelope_id" in message:
        delivery.acknowledge(message["envelope_id"], message.get("payload"))
