"""The house keeps its rooms: who may import whom, and names that must be unique."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blocks.base import ids

ROOT = Path(__file__).parent.parent
STDLIB = sys.stdlib_module_names
OURS = {"bot", "handlers", "store", "prompts"}

WINGS = ("base", "delivery", "people", "asks", "mentorships", "programs", "across")
"""What a file is about, lowest first: a wing may use those before it, never those after."""
WINGED = ("bot.domain", "bot.ports", "bot.services", "bot.blocks", "handlers", "store")
"""Rooms that are divided into wings. What stands in such a room beside the wings serves all of them."""
SAME_AS = {"matching": "programs"}
"""Matching is a wing of the domain of its own; the other rooms use it from `programs` on."""

WIRING = {"bot.app", "bot.cli", "bot.__main__"}
"""What sees every room."""

ALLOWED: dict[str, set[str]] = {
    "bot.domain": {"bot.domain"},
    "bot.ports": {"bot.ports", "bot.domain"},
    "bot.services": {"bot.services", "bot.domain", "bot.ports", "structlog"},
    "bot.blocks": {"bot.blocks", "bot.domain", "slack_sdk.models", "babel", "icalendar", "prompts"},
    "handlers": {
        *{"handlers", "bot.services", "bot.blocks", "bot.domain", "slack_bolt", "slack_sdk.errors", "slack_sdk.web"},
        *{"structlog", "rapidfuzz", "bot.content", "bot.slack.people"},
    },
    "store": {"store", "bot.domain", "bot.ports", "sqlmodel", "sqlalchemy", "alembic", "structlog", "psycopg"},
    "bot.slack": {
        *{"bot.slack", "bot.domain", "bot.ports", "bot.blocks", "bot.ops.metrics", "bot.ops.serving"},
        *{"slack_sdk", "slack_bolt", "websockets", "starlette", "structlog"},
    },
    "bot.ops": {
        "bot.ops",
        "bot.domain",
        "bot.ports",
        "bot.slack.calls",
        "slack_sdk",
        "starlette",
        "uvicorn",
        "structlog",
    },
    "bot.ops.jobs": {
        "bot.ports",
        "bot.domain.base.errors",
        "bot.ops.jumps",
        "apscheduler",
        "structlog",
    },
    "bot.ops.schedule": {"bot.ops.jobs", "bot.services", "bot.ports", "bot.domain.matching.solving"},
    "bot.ops.metrics": {"prometheus_client"},
    "bot.content": {"bot.domain", "bot.ports", "prompts", "pydantic", "yaml", "dateparser", "holidays"},
    "bot.solver": {"bot.domain", "ortools", "rustworkx", "numpy"},
    "bot.settings": {"pydantic", "pydantic_settings", "sqlalchemy.engine", "sqlalchemy.exc"},
    "bot.sandbox": {
        *{"bot.sandbox", "slack_sdk", "starlette", "uvicorn", "websockets", "jinja2", "markupsafe", "emoji", "yaml"},
        "python_multipart",
    },
    "prompts": set(),
}
"""Room → what it may import beside the standard library. A module belongs to the longest name that fits."""

KEEPERS = {
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "sqlalchemy": {"store", "bot.settings", "bot.__main__", "bot.cli"},
    "apscheduler": {"bot.ops.jobs"},
    "prometheus_client": {"bot.ops.metrics"},
    "babel": {"bot.blocks.base.language"},
    "dateparser": {"bot.content.dates"},
    "ortools": {"bot.solver"},
    "rustworkx": {"bot.solver"},
}
"""Libraries that only one room may import."""


def modules() -> Iterator[tuple[str, Path]]:
    for top in sorted(OURS):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def room_of(module: str) -> str:
    fitting = [room for room in ALLOWED if within(module, room)]
    assert fitting, f"{module} stands in no room of the table"
    return max(fitting, key=len)


def trespasses(module: str, path: Path) -> list[str]:
    if module == "bot" or any(within(module, seer) for seer in WIRING):
        return []
    allowed = ALLOWED[room_of(module)]
    return [
        f"{module} imports {name}"
        for name in imports(path)
        if name.split(".")[0] not in STDLIB and not any(within(name, room) for room in allowed)
    ]


def wing_of(name: str) -> str:
    """The wing of a module; empty where it stands beside the wings."""
    room = next((room for room in WINGED if within(name, room) and name != room), None)
    wing = name.removeprefix(f"{room}.").split(".")[0] if room else ""
    return SAME_AS.get(wing, wing) if wing in (*WINGS, *SAME_AS) else ""


def climbs(module: str, path: Path) -> list[str]:
    """Imports of a wing that stands above the module's own."""
    own = wing_of(module)
    if not own:
        return []
    return sorted(
        f"{module} imports {name}"
        for name in imported_names(path)
        if (wing := wing_of(name)) and WINGS.index(wing) > WINGS.index(own)
    )


