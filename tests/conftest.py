"""Fixtures that all rooms may use."""

from collections.abc import Iterator

import hypothesis
import pytest
import structlog
from sqlalchemy import Engine

from tests.support.databases import Databases

# No test is judged by the clock of the machine it runs on.
hypothesis.settings.register_profile("mentor", deadline=None, database=None)
hypothesis.settings.load_profile("mentor")


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Logs in plain lines: a traceback drawn with all its locals takes longer than Slack waits."""
    plain: list[structlog.typing.Processor] = [structlog.processors.add_log_level, structlog.processors.format_exc_info]
    structlog.configure(processors=[*plain, structlog.processors.KeyValueRenderer()])


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases of both kinds; its Postgres starts when first needed."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, databases: Databases) -> Engine:
    """A migrated database without rows: one of each kind, kept and cleared; the test runs once on each.

    Whoever changes tables, or needs several databases, takes `databases.fresh`.
    """
    return databases.cleared(request.param)


@pytest.fixture
def database(engine: Engine) -> str:
    """The address of that database."""
    return engine.url.render_as_string(hide_password=False)
