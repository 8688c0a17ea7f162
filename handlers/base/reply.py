"""The ways to answer in Slack: acknowledge, say something, open or change a modal. No other handler calls Slack."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import Ack, Respond
from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from bot.blocks.base.errors import opens_again
from bot.blocks.base.kit import Rendered
from bot.blocks.base.notice import notice
from handlers.base.payload import Body, modal_of, user_of

log = structlog.get_logger(__name__)

ViewLike = Mapping[str, Any]
SPENT_TRIGGER = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}
"""A trigger lives three seconds and opens one modal (docs: modals, trigger_id)."""


class Reply:
    """Answers to one thing that a person did, whatever surface they did it on."""

    def __init__(self, body: Body, client: WebClient, ack: Ack, respond: Respond) -> None:
        self._body, self._client, self._ack, self._respond = body, client, ack, respond
        self._is_acknowledged = False

    @property
    def on_message(self) -> bool:
        """Whether it is about a message, which an answer may take the place of."""
        return bool(self._respond.response_url)

    def acknowledge(self, **answer: Any) -> None:
        """Acknowledge, once: after what changes state is committed."""
        if not self._is_acknowledged:
            self._is_acknowledged = True
            self._ack(**answer)

    def tell(self, message: Rendered, *, in_place: bool = False) -> None:
        """Acknowledge, and answer this person alone.

        `in_place`: the answer takes the place of the message that was pressed on. A press in a modal changes that
        modal; a press on the Home tab opens one.
        """
        self.acknowledge()
        tell(self._body, self._client, self._respond, message, in_place=in_place)

    def open(self, view: ViewLike, again: str) -> None:
        """Open a modal, on top of another where the person is in one, and acknowledge.

        The trigger lives as long as Slack waits for the acknowledgement, so a failure can still be answered. When it
        is spent, the person gets a message with a button that opens the modal afresh, and keeps what was typed:
        `again` is the command for that, with its typed words.
        """
        show = self._client.views_push if modal_of(self._body) else self._client.views_open
        try:
            show(trigger_id=self._body["trigger_id"], view=dict(view))
        except SlackApiError as error:
            _must_be_spent(error)
            tell(self._body, self._client, self._respond, opens_again(again))
        self.acknowledge()

    def show(self, view: ViewLike, again: str) -> None:
        """Show a modal to look at and press in: in place of the one that was pressed in, else as `open` does."""
        pressed_in = modal_of(self._body)
        if pressed_in is None:
            self.open(view, again)
        else:
            self.acknowledge()
            self._client.views_update(view_id=pressed_in["id"], view=dict(view))

    def show_beneath(self, view: ViewLike) -> None:
        """Bring the modal up to date that lies beneath the submitted one."""
        self.acknowledge()
        beneath = self._body["view"].get("previous_view_id")
        if beneath:
            self._client.views_update(view_id=beneath, view=dict(view))


def tell(body: Body, client: WebClient, respond: Respond, message: Rendered, *, in_place: bool = False) -> None:
    """Say something to the person alone, by the nearest way there is: see `Reply.tell`."""
    modal = modal_of(body)
    if respond.response_url:
        respond(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            replace_original=in_place,
        )
    elif modal is not None:
        client.views_update(view_id=modal["id"], view=notice(message))
    else:
        _open_notice(body, client, message)


def _open_notice(body: Body, client: WebClient, message: Rendered) -> None:
    try:
        client.views_open(trigger_id=body["trigger_id"], view=notice(message))
    except SlackApiError as error:
        _must_be_spent(error)
        client.chat_postMessage(channel=user_of(body), text=message.text, blocks=list(message.blocks))


def _must_be_spent(error: SlackApiError) -> None:
    """Raises the error where it says anything else."""
    if error.response["error"] not in SPENT_TRIGGER:
        raise error
    log.info("trigger spent", error=error.response["error"])
