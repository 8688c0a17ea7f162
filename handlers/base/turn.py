"""One thing that a person did, and the ways to answer them: whatever surface they did it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack, BoltContext, Respond
from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from bot.blocks.base.errors import opens_again
from bot.blocks.base.kit import Message
from bot.blocks.base.notice import notice
from bot.domain.base.ids import UserId
from bot.services.context import Context
from handlers.base.wiring import mentor, user_of

log = structlog.get_logger(__name__)

ViewLike = Any
"""A view as the SDK takes it: a dict or its `View`."""
SPENT_TRIGGER = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}
"""A trigger lives three seconds and opens one modal (docs: modals, trigger_id)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A command, a press or a shortcut. `words` is what was typed after the subcommand, or a button's value."""

    ctx: Context
    user: UserId
    body: Mapping[str, Any]
    client: WebClient
    ack: Ack
    respond: Respond
    words: str = ""

    def tell(self, message: Message, *, in_place: bool = False) -> None:
        """Acknowledge, and answer this person alone. Call it after what changes state is committed.

        `in_place`: the answer takes the place of the message that was pressed on. A press in a modal changes that
        modal; a press on the Home tab opens one.
        """
        self.ack()
        tell(self.body, self.client, self.respond, message, in_place=in_place)

    def open(self, view: ViewLike, again: str) -> None:
        """Open a modal and acknowledge. `again` is the command, with typed words, that opens it afresh.

        The trigger lives as long as Slack waits for the acknowledgement, so a failure can still be answered.
        """
        open_modal(self.client, self.respond, self.body, view, again)
        self.ack()


def turn_of(
    context: BoltContext, body: Mapping[str, Any], client: WebClient, ack: Ack, respond: Respond, words: str = ""
) -> Turn:
    """The turn that a listener was called for."""
    return Turn(mentor(context), user_of(body), body, client, ack, respond, words or _pressed_value(body))


def _pressed_value(body: Mapping[str, Any]) -> str:
    actions = body.get("actions") or [{}]
    return str(actions[0].get("value") or "")


def tell(
    body: Mapping[str, Any], client: WebClient, respond: Respond, message: Message, *, in_place: bool = False
) -> None:
    """Say something to the person alone, by the nearest way there is: see `Turn.tell`."""
    if respond.response_url:
        respond(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            replace_original=in_place,
        )
    elif (body.get("view") or {}).get("type") == "modal":
        client.views_update(view_id=body["view"]["id"], view=notice(message))
    else:
        _open_notice(body, client, message)


def _open_notice(body: Mapping[str, Any], client: WebClient, message: Message) -> None:
    try:
        client.views_open(trigger_id=body["trigger_id"], view=notice(message))
    except SlackApiError as error:
        if error.response["error"] not in SPENT_TRIGGER:
            raise
        log.info("trigger spent", error=error.response["error"])
        client.chat_postMessage(channel=user_of(body), text=message.text, blocks=list(message.blocks))


def open_modal(client: WebClient, respond: Respond, body: Mapping[str, Any], view: ViewLike, again: str) -> None:
    """Open a modal, on top of another where the person is in one.

    When the trigger is spent, the person gets a message with a button that opens it afresh, and keeps what was typed.
    """
    in_modal = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if in_modal else client.views_open
    try:
        show(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if error.response["error"] not in SPENT_TRIGGER:
            raise
        log.info("trigger spent", error=error.response["error"])
        tell(body, client, respond, opens_again(again))
