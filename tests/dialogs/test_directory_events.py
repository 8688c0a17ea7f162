"""What the workspace tells about its people is kept before Slack hears so: nothing is lost, nothing done twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.app import Mentor, build_app
from bot.cli.doctor import MANIFEST
from bot.cli.local import tokens_of
from bot.domain.base.errors import StoreDown
from bot.domain.base.ids import UserId
from bot.domain.people.person import WorkspaceMembership
from bot.ops.clock import MovableClock
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedChannel
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from bot.slack.http_mode import HttpMode
from bot.slack.socket_mode import SocketMode
from store.base.engine import new_engine
from store.database import SqlStore, SqlTransaction
from tests.dialogs.conftest import sign_up
from tests.support.asks import QUESTION, SKILL, asks
from tests.support.databases import Databases
from tests.support.dialogs import Seat
from tests.support.running import MONDAY, syncs, ticks
from tests.support.workspace import ADA, BEN, GENERAL, TEAM, person

ACK_SECONDS = 2


class Faltering(SqlStore):
    """A database whose next writes fail: before they take effect, or after that, with nobody left to say so."""

    before = after = 0

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        with super().write() as tx:
            yield tx
            if self.before:
                self.before -= 1
                raise StoreDown("gone before the commit")
        if self.after:
            self.after -= 1
            raise StoreDown("gone after the commit")


@pytest.fixture
def workspace() -> Workspace:
    rooms = [SeedChannel(GENERAL, "general", "", [one.id for one in TEAM])]
    manifest, clock = Manifest.read(MANIFEST), MovableClock(MONDAY)
    return Workspace(TEAM, rooms, manifest, clock, ack_seconds=ACK_SECONDS, retry_delays=(0, 0, 0))


@pytest.fixture
def store(databases: Databases) -> Iterator[Faltering]:
    with databases.fresh("sqlite") as url:
        made = Faltering(new_engine(url))
        yield made
        made.close()


@pytest.fixture(params=["socket mode", "http"])
def mentor(request: pytest.FixtureRequest, workspace: Workspace, store: Faltering) -> Iterator[Mentor]:
    """Mentor, reached either way."""
    running = start(workspace)
    settings = Settings(_env_file=None).model_copy(update=tokens_of(workspace, running) | {"mentor_http_port": 0})
    made = build_app(settings, clock=workspace.clock, store=store)
    syncs(made)
    door: SocketMode | HttpMode = made.socket_mode() if request.param == "socket mode" else made.http_mode()
    door.connect()
    if isinstance(door, HttpMode):
        workspace.deliver_by_http(door.url)
    else:
        workspace.wait_for_connection()
    yield made
    door.close()
    made.app.listener_runner.listener_executor.shutdown(wait=True)
    running.stop()


def standing(store: SqlStore, user_id: str) -> WorkspaceMembership | None:
    with store.read() as tx:
        found = tx.people.get(UserId(user_id))
    return found.standing if found else None


@pytest.mark.parametrize("when", ["before", "after"])
def test_who_leaves_while_the_database_falters_is_gone_once(
    workspace: Workspace, store: Faltering, mentor: Mentor, when: str
) -> None:
    """The second delivery finds the first undone, or done."""
    ada, ben = Seat(workspace, ADA), Seat(workspace, BEN)
    sign_up(ben, SKILL)
    sign_up(ada, "SQL")
    asks(ada)
    ticks(mentor)
    ben.presses("I can help", ben.sees(QUESTION))
    ben.sees("You said yes")
    setattr(store, when, 1)
    workspace.deactivate(BEN)
    workspace.wait_for(lambda: standing(store, BEN) is WorkspaceMembership.DEACTIVATED and not getattr(store, when))
    ticks(mentor)
    ada.sees("Ben", "is no longer")
    assert len([text for text in ada.reads() if "is no longer" in text]) == 1


def test_somebody_new_is_known_though_the_first_word_of_them_was_lost(
    workspace: Workspace, store: Faltering, mentor: Mentor
) -> None:
    store.before = 2
    workspace.add_user(person(9))
    workspace.wait_for(lambda: standing(store, person(9).id) is WorkspaceMembership.MEMBER)
    assert store.before == 0
