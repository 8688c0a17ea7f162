"""The directory over Slack: page by page, at the pace that Slack asks for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.cli.doctor import MANIFEST
from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, WorkspaceMembership
from bot.ops.clock import MovableClock
from bot.ports import UnreadPerson
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedUser
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.slack.client import new_client
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import PAGE

CROWD = 5_000


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def workspace(clock: MovableClock) -> Workspace:
    """A workspace that keeps Slack's rate limits."""
    people = [SeedUser(f"U{number:010d}", f"p{number}", f"Person {number}") for number in range(CROWD)]
    fields = {"Location": "Lisbon", "Team": "Sales", "Level": "Senior", "Manager": "U0000000001"}
    special = [
        SeedUser("U0GUEST0001", "guest", "A Guest", is_restricted=True),
        SeedUser("U0GONE00001", "gone", "Gone", deleted=True),
        SeedUser("U0STRANGE01", "stranger", "From Elsewhere", is_stranger=True),
        SeedUser("U0FIELDS001", "fields", "With Fields", tz="Asia/Kolkata", title="Lead", fields=fields),
    ]
    return Workspace([*people, *special], [], Manifest.read(MANIFEST), clock, rate_limits=True)


@pytest.fixture
def directory(workspace: Workspace, clock: MovableClock) -> Iterator[SlackDirectory]:
    running = start(workspace)
    client = new_client(workspace.bot_token, running.api_url)

    def wait(seconds: float) -> bool:
        clock.advance(timedelta(seconds=seconds))
        return False

    yield SlackDirectory(client, wait)
    running.stop()


def test_everybody_is_read_in_pages_within_slacks_limits(
    workspace: Workspace, directory: SlackDirectory, clock: MovableClock
) -> None:
    begin = clock.now()
    pages = list(directory.pages())
    assert max(len(page) for page in pages) <= PAGE
    found = {person.user_id for page in pages for person in page}
    assert {f"U{number:010d}" for number in range(CROWD)} <= found
    refused = [call for call in workspace.calls if call.response.get("error") == "ratelimited"]
    assert refused, "the limit was met, and waited for"
    assert clock.now() - begin >= timedelta(minutes=1)


def test_one_bad_record_leaves_the_others_of_its_page_readable(workspace: Workspace) -> None:
    """Somebody's profile is no profile, somebody is nothing at all, and somebody says nearly nothing."""
    bad = [{"id": "U0ODD000001", "profile": 7}, None, {"id": "U0BARE00001", "profile": {"title": None}}]

    class Odd(WebClient):
        def users_list(self, **given: Any) -> SlackResponse:
            page = super().users_list(**given)
            page["members"].extend(bad)
            return page

    running = start(workspace)
    client = Odd(workspace.bot_token, running.api_url, retry_handlers=[])
    odd = SlackDirectory(client, lambda _seconds: False)
    page = next(odd.pages())
    running.stop()
    assert [one.user_id for one in page if isinstance(one, UnreadPerson)] == ["U0ODD000001", ""]
    assert len([one for one in page if isinstance(one, Person)]) == PAGE + 1
    assert page[-1] == Person(UserId("U0BARE00001"), "U0BARE00001")


def test_who_may_take_part_is_read_from_slacks_flags(directory: SlackDirectory) -> None:
    found = {
        person.user_id: person.standing for page in directory.pages() for person in page if isinstance(person, Person)
    }
    assert found[UserId("U0000000001")] is WorkspaceMembership.MEMBER
    assert found[UserId("U0GUEST0001")] is WorkspaceMembership.GUEST
    assert found[UserId("U0GONE00001")] is WorkspaceMembership.DEACTIVATED
    assert found[UserId("U0STRANGE01")] is WorkspaceMembership.EXTERNAL
    assert found[UserId("USLACKBOT")] is WorkspaceMembership.BOT


def test_the_workplace_comes_from_fields_by_their_labels(directory: SlackDirectory) -> None:
    person, workplace = directory.person(UserId("U0FIELDS001")), directory.workplace(UserId("U0FIELDS001"))
    assert (person.zone, person.title) == ("Asia/Kolkata", "Lead")
    assert (workplace.office, workplace.department, workplace.level) == ("Lisbon", "Sales", "Senior")
    assert workplace.manager == "U0000000001"
