"""Server-sent events: tells a page that something changed for its person."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.sandbox.feed import Feed, Notice, Subscription
from bot.sandbox.workspace import Workspace

# A comment now and then lets a page that is gone be noticed.
_QUIET_SECONDS = 15.0


class LoopSubscription(Subscription):
    """A listener on the event loop: notices come from any thread and are awaited here."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self._loop = asyncio.get_running_loop()
        self._notices: asyncio.Queue[Notice | None] = asyncio.Queue()

    def put(self, notice: Notice | None) -> None:
        """Adds a notice, from whatever thread."""
        self._loop.call_soon_threadsafe(self._notices.put_nowait, notice)

    async def next(self, timeout: float) -> Notice | None:
        """The next notice, None when the feed ended; TimeoutError when nothing came."""
        return await asyncio.wait_for(self._notices.get(), timeout)


def stream_endpoint(workspace: Workspace) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """The stream of one person's changes, each as `data: <kind>`."""

    async def stream(request: Request) -> Response:
        listener = LoopSubscription(workspace.changes)
        workspace.changes.subscribe(listener)
        events = _events(listener, request.path_params["user"])
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return stream


async def _events(listener: LoopSubscription, user: str) -> AsyncIterator[str]:
    try:
        yield "retry: 500\n\n"
        while True:
            try:
                notice = await listener.next(_QUIET_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if notice is None:
                return
            if not notice["users"] or user in notice["users"]:
                yield f"data: {notice['kind']}\n\n"
    finally:
        listener.close()