def imported_names(path: Path) -> set[str]:
    """Modules that a file imports, also as `from package import module`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            packages = {name for name in inner if is_module(name)}
            found |= packages | ({node.module} if len(packages) < len(inner) else set())
    return found


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def test_a_wing_uses_only_those_before_it() -> None:
    found = [line for module, path in modules() for line in climbs(module, path)]
    assert found == []


@pytest.mark.parametrize(
    ("module", "source", "climbing"),
    [
        ("bot.services.asks.x", "from bot.services.programs import rounds", True),
        ("bot.services.programs.x", "from bot.services.asks import asking", False),
        ("bot.domain.base.x", "from bot.domain.people.person import Person", True),
        ("bot.domain.people.x", "from bot.domain.base.ids import UserId", False),
        ("bot.domain.mentorships.x", "from bot.domain.matching.values import Match", True),
        ("bot.services.programs.x", "from bot.domain.matching.values import Match", False),
    ],
)
def test_an_arrow_against_the_order_is_found(module: str, source: str, climbing: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(source)
    assert bool(climbs(module, path)) == climbing


def test_every_file_of_a_room_with_wings_stands_in_one() -> None:
    """But for the few that serve all wings of their room."""
    beside = {
        *{"bot.services.context", "bot.ports.outside", "bot.ports.transaction", "store.database", "store.migrate"},
        *{"store.copy", "store.schema"},
    }
    loose = {
        module
        for module, path in modules()
        for room in WINGED
        if within(module, room) and module != room and not wing_of(module) and path.stem != "__init__"
    }
    assert {name for name in loose if not within(name, "store.migrations")} == beside


def test_every_room_imports_only_what_it_may() -> None:
    assert [line for module, path in modules() for line in trespasses(module, path)] == []


def test_kept_libraries_are_imported_by_their_keeper_alone() -> None:
    found = [
        f"{module} imports {name}"
        for module, path in modules()
        for name in imports(path)
        for library, keepers in KEEPERS.items()
        if within(name, library) and not any(within(module, keeper) for keeper in keepers)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("module", "source"),
    [("bot.domain.x", "import httpx2"), ("handlers.x", "import sqlalchemy"), ("bot.sandbox.x", "from bot import app")],
)
def test_a_trespass_is_found(module: str, source: str, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(source)
    assert trespasses(module, path)


def test_the_domain_has_no_clock_and_no_unseeded_chance() -> None:
    forbidden = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "random.random", "uuid.uuid4"}
    found = [
        f"{module}:{node.lineno}"
        for module, path in modules()
        if within(module, "bot.domain")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in forbidden
    ]
    assert found == []


def test_action_and_callback_ids_are_unique() -> None:
    names = {name: value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
    assert len(set(names.values())) == len(names)


def classes(path: Path) -> Iterator[str]:
    return (node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef))


def test_no_class_name_is_used_twice() -> None:
    """But for the sandbox, which stands for Slack and shares no word with Mentor."""
    counted = Counter(name for module, path in modules() if not within(module, "bot.sandbox") for name in classes(path))
    assert {name for name, times in counted.items() if times > 1} == set()


def mentioned(path: Path) -> Iterator[str]:
    """Names that a module uses; a string that is a name may stand for one (`getattr`)."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).split("[")[0] for base in node.bases}


def offered(path: Path) -> Iterator[str]:
    """Functions and methods that somebody in the house has to call: without what a library calls by itself."""
    tree = ast.parse(path.read_text("utf-8"))
    called_by_others = {
        method
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and not {ast.unparse(base).split("[")[0] for base in node.bases} <= NOT_CALLING
        for method in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not node.decorator_list and node not in called_by_others:
            yield node.name


NOT_CALLING = {"Protocol", "Generic", "Exception", "StrEnum"}
"""Bases that call none of a class's own methods."""


def test_no_function_is_there_for_tests_alone() -> None:
    product = [path for module, path in modules() if not within(module, "bot.sandbox") and "migrations" not in module]
    used = {name for path in product for name in mentioned(path)}
    found = {name for path in product for name in offered(path) if not name.startswith("__")}
    assert found - used == set()
