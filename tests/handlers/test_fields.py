"""Every field of every form is drawn, read by its handler under one name, and used by something beyond its form."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bot.domain
from bot.domain.base.fields import Field
from bot.domain.people.profile import ASKED_FOR, Format

ROOT = Path(__file__).parent.parent.parent

BECOMES: dict[str, tuple[str, ...]] = {
    # Of fields whose value goes by another name once the form is read.
    "AskField.PRIVACY": ("name_hidden",),
    "TuningField.OPEN_ASKS": ("limits", "open_asks"),
    "TuningField.PAIRS": ("limits", "pairs"),
    "BlockListField.PEOPLE": ("added",),
    "AnswerField": ("answers",),
    "RulesField.HOLDS": ("both_accept", "same_team"),
    "RulesField.AGAIN": ("again_after_weeks",),
    "ObjectiveField.OBJECTIVE": ("objective",),
    "WrapUpField.THANKS": ("thanks",),
    "ThanksField.PASS_ON": ("thanks_passed_on",),
    "RestField.UNTIL": ("paused_until",),
    "RequestField.WORDS": ("objective",),
}
ACTED_ON = {
    # Not kept, but what a service is called with.
    "FindField.WORDS": "find",
    "GiveField.MENTOR": "give",
    "UploadField.FILE": "take_file",
    "AdminField.HELP_CHANNEL": "set_help_channel",
    "WrapUpField.NEXT_STEP": "wrap_up",
}
SHOWN = {
    # Kept to be read by people.
    "GoalField.STEPS": "goal.steps",
    "GoalField.DUE_ON": "goal.due_on",
}


def kinds() -> list[type[Field]]:
    """The enumeration of each form."""
    for found in pkgutil.walk_packages(bot.domain.__path__, "bot.domain."):
        if found.name.endswith(".fields"):
            importlib.import_module(found.name)
    return [kind for kind in Field.__subclasses__() if kind.__module__.endswith(".fields")]


FIELDS = [each for kind in kinds() for each in kind]


@cache
def named_in(room: str) -> frozenset[str]:
    """What the files of a room name: `Kind.MEMBER`, and `Kind` where it is gone through as a whole."""
    found: set[str] = set()
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(f"{node.value.id}.{node.attr}")
            elif isinstance(node, ast.Call):
                found |= {f"{each.id}.*" for each in node.args if isinstance(each, ast.Name)}
    return frozenset(found)


@cache
def read_beyond_forms() -> frozenset[str]:
    """The attributes that decisions and services read: not surfaces, handlers or tables, nor the checks of a form."""
    return frozenset(
        node.attr
        for room in ("domain", "services")
        for path in (ROOT / "bot" / room).rglob("*.py")
        if path.name not in {"profile_form.py", "questions.py", "goals.py"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    )


def label(field: Field) -> str:
    return f"{type(field).__name__}.{field.name}"


def names_of(field: Field) -> Iterator[str]:
    yield label(field)
    yield f"{type(field).__name__}.*"


@pytest.mark.parametrize("field", FIELDS, ids=label)
@pytest.mark.parametrize("room", ["bot/blocks", "handlers"])
def test_every_field_is_drawn_and_read_by_its_name(field: Field, room: str) -> None:
    assert named_in(room) & set(names_of(field))


@pytest.mark.parametrize("field", FIELDS, ids=label)
def test_every_field_is_used_by_something_beyond_its_form(field: Field) -> None:
    if label(field) in ACTED_ON:
        assert any(name.endswith(f".{ACTED_ON[label(field)]}") for name in called_by_handlers())
        return
    if label(field) in SHOWN:
        assert SHOWN[label(field)] in named_in("bot/blocks")
        return
    kept_as = BECOMES.get(label(field)) or BECOMES.get(type(field).__name__) or (field.value,)
    assert set(kept_as) <= read_beyond_forms()


@cache
def called_by_handlers() -> frozenset[str]:
    """The functions that handlers call."""
    return frozenset(
        f".{ast.unparse(node.func)}".replace("..", ".")
        for path in (ROOT / "handlers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )


@pytest.mark.parametrize("format_", ASKED_FOR)
def test_every_format_that_is_asked_for_counts_somewhere(format_: Format) -> None:
    users = [
        path
        for room in ("domain", "services")
        for path in (ROOT / "bot" / room).rglob("*.py")
        if f"Format.{format_.name} in " in path.read_text("utf-8")
    ]
    assert users


def test_no_form_names_a_field_by_a_bare_word() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.value.lineno}"
        for path in (ROOT / "bot" / "blocks").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "block_id" and isinstance(node.value, ast.Constant)
        if node.value.value is not None
    ]
    assert bare == []
