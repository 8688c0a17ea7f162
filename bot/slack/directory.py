"""The `Directory` port over Slack."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, Workplace
from bot.ports import LockedOut, RateLimited, Stopping, UnreadPerson
from bot.slack.client import ended, pages
from bot.slack.people import person_of

_LABELS = {"office": "office", "location": "office", "department": "department", "team": "department", "level": "level"}


PAGE = 200
"""People a page of users.list: Slack's recommendation."""
MEMBERS_PAGE = 1000
"""People a page of conversations.members."""


class SlackDirectory:
    """The `Directory` port: users.list in pages, custom profile fields one person at a time.

    `wait` waits so many seconds; whether this process was asked to stop.
    """

    def __init__(self, client: WebClient, wait: Callable[[float], bool]) -> None:
        self._client = client
        self._wait = wait
        self._team_id = ""

    def pages(self) -> Iterator[Sequence[Person | UnreadPerson]]:
        """Everybody, `PAGE` people at a time; waits as long as Slack asks (users.list: 20 calls a minute)."""
        team, cursor = self._team(), ""
        while True:
            page = self._page(cursor)
            yield [_read(user, team) for user in page["members"]]
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
                if self._wait(error.retry_after):
                    raise Stopping from error

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

    def is_in(self, channel: str) -> bool:
        """Whether Mentor itself is in a public channel."""
        return bool(self._client.conversations_info(channel=channel)["channel"].get("is_member"))

    def channel_members(self, channel: str) -> Sequence[UserId]:
        """Who is in a public channel, page by page (conversations.members: 100 calls a minute)."""
        found = pages(self._client.conversations_members, channel=channel, limit=MEMBERS_PAGE)
        return [UserId(user_id) for page in found for user_id in page["members"]]

    def _team(self) -> str:
        self._team_id = self._team_id or str(self._client.auth_test()["team_id"])
        return self._team_id


def _read(user: Any, team: str) -> Person | UnreadPerson:
    """One of a page; a bad one leaves the others readable."""
    try:
        return person_of(user, team)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        known = user.get("id") if isinstance(user, Mapping) else None
        return UnreadPerson(UserId(known if isinstance(known, str) else ""), error)
