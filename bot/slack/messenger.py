"""The `Messenger` port over Slack."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePath
from typing import Any

from slack_sdk import WebClient

from bot.blocks.base.kit import Rendered
from bot.blocks.base.rendering import file_of, render
from bot.domain.base.ids import UserId
from bot.ports import LockedOut, NotSent, Refused, Sent
from bot.slack.client import ended, pages

PAGE = 200
"""Messages a page of a conversation's history."""
MARKER = "mentor_message"
"""Event type of the metadata that carries a message's id."""


class SlackMessenger:
    """The `Messenger` port. Never retries; says what is known about how a request ended."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open_group(self, users: Sequence[UserId]) -> str:
        """The group DM of the bot with these people."""
        with ended():
            return str(self._client.conversations_open(users=list(users))["channel"]["id"])

    def post(self, to: str, note: object, marker: str, thread_ts: str = "") -> Sent:
        """Post a note; a user id opens their DM."""
        message = _rendered(note)
        with ended():
            answer = self._client.chat_postMessage(
                channel=to,
                text=message.text,
                blocks=list(message.blocks),
                thread_ts=thread_ts or None,
                metadata=_metadata(marker),
                unfurl_links=False,
                unfurl_media=False,
            )
        return Sent(answer["channel"], answer["ts"])

    def edit(self, where: Sent, note: object) -> None:
        """Replace a message in place."""
        message = _rendered(note)
        with ended():
            self._client.chat_update(channel=where.channel, ts=where.ts, text=message.text, blocks=list(message.blocks))

    def upload(self, channel: str, note: object, marker: str) -> Sent:
        """Upload the file of a note unless an earlier try has, then post its sentence with the marker.

        Files carry no metadata, so the marker is in the file's name; people read its title.
        """
        with _before_the_request():
            name, content = file_of(note)
            render(note)
        marked = f"{PurePath(name).stem}-{marker}{PurePath(name).suffix}"
        if not self._is_shared(channel, marked):
            with ended():
                self._client.files_upload_v2(channel=channel, filename=marked, title=name, content=content)
        return self.post(channel, note, marker)

    def _is_shared(self, channel: str, name: str) -> bool:
        """Whether a file of this name is among the latest messages; no, where we may not look."""
        try:
            with ended():
                page = self._client.conversations_history(channel=channel, limit=PAGE)
        except (Refused, LockedOut):
            return False
        return any(file.get("name") == name for message in page["messages"] for file in message.get("files") or ())

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        """Look through the channel's history for the marker."""
        with ended():
            history, oldest = self._client.conversations_history, f"{since.timestamp():.6f}"
            for page in pages(history, channel=channel, oldest=oldest, include_all_metadata=True, limit=PAGE):
                for message in page["messages"]:
                    if message.get("metadata", {}).get("event_payload", {}).get("id") == marker:
                        return Sent(channel, message["ts"])
        return None


def _rendered(note: object) -> Rendered:
    with _before_the_request():
        return render(note)


@contextmanager
def _before_the_request() -> Iterator[None]:
    """Say of a fault in it that nothing has been sent."""
    try:
        yield
    except Exception as error:
        raise NotSent(type(error).__name__) from error


def _metadata(marker: str) -> dict[str, Any]:
    return {"event_type": MARKER, "event_payload": {"id": marker}}
