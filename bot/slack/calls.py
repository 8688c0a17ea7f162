"""Watches every call of the Web API, the handlers' too: what Slack refuses, and when it last answered."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.client import OPTIONS, retry_after

Told = Callable[[str, str, float], None]
"""Is told of each call: method, error (empty: none), seconds that Slack asked to wait."""

TOKEN_REFUSED = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})
_TOKENS = {"apps.connections.open": "SLACK_APP_TOKEN"}


class SlackCalls:
    """What is known of the calls so far. Shared by all threads."""

    def __init__(self, told: Told) -> None:
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

    @contextmanager
    def noted(self, method: str) -> Iterator[None]:
        """Take note of how the call within ends, and let it end so."""
        try:
            yield
        except SlackApiError as error:
            self._answered(method, _code_of(error.response), _wait_of(error.response))
            raise
        except Exception as error:
            self._told(method, type(error).__name__, 0.0)
            raise
        self._answered(method, "", 0.0)

    def _answered(self, method: str, code: str, wait: float) -> None:
        self._answered_at = time.monotonic()
        token = _TOKENS.get(method, "SLACK_BOT_TOKEN")
        if code in TOKEN_REFUSED:
            self._refused[token] = code
        elif not code:
            self._refused.pop(token, None)
        self._told(method, code, wait)


class WatchedClient(WebClient):
    """The SDK's client, each of whose calls `SlackCalls` hears of."""

    def __init__(self, token: str, api_url: str, calls: SlackCalls) -> None:
        super().__init__(token=token, base_url=api_url, **OPTIONS)
        self._calls = calls

    def api_call(self, api_method: str, **request: Any) -> SlackResponse:
        """As the SDK says. All its methods come through here; further pages it fetches by itself do not."""
        with self._calls.noted(api_method):
            return super().api_call(api_method, **request)


def give_to_listeners(app: App, client: WatchedClient) -> None:
    """Bolt makes a client of its own for each request; let its listeners call Slack through this one."""

    def use_it(context: BoltContext, next: Callable[[], object]) -> None:
        context["client"] = client
        next()

    app.use(use_it)


def _code_of(response: SlackResponse) -> str:
    """Slack's error; the status where what answered was not Slack (a proxy's page)."""
    code = str(response.get("error", ""))
    return code if code.isidentifier() else str(response.status_code)


def _wait_of(response: SlackResponse) -> float:
    return retry_after(response, 0.0) if response.status_code == 429 else 0.0
