"""A served workspace with a Bolt app connected to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.workspace import Workspace
from tests.sandbox.example import example_workspace
from tests.support.hosting import Hosted, connected, served

Connect = Callable[[Callable[[App], None]], Hosted]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """A small workspace, served."""
    made = example_workspace()
    with served(made):
        yield made


@pytest.fixture
def api(workspace: Workspace) -> WebClient:
    """A client of its Web API with the bot's token, without retries."""
    return WebClient(workspace.bot_token, base_url=f"{workspace.base_url}/api/", retry_handlers=[])


@pytest.fixture
def connect(workspace: Workspace) -> Iterator[Connect]:
    """Connects a Bolt app whose listeners the given function adds."""
    with ExitStack() as stack:
        yield lambda listen: stack.enter_context(connected(workspace, listen))
