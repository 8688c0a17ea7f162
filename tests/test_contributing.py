"""CONTRIBUTING.md is true: the files it names exist, and each word of its glossary has its name in the code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, WINGS, modules

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WORDS = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$", TEXT, re.M)
PATHS = sorted(
    path for path in set(re.findall(r"`([^`\s]+)`", TEXT)) if "/" in path or Path(path).suffix in {".py", ".md"}
)


def places(path: str) -> list[Path]:
    """What a path names; `<wing>` stands for any wing."""
    return [ROOT / path.replace("<wing>", wing) for wing in WINGS]


@pytest.mark.parametrize("path", PATHS)
def test_every_file_named_is_there(path: str) -> None:
    assert any(place.exists() for place in places(path))


def names(path: Path) -> Iterator[str]:
    """Classes, functions and constants of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def test_every_word_has_its_name_in_the_code() -> None:
    known = {name for _, path in modules() for name in names(path)}
    assert len(WORDS) >= 40
    assert {named for _, _, where in WORDS for named in re.findall(r"`(\w+)`", where)} - known == set()
    assert [word for word, _, where in WORDS if "`" not in where] == []


def test_every_word_stands_once_in_its_place() -> None:
    for column in (0, 2):
        assert [one for one, times in Counter(row[column] for row in WORDS).items() if times > 1] == []
