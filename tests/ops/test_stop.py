"""SIGTERM: what has begun is finished, what was only claimed is put back, and the process goes within ten seconds."""

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.app import build_app
from bot.cli.doctor import MANIFEST
from bot.cli.local import tokens_of
from bot.content.vocabulary import built_in
from bot.domain.asks.ask import Ask, AskId, AskState
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import OutboxState
from bot.domain.people.profile_form import AboutMe
from bot.ops.clock import MovableClock
from bot.sandbox.manifest import Manifest
from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.services.asks import outgoing
from bot.services.people.profiles import sign_up
from bot.settings import Settings
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.databases import Databases
from tests.support.processes import bot_process
from tests.support.running import syncs
from tests.support.workspace import person

PAIRS = 8
PEOPLE = [person(number) for number in range(1, 2 * PAIRS + 1)]
WITHIN_SECONDS = 10


class Gone:
    """How long the process took to go."""

    def __init__(self, process: "subprocess.Popen[str]", asked: signal.Signals) -> None:
        began = time.monotonic()
        process.send_signal(asked)
        self.errors = process.communicate(timeout=30)[1]
        self.seconds = time.monotonic() - began
        self.code = process.returncode


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(PEOPLE, [], Manifest.read(MANIFEST), MovableClock(), ack_seconds=20)


@pytest.fixture
def running(workspace: Workspace) -> Iterator[RunningSandbox]:
    served = start(workspace)
    yield served
    served.stop()


@pytest.fixture
def store(databases: Databases) -> Iterator[SqlStore]:
    with databases.fresh("sqlite") as url:
        made = SqlStore(new_engine(url))
        yield made
        made.close()


def url_of(store: SqlStore) -> str:
    return store.engine.url.render_as_string()


def introductions_are_due(workspace: Workspace, running: RunningSandbox, store: SqlStore) -> None:
    """People sign up, and `PAIRS` of them have found each other."""
    settings = Settings(_env_file=None).model_copy(update=tokens_of(workspace, running))
    mentor = build_app(settings, store=store)
    syncs(mentor)
    skills = built_in().skills(["Negotiation"])
    for one in PEOPLE:
        sign_up(mentor.context, UserId(one.id), AboutMe(offers=skills, wants=skills))
    now = datetime.now(UTC)
    with store.write() as tx:
        for number in range(PAIRS):
            asker, helper = UserId(PEOPLE[2 * number].id), UserId(PEOPLE[2 * number + 1].id)
            ask = Ask(
                AskId(f"ask{number}"), asker, "How?", now, state=AskState.ACCEPTED, mentor=helper, accepted_at=now
            )
            tx.asks.save(ask)
            outgoing.put_introduction(tx, ask, now, now)


def introductions(workspace: Workspace) -> int:
    with workspace.lock:
        return sum(len(room.messages) for room in workspace.rooms if len(room.members) > 2)


def states(store: SqlStore) -> dict[OutboxState, int]:
    with store.read() as tx:
        return tx.outbox.counts()


def begun(workspace: Workspace, method: str, seconds: float) -> threading.Event:
    """Delays a method; the event is set when a call of it has begun."""
    event = threading.Event()
    workspace.faults.delay(method, seconds, times=None, where=lambda _: event.set() or True)  # type: ignore[func-returns-value]
    return event


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_what_has_begun_is_finished_and_what_was_claimed_is_put_back(
    workspace: Workspace, running: RunningSandbox, store: SqlStore, asked: signal.Signals
) -> None:
    introductions_are_due(workspace, running, store)
    sending = begun(workspace, "chat.postMessage", 1)
    with bot_process(workspace, running, url_of(store)) as process:
        assert sending.wait(30)
        gone = Gone(process, asked)
    assert (gone.code, gone.errors) == (0, "")
    assert gone.seconds < WITHIN_SECONDS
    left = states(store)
    assert left[OutboxState.SENDING] == left[OutboxState.UNKNOWN] == left[OutboxState.CANCELLED] == 0
    assert 0 < left[OutboxState.SENT] < PAIRS
    assert left[OutboxState.SENT] == introductions(workspace)


def test_a_person_gets_the_answer_to_what_they_did_before(
    workspace: Workspace, running: RunningSandbox, store: SqlStore
) -> None:
    opening = begun(workspace, "views.open", 1)
    human = workspace.human(PEOPLE[0].id)
    with bot_process(workspace, running, url_of(store)) as process:
        typing = threading.Thread(target=human.command, args=("/mentor signup",))
        typing.start()
        assert opening.wait(30)
        gone = Gone(process, signal.SIGTERM)
        typing.join()
    assert (gone.code, gone.errors) == (0, "")
    assert len(human.modals()) == 1
    assert gone.seconds < WITHIN_SECONDS


def test_a_request_that_hangs_does_not_hold_the_process(
    workspace: Workspace, running: RunningSandbox, store: SqlStore
) -> None:
    introductions_are_due(workspace, running, store)
    sending = threading.Event()
    frozen = workspace.faults.freeze("chat.postMessage", lambda _: sending.set() or True)  # type: ignore[func-returns-value]
    with bot_process(workspace, running, url_of(store)) as process:
        assert sending.wait(30)
        gone = Gone(process, signal.SIGTERM)
    frozen.release()
    assert gone.seconds < WITHIN_SECONDS
    assert gone.code == 1
    assert "did not stop in time" in gone.errors
    # The one that was being sent is looked up once its lease is over; nobody guesses.
    assert states(store)[OutboxState.SENDING] >= 1
