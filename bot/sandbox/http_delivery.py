"""Delivery by HTTP: what Socket Mode would carry in an envelope, as a signed request to the app's address."""

import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bot.sandbox.delivery import Delivery
from bot.sandbox.seen import Json

AT_ONCE = 32
FORM = "application/x-www-form-urlencoded"
_REASONS = {"timeout": "http_timeout"}
"""How Slack calls in a header what it calls otherwise in an envelope."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def request_for(envelope: Json, url: str, secret: str, now: float) -> Request:
    """The request that carries what is in an envelope; commands as plain form fields, interactions in one of them."""
    payload, kind = envelope["payload"], envelope["type"]
    if kind == "events_api":
        body, content_type = json.dumps(payload).encode(), "application/json"
    else:
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        body, content_type = urlencode(fields).encode(), FORM
    stamp = str(int(now))
    headers: dict[str, str] = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body),
    }
    if envelope.get("retry_attempt"):
        reason = str(envelope["retry_reason"])
        headers["X-Slack-Retry-Num"] = str(envelope["retry_attempt"])
        headers["X-Slack-Retry-Reason"] = _REASONS.get(reason, reason)
    return Request(url, body, headers, method="POST")


class RequestUrl:
    """The app's address, in the place of a connection."""

    def __init__(self, delivery: Delivery, url: str, secret: str) -> None:
        self._delivery = delivery
        self._url = url
        self._secret = secret
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="request-url")

    def send(self, text: str) -> None:
        """Posts an envelope; greetings and farewells are for connections only."""
        message = json.loads(text)
        if "envelope_id" in message:
            self._pool.submit(self._post, message)

    def close(self) -> None:
        """Posts no more."""
        self._pool.shutdown(wait=False)

    def _post(self, envelope: Json) -> None:
        request = request_for(envelope, self._url, self._secret, time.time())
        try:
            with urlopen(request, timeout=self._delivery.ack_seconds) as response:
                answer = _answer(response)
        except HTTPError as error:
            error.close()
            self._delivery.refuse(envelope["envelope_id"], "http_error")
        except TimeoutError:
            return  # not acknowledged: whoever waits gives up
        except (OSError, HTTPException):
            self._delivery.refuse(envelope["envelope_id"], "connection_failed")
        else:
            self._delivery.acknowledge(envelope["envelope_id"], answer)


def _answer(response: HTTPResponse) -> Json:
    """What the app said: JSON, or words to be shown."""
    body = response.read().decode()
    if response.headers.get_content_type() == "application/json" and body:
        answer: Json = json.loads(body)
        return answer
    return {"text": body} if body else {}
