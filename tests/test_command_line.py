"""The `mentor` command as a process: what it says, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A bare environment with these settings."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SSL_CERT_FILE"}}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | settings


def mentor(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end, in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_wrong_setting_stops_the_start_with_its_name_and_an_example(tmp_path: Path) -> None:
    ended = mentor(tmp_path, "run", SLACK_BOT_TOKEN="hello")
    assert ended.returncode == 2
    assert ended.stderr.startswith("SLACK_BOT_TOKEN should begin with xoxb-")
    assert "For example: SLACK_BOT_TOKEN=xoxb-" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_token_that_slack_cannot_be_asked_about_stops_the_start(tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    ended = mentor(tmp_path, "run", **tokens)
    assert ended.returncode == 2
    assert "SLACK_API_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_is_away_stops_the_start(tmp_path: Path) -> None:
    ended = mentor(tmp_path, "migrate", DATABASE_URL="postgresql+psycopg://mentor:secret@127.0.0.1:9/none")
    assert ended.returncode == 2
    assert "DATABASE_URL" in ended.stderr
    assert "secret" not in ended.stderr + ended.stdout


def test_migrate_brings_the_embedded_file_up_to_date(tmp_path: Path) -> None:
    ended = mentor(tmp_path, "migrate")
    assert ended.returncode == 0, ended.stderr
    assert "up to date" in ended.stdout
    assert (tmp_path / "var" / "mentor.db").exists()
    assert mentor(tmp_path, "doctor").returncode == 0


def test_doctor_ends_with_a_failure_where_something_is_wrong(tmp_path: Path) -> None:
    ended = mentor(tmp_path, "doctor")
    assert ended.returncode == 1
    assert "FAIL  database" in ended.stdout
    assert "mentor migrate" in ended.stdout


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_run_without_tokens_opens_the_local_workspace_and_stops_when_asked(
    tmp_path: Path, asked: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=environment(tmp_path, MENTOR_PORT="0", LOG_LEVEL="ERROR"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(3)]
    assert said[0].startswith("Mentor runs in a local Slack workspace, because no Slack tokens are set")
    assert re.match(r"Open http://127\.0\.0\.1:\d+", said[2])
    process.send_signal(asked)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
