"""Watches every call of the Web API, the handlers' too: what Slack refuses, and when it last answered."""

import time
from collections.abc import Callable, Mapping, Sequence

from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

Told = Callable[[str, str, float], None]
"""Is told of each call: method, error (empty: none), seconds that Slack asked to wait."""

TOKEN_REFUSED = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})
_TOKENS = {"apps.connections.open": "SLACK_APP_TOKEN"}


class SlackCalls(RetryHandler):
    """In the shape of a retry handler, which Bolt hands on to the client of every request; it never retries."""

    def __init__(self, base_url: str, told: Told) -> None:
        super().__init__()
        self._base_url = base_url
        self._told = told
        self._answered_at = float("-inf")
        self._refused: dict[str, str] = {}

    @property
    def refused_tokens(self) -> Mapping[str, str]:
        """The variables whose token Slack refused when last used, with its error."""
        return dict(self._refused)

    def quiet_for(self) -> float:
        """Seconds since Slack last answered any call; infinite before the first."""
        return time.monotonic() - self._answered_at

    def can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        """Never; but take note of how the call ended."""
        method = request.url.removeprefix(self._base_url) if request.url.startswith(self._base_url) else "other"
        code = _error_of(response, error)
        if response is not None:
            self._answered_at = time.monotonic()
            self._note_token(_TOKENS.get(method, "SLACK_BOT_TOKEN"), code)
        self._told(method, code, _wait_of(response))
        return False

    def _note_token(self, token: str, code: str) -> None:
        if code in TOKEN_REFUSED:
            self._refused[token] = code
        elif not code:
            self._refused.pop(token, None)


def _error_of(response: HttpResponse | None, error: Exception | None) -> str:
    if response is None:
        return type(error).__name__
    body = response.body or {}
    if response.status_code == 200 and body.get("ok", True):
        return ""
    return str(body.get("error") or response.status_code)


def _wait_of(response: HttpResponse | None) -> float:
    if response is None or response.status_code != 429:
        return 0.0
    named: dict[str, str | Sequence[str]] = {name.lower(): value for name, value in response.headers.items()}
    given = named.get("retry-after", "")
    value = given if isinstance(given, str) else given[0]
    return float(value) if value.isdecimal() else 0.0
