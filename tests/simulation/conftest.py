"""One database in memory for all runs of a test process, and no log lines for each of a million steps."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from tests.simulation.memory import Memory


@pytest.fixture(autouse=True)
def no_logs() -> Iterator[None]:
    """A run tells what happened by its own trace."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def memory() -> Iterator[Memory]:
    """The database."""
    made = Memory()
    yield made
    made.close()
