"""What docs/running.md tells to type, set and look at is there."""

import re
from pathlib import Path

from typer.main import get_command

from bot.__main__ import cli
from bot.ops.metrics import Metrics, Present
from bot.settings import Settings
from bot.slack.http_mode import PATH

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "running.md").read_text("utf-8")


def test_every_command_is_one() -> None:
    named = set(re.findall(r"(?:bin/|^|`|… )mentor ([a-z]+)", TEXT, re.M))
    assert named >= {"run", "migrate", "backup", "doctor"}
    assert named <= set(get_command(cli).commands)  # type: ignore[attr-defined]


def test_every_variable_is_a_setting() -> None:
    named = set(re.findall(r"\b((?:MENTOR|SLACK|DATABASE)_[A-Z_]+)\b", TEXT))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_metric_is_counted() -> None:
    metrics = Metrics()
    metrics.show(lambda: Present({"pending": 0}, 0.0, 0.0, 0))
    metrics.answered("slash_commands", 0.1, True)
    metrics.answered("slash_commands", 0.1, False)
    metrics.called("chat.postMessage", "ratelimited", 3.0)
    metrics.job_failed("tick")
    metrics.failed("message", "offer")
    counted = {line.split()[2] for line in metrics.text().decode().splitlines() if line.startswith("# TYPE mentor_")}
    assert set(re.findall(r"`(mentor_[a-z_]+)`", TEXT)) == {name for name in counted if not name.endswith("_created")}


def test_the_path_of_slacks_requests_is_said() -> None:
    assert f"https://mentor.example.com{PATH}`" in TEXT


def test_the_files_named_are_there() -> None:
    assert (ROOT / ".env.example").exists()
    assert ".venv/run.done" in (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
