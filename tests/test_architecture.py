"""The house keeps its rooms: who may import whom, and names that must be unique."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blocks import ids

ROOT = Path(__file__).parent.parent
STDLIB = sys.stdlib_module_names
OURS = {"bot", "handlers", "store", "prompts"}

WIRING = {"bot.app", "bot.running", "bot.local", "bot.moving", "bot.doctor", "bot.matching_run", "bot.__main__"}
"""The files that see every room."""

ALLOWED: dict[str, set[str]] = {
    "bot.domain": {"bot.domain"},
    "bot.ports": {"bot.ports", "bot.domain"},
    "bot.services": {"bot.services", "bot.domain", "bot.ports", "structlog"},
    "bot.blocks": {"bot.blocks", "bot.domain", "slack_sdk.models", "icalendar", "prompts"},
    "handlers": {
        *{"handlers", "bot.services", "bot.blocks", "bot.domain", "slack_bolt", "slack_sdk.errors", "slack_sdk.web"},
        *{"structlog", "rapidfuzz", "bot.vocabulary", "bot.dates", "bot.slack_people"},
    },
    "store": {"store", "bot.domain", "bot.ports", "sqlmodel", "sqlalchemy", "alembic", "structlog", "psycopg"},
    "bot.jobs": {"bot.services", "bot.ports", "bot.domain.errors", "bot.jumps", "apscheduler", "structlog"},
    "bot.jumps": set(),
    "bot.public_holidays": {"bot.ports", "holidays"},
    "bot.slack": {"bot.domain", "bot.ports", "bot.blocks", "bot.slack_people", "slack_sdk"},
    "bot.slack_people": {"bot.domain"},
    "bot.slack_files": {"bot.ports", "bot.slack", "slack_sdk"},
    "bot.socket_mode": {"slack_bolt", "slack_sdk", "websockets", "structlog", "bot.metrics"},
    "bot.http_mode": {"slack_bolt", "slack_sdk", "starlette", "structlog", "bot.metrics", "bot.serving"},
    "bot.serving": {"starlette", "uvicorn"},
    "bot.stopping": {"structlog"},
    "bot.gate": {"bot.domain", "bot.ports", "bot.stopping"},
    "bot.metrics": {"prometheus_client"},
    "bot.slack_calls": {"slack_sdk.http_retry"},
    "bot.health": {
        *{"bot.domain", "bot.ports", "bot.gate", "bot.jobs", "bot.metrics", "bot.slack_calls", "bot.stopping"},
        *{"slack_sdk", "starlette", "structlog"},
    },
    "bot.sandbox": {
        *{"bot.sandbox", "slack_sdk", "starlette", "uvicorn", "websockets", "jinja2", "markupsafe", "emoji", "yaml"},
        "python_multipart",
    },
    "bot.settings": {"pydantic", "pydantic_settings", "sqlalchemy.engine", "sqlalchemy.exc"},
    "bot.clock": set(),
    "bot.logs": {"structlog"},
    "bot.dates": {"bot.domain", "dateparser"},
    "bot.vocabulary": {"bot.domain", "prompts"},
    "bot.starters": {"bot.domain", "prompts"},
    "bot.solver": {"bot.domain", "ortools", "rustworkx", "numpy"},
    "bot.topics": {"bot.domain", "prompts", "yaml"},
    "prompts": set(),
}
"""Room → what it may import beside the standard library. A module belongs to the longest name that fits."""

KEEPERS = {
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "apscheduler": {"bot.jobs"},
    "prometheus_client": {"bot.metrics"},
    "openai": {"bot.llm"},
    "dateparser": {"bot.dates"},
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
    if module in WIRING or module == "bot":
        return []
    allowed = ALLOWED[room_of(module)]
    return [
        f"{module} imports {name}"
        for name in imports(path)
        if name.split(".")[0] not in STDLIB and not any(within(name, room) for room in allowed)
    ]


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
    [("bot.domain.x", "import httpx"), ("handlers.x", "import sqlalchemy"), ("bot.sandbox.x", "from bot import app")],
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
