"""The SDK's client, and what is known of how one of its requests ended."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.ports import LockedOut, RateLimited, Refused, Unclear

TIMEOUT_SECONDS = 10


_LOCKED_OUT = {"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed", "missing_scope"}


_LOST = (SlackClientError, URLError, TimeoutError, ConnectionError, http.client.HTTPException, JSONDecodeError)
"""How a request ends whose answer never came, or came in part."""


_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}


OPTIONS: dict[str, Any] = {"timeout": TIMEOUT_SECONDS, "retry_handlers": []}
"""No retries of its own: the SDK's would post twice when a reply is lost."""


def new_client(token: str, api_url: str) -> WebClient:
    """A client for a call or two."""
    return WebClient(token=token, base_url=api_url, **OPTIONS)


def pages(call: Callable[..., SlackResponse], **request: Any) -> Iterator[SlackResponse]:
    """All pages of a list, each by a call of its own."""
    cursor: str | None = None
    while cursor != "":
        page = call(**request, cursor=cursor)
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")


@contextmanager
def ended() -> Iterator[None]:
    """Turn how a request ended into what is known about it."""
    try:
        yield
    except SlackApiError as error:
        raise _from_answer(error) from error
    except ConnectionRefusedError as error:
        raise RateLimited(5) from error
    except _LOST as error:
        refused = isinstance(getattr(error, "reason", None), ConnectionRefusedError)
        raise (RateLimited(5) if refused else Unclear(type(error).__name__)) from error


def _from_answer(error: SlackApiError) -> Exception:
    response = error.response
    status = getattr(response, "status_code", 200)
    code = str(response.get("error", "")) if not isinstance(response, str) else response
    kinds: list[tuple[bool, Callable[[], Exception]]] = [
        (status == 429 or code in {"ratelimited", "rate_limited"}, lambda: RateLimited(retry_after(response))),
        (status >= 500 or code in _PASSING, lambda: Unclear(code or str(status))),
        (code in _LOCKED_OUT, lambda: LockedOut(code)),
    ]
    return next((make() for holds, make in kinds if holds), Refused(code))


def retry_after(response: Any, unnamed: float = 30) -> float:
    """Seconds that Slack asks to wait; `unnamed` where it names none."""
    headers = {name.lower(): value for name, value in getattr(response, "headers", {}).items()}
    return float(headers.get("retry-after", unnamed))
