"""A way to cut an HTTP connection in the middle, as networks do."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_OPEN: WeakValueDictionary[tuple[str, int], "AbortableProtocol"] = WeakValueDictionary()


class AbortableProtocol(H11Protocol):
    """uvicorn's HTTP protocol, found again by the address of its peer."""

    def connection_made(self, transport: Any) -> None:
        """Remembers the connection."""
        super().connection_made(transport)
        _OPEN[transport.get_extra_info("peername")[:2]] = self


async def cut(request: Request) -> None:
    """Ends the request's connection without an answer."""
    client = request.client
    protocol = _OPEN.get((client.host, client.port)) if client else None
    if protocol is not None:
        protocol.transport.abort()
    await asyncio.sleep(0)
