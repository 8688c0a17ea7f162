"""The README is true: its commands exist, and its tables say what the code has."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.settings import Settings
from handlers import registered
from handlers.base.commands import OnCommand

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def first_cells(table: str) -> set[str]:
    return {word for row in re.findall(r"^\| (.+?) \|", table, re.M) for word in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{file.name}" for file in DOCS)])
def test_every_make_target_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"(?:`|^|&& )make ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.M))
    assert named <= targets


def test_the_command_line_table_is_the_command_line() -> None:
    named = {words.split()[1] for words in first_cells(section("On the command line")) if words.startswith("mentor ")}
    assert named == set(get_command(cli).commands)  # type: ignore[attr-defined]


def test_the_table_of_slack_commands_is_the_router() -> None:
    named = {([*words.split(), "hub"])[1] for words in first_cells(section("Commands in Slack"))}
    answered = {each.name for each in registered() if isinstance(each, OnCommand)}
    assert named == answered


def test_the_table_of_settings_is_the_settings() -> None:
    named = {word for word in first_cells(section("Settings")) if word.isupper()}
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_every_file_linked_is_there(path: str) -> None:
    assert (ROOT / path).exists()
