"""The `mentor` command as a process: what it says, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import type_mentor

ROOT = Path(__file__).parents[2]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A bare environment with these settings."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SSL_CERT_FILE"}}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | settings


def mentor(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end, in a folder of its own."""
    return type_mentor(*words, folder=folder, environment=environment(folder, **settings))


def test_it_starts_from_nothing_as_it_does_here(tmp_path: Path) -> None:
    typed = [sys.executable, "-m", "bot", "doctor"]
    bare = subprocess.run(
        typed, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    here = mentor(tmp_path, "doctor")
    assert (bare.returncode, bare.stdout, bare.stderr) == (here.returncode, here.stdout, here.stderr)
    assert bare.returncode == 1


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


def test_a_backup_is_restored_by_copying_it_into_an_empty_database(tmp_path: Path) -> None:
    assert mentor(tmp_path, "migrate").returncode == 0
    assert "Saved to backup.db" in mentor(tmp_path, "backup", "backup.db").stdout
    restored = mentor(
        tmp_path, "migrate", "--copy-from", "sqlite:///backup.db", DATABASE_URL="sqlite:///elsewhere/mentor.db"
    )
    assert restored.returncode == 0, restored.stderr
    assert "the same on both sides, row for row" in restored.stdout
    assert (tmp_path / "elsewhere" / "mentor.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "there.txt"), "exists already"),
        (("backup", "no/such/folder/file.db"), "cannot be written"),
        (("migrate", "--copy-from", "sqlite:///none.db"), "no such database file"),
        (("migrate", "--copy-from", "mysql://x"), "sqlite:///var/mentor.db"),
        (("migrate", "--copy-from", "gibberish"), "sqlite:///var/mentor.db"),
        (("migrate", "--copy-from", "postgresql+psycopg://a:secret@127.0.0.1:9/b"), "does not answer"),
    ],
)
def test_what_cannot_be_copied_is_said_in_a_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "there.txt").write_text("mine")
    if words[0] == "backup":
        mentor(tmp_path, "migrate")
    ended = mentor(tmp_path, *words)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr + ended.stdout


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_SIGNING_SECRET"),
    ],
)
def test_http_mode_names_what_it_needs(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    ended = mentor(tmp_path, "run", "--http", **settings)
    assert ended.returncode == 2
    assert ended.stderr.startswith(named)
    assert "For example" in ended.stderr


def test_socket_mode_without_its_token_names_the_way_out(tmp_path: Path) -> None:
    ended = mentor(tmp_path, "run", SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="8f742231b10e8888")
    assert ended.returncode == 2
    assert ended.stderr.startswith("SLACK_APP_TOKEN")
    assert "--http" in ended.stderr


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
