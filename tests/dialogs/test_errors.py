"""What a person reads when Mentor's own house is not in order."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.domain.asks.ask import AskDraft
from bot.domain.base.ids import UserId
from bot.sandbox.seed import SeedChannel
from bot.services.asks.asking import create_ask
from store.base.engine import new_engine
from tests.dialogs.conftest import PEOPLE, sign_up
from tests.support.databases import Databases
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor, start_mentor
from tests.support.team import skills_of
from tests.support.workspace import BEN, GENERAL


@pytest.fixture
def on_postgres(databases: Databases) -> Iterator[RunningMentor]:
    with databases.fresh("postgres") as url:
        running = start_mentor(
            new_engine(url), PEOPLE, [SeedChannel(GENERAL, "general", "", [one.id for one in PEOPLE])]
        )
        yield running
        running.stop()


def shut(databases: Databases, url: str, *, closed: bool) -> None:
    """Lets the database refuse all connections, as when it is down; or take them again."""
    name = make_url(url).database
    with psycopg.connect(databases.server.get_uri(), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(not closed).lower()}".encode())
        if closed:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_while_the_database_is_away_nothing_typed_is_lost(databases: Databases, on_postgres: RunningMentor) -> None:
    ben, url = Seat(on_postgres.workspace, BEN), on_postgres.mentor.settings.database_url
    ben.types("/mentor signup")
    ben.sees_modal("Sign up with Mentor")
    ben.chooses("offers", "Python")
    shut(databases, url, closed=True)
    refused = ben.submits().errors
    assert refused == {
        "offers": "I could not do that: the database is not answering. Nothing is lost; please press again in a minute."
    }
    ben.types("/mentor")
    ben.sees("the database is not answering", ephemeral=True)
    shut(databases, url, closed=False)
    assert ben.submits().ok
    ben.sees_modal("You are in.")


def test_an_unforeseen_failure_is_a_sentence_without_its_cause(mentor: RunningMentor) -> None:
    ben = Seat(mentor.workspace, BEN)
    mentor.workspace.faults.refuse("views.open", "internal_error")
    ben.types("/mentor signup")
    ben.sees("Something went wrong on my side.", "Nothing you typed is lost", ephemeral=True)
    assert not any("internal_error" in words for words in ben.reads())


def test_a_home_tab_that_cannot_be_drawn_spoils_nothing(mentor: RunningMentor) -> None:
    ben = Seat(mentor.workspace, BEN)
    mentor.workspace.faults.refuse("views.publish", "internal_error", times=None)
    sign_up(ben, "Python")
    ben.types("/mentor")
    ben.sees("You help with Python.")


def test_nor_does_one_that_cannot_be_put_together(mentor: RunningMentor) -> None:
    ben = Seat(mentor.workspace, BEN)
    sign_up(ben, "Python")
    create_ask(mentor.mentor.context, UserId(BEN), AskDraft("How do I learn SQL?", skills_of(["SQL"])), "view")
    with mentor.store.engine.begin() as connection:
        connection.execute(text("UPDATE ask SET urgency = 'no such word'"))
    ben.types("/mentor pause")
    ben.presses("Pause", on=ben.sees("Nothing from me until you come back."))
    ben.sees("You are out until you come back.")
    mentor.mentor.app.listener_runner.listener_executor.shutdown(wait=True)
    assert not any("went wrong" in words for words in ben.reads())
