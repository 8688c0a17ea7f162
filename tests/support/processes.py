"""The bot as it is shipped, as a process in a workspace that the test holds."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.cli.local import tokens_of
from bot.sandbox.server import RunningSandbox
from bot.sandbox.workspace import Workspace

ROOT = Path(__file__).parents[2]
KEPT = {"PATH", "HOME", "LANG", "SSL_CERT_FILE"}


@contextmanager
def bot_process(
    workspace: Workspace, running: RunningSandbox, database_url: str, **settings: str
) -> Iterator["subprocess.Popen[str]"]:
    """`mentor run`, connected to the workspace."""
    tokens = {name.upper(): value for name, value in tokens_of(workspace, running).items()}
    environment = {name: value for name, value in os.environ.items() if name in KEPT}
    environment |= {"PYTHONPATH": str(ROOT), "LOG_LEVEL": "ERROR", "MENTOR_HEALTH_PORT": "0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env=environment | tokens | {"DATABASE_URL": database_url} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        workspace.wait_for_connection(60)
        yield process
    finally:
        process.kill()
        process.communicate()
