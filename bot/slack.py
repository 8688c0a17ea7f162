"""The ports toward Slack: `SlackDirectory` and `SlackMessenger` over the SDK's client."""

import http.client
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from json import JSONDecodeError
from pathlib import PurePath
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.blocks.notes import file_of, render
from bot.domain.notes import Note
from bot.domain.people import Person, UserId, Workplace
from bot.ports import LockedOut, RateLimited, Refused, Sent, Unclear
from bot.slack_people import person_of

TIMEOUT_SECONDS = 10
PAGE = 200
"""People a page of users.list: Slack's recommendation."""
MEMBERS_PAGE = 1000
"""People a page of conversations.members."""
MARKER = "mentor_message"
"""Event type of the metadata that carries a message's id."""
_LOCKED_OUT = {"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed", "missing_scope"}
_LOST = (SlackClientError, URLError, TimeoutError, ConnectionError, http.client.HTTPException, JSONDecodeError)
"""How a request ends whose answer never came, or came in part."""
_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_LABELS = {"office": "office", "location": "office", "department": "department", "team": "department", "level": "level"}


def new_client(token: str, api_url: str) -> WebClient:
    """A client without retries of its own: the SDK's would post twice when a reply is lost."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class SlackDirectory:
    """The `Directory` port: users.list in pages, custom profile fields one person at a time."""

    def __init__(self, client: WebClient, wait: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._wait = wait
        self._team_id = ""

    def pages(self) -> Iterator[Sequence[Person]]:
        """Everybody, `PAGE` people at a time; waits as long as Slack asks (users.list: 20 calls a minute)."""
        team, cursor = self._team(), ""
        while True:
            page = self._page(cursor)
            yield [person_of(user, team) for user in page["members"]]
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def _page(self, cursor: str) -> SlackResponse:
        while True:
            try:
                with ended():
                    return self._client.users_list(limit=PAGE, cursor=cursor or None)
            except LockedOut:
                raise
            except RateLimited as error:
                self._wait(error.retry_after)

    def person(self, user_id: UserId) -> Person:
        """One person, asked for right now."""
        return person_of(self._client.users_info(user=user_id)["user"], self._team())

    def workplace(self, user_id: UserId) -> Workplace:
        """What the custom fields labelled Office (or Location), Department (or Team), Level and Manager say."""
        profile = self._client.users_profile_get(user=user_id, include_labels=True)["profile"]
        found: dict[str, str] = {}
        manager: UserId | None = None
        for field in (profile.get("fields") or {}).values():
            label = str(field.get("label", "")).strip().lower()
            if label == "manager" and field.get("value"):
                manager = UserId(field["value"].split(",")[0])
            elif label in _LABELS:
                found.setdefault(_LABELS[label], field.get("value", ""))
        return Workplace(manager=manager, **found)

    def channel_members(self, channel: str) -> Sequence[UserId]:
        """Who is in a public channel, page by page (conversations.members: 100 calls a minute)."""
        pages = self._client.conversations_members(channel=channel, limit=MEMBERS_PAGE)
        return [UserId(user_id) for page in pages for user_id in page["members"]]

    def _team(self) -> str:
        self._team_id = self._team_id or str(self._client.auth_test()["team_id"])
        return self._team_id


class SlackMessenger:
    """The `Messenger` port. Never retries; says what is known about how a request ended."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open_group(self, users: Sequence[UserId]) -> str:
        """The group DM of the bot with these people."""
        with ended():
            return str(self._client.conversations_open(users=list(users))["channel"]["id"])

    def post(self, to: str, note: Note, marker: str, thread_ts: str = "") -> Sent:
        """Post a note; a user id opens their DM."""
        message = render(note)
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

    def edit(self, where: Sent, note: Note) -> None:
        """Replace a message in place."""
        message = render(note)
        with ended():
            self._client.chat_update(channel=where.channel, ts=where.ts, text=message.text, blocks=list(message.blocks))

    def upload(self, channel: str, note: Note, marker: str) -> Sent:
        """Upload the file of a note unless an earlier try has, then post its sentence with the marker.

        Files carry no metadata, so the marker is in the file's name; people read its title.
        """
        name, content = file_of(note)
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
            pages = self._client.conversations_history(
                channel=channel, oldest=f"{since.timestamp():.6f}", include_all_metadata=True, limit=200
            )
            for page in pages:
                for message in page["messages"]:
                    if message.get("metadata", {}).get("event_payload", {}).get("id") == marker:
                        return Sent(channel, message["ts"])
        return None

    def whisper(self, channel: str, user: UserId, text: str) -> None:
        """An ephemeral line to one person."""
        with ended():
            self._client.chat_postEphemeral(channel=channel, user=user, text=text)


def _metadata(marker: str) -> dict[str, Any]:
    return {"event_type": MARKER, "event_payload": {"id": marker}}


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
        (status == 429 or code in {"ratelimited", "rate_limited"}, lambda: RateLimited(_retry_after(response))),
        (status >= 500 or code in _PASSING, lambda: Unclear(code or str(status))),
        (code in _LOCKED_OUT, lambda: LockedOut(code)),
    ]
    return next((make() for holds, make in kinds if holds), Refused(code))


def _retry_after(response: Any) -> float:
    headers = {name.lower(): value for name, value in getattr(response, "headers", {}).items()}
    return float(headers.get("retry-after", 30))
