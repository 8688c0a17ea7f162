"""HTTP mode: Slack sends its requests here, so that replicas can stand behind a load balancer. Same handlers."""

import asyncio
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import structlog
from slack_bolt import App, BoltResponse
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.ops.metrics import Answered
from bot.ops.serving import Served, serve

log = structlog.get_logger(__name__)

PATH = "/slack/events"
"""Where all of Slack's requests go: commands, interactions, suggestions, events."""
WORKERS = 20
LARGEST_BODY = 1 << 20
"""Bytes. A modal of 100 blocks with all its state is far below."""


class HttpMode:
    """Receives Slack's requests and lets the Bolt app answer them."""

    def __init__(self, app: App, signing_secret: str, host: str, port: int, answered: Answered) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._host = host
        self._port = port
        self._answered = answered
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="http-mode")
        self._served: Served | None = None

    @property
    def url(self) -> str:
        """The address that Slack's requests go to, as this machine sees it; empty when not connected."""
        return f"{self._served.url}{PATH}" if self._served else ""

    def connect(self) -> None:
        """Start listening. OSError where the port is taken."""
        self._served = serve(Starlette(routes=[Route(PATH, self._receive, methods=["POST"])]), self._host, self._port)

    def close(self) -> None:
        """Take nothing more, and finish what was taken."""
        if self._served is not None:
            self._served.stop()
        self._workers.shutdown(wait=True)

    async def _receive(self, request: Request) -> Response:
        began = time.monotonic()
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "too large"}, status_code=413)
        if not is_signed(self._verifier, request.headers, body):
            log.warning("refused a request that Slack did not sign, or not just now")
            return JSONResponse({"error": "invalid request"}, status_code=401)
        asked = to_bolt_request(request, body)
        # Bolt's own adapter would answer on the event loop: one slow listener would hold up all others.
        answer: BoltResponse = await asyncio.get_running_loop().run_in_executor(
            self._workers, self._app.dispatch, asked
        )
        self._answered(_kind(request, body), time.monotonic() - began, answer.status == 200)
        return to_starlette_response(answer)


def is_signed(verifier: SignatureVerifier, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether Slack made this request, within the last five minutes. False for whatever cannot be read as such."""
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12 and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False


async def _body(request: Request) -> bytes | None:
    """The whole body; None as soon as it is larger than anything Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _kind(request: Request, body: bytes) -> str:
    """What it is, in Socket Mode's words."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return "events_api"
    return "interactive" if body.startswith(b"payload=") else "slash_commands"
