"""The one place where errors become sentences, for the person alone."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltResponse, Respond
from slack_sdk.errors import SlackClientError
from slack_sdk.web import WebClient

from bot.blocks.base.errors import field_sentence, said
from bot.domain.base.errors import InvalidField, MentorError
from handlers.base.reply import tell

log = structlog.get_logger(__name__)


def register(app: App) -> None:
    """Answer for all listeners of the app."""
    app.error(answer)


def answer(
    error: Exception, body: dict[str, Any], client: WebClient, respond: Respond, response: BoltResponse | None
) -> BoltResponse | None:
    """Tell the person what happened; the cause goes into the log. `response` is None once acknowledged.

    An event that failed before it was acknowledged stays so: Slack sends it again.
    """
    _note(error, body)
    if body.get("type") == "view_submission" and response is not None:
        return BoltResponse(status=200, body=in_modal(error, body["view"]))
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    if "event" in body:
        return None
    _say(error, body, client, respond)
    return None if response is None else BoltResponse(status=200, body="")


def in_modal(error: Exception, view: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a submission: the sentence under the field it is about (else the first), all input kept."""
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    named = error.field if isinstance(error, InvalidField) else ""
    block = inputs.get(named) or next(iter(inputs.values()))
    return {
        "response_action": "errors",
        "errors": {block["block_id"]: field_sentence(error, block["label"]["text"])},
    }


def _note(error: Exception, body: Mapping[str, Any]) -> None:
    kind = body.get("type") or body.get("command") or "event"
    if isinstance(error, MentorError):
        log.info("said no", why=type(error).__name__, to=kind)
    else:
        log.error("listener failed", to=kind, exc_info=error)


def _say(error: Exception, body: Mapping[str, Any], client: WebClient, respond: Respond) -> None:
    try:
        tell(body, client, respond, said(error))
    except (SlackClientError, OSError) as unsaid:
        # Slack itself does not answer; the person sees Slack's own words for that.
        log.warning("could not answer", why=type(unsaid).__name__)
