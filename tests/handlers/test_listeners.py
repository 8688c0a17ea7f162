"""Every listener takes one argument, and whoever changes something through it sees it on their Home tab."""

import ast
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web import WebClient

from bot.domain.base.ids import UserId
from bot.domain.base.references import encode
from bot.ops.clock import SystemClock
from bot.services.context import Context
from handlers import registered
from handlers.base import commands
from handlers.base.commands import OnCommand
from handlers.base.listeners import House, Listener, OnEvent, OnForm, OnPress, OnShortcut, OnTyping
from tests.support.references import sample

ROOT = Path(__file__).parent.parent.parent
BEN = {"id": "U0BEN"}
ALL = registered()
SYNCHRONOUS: dict[str, Any] = {"request_verification_enabled": False, "process_before_response": True}
LISTENERS = [each for each in ALL if not isinstance(each, OnEvent)]


class Watched(House):
    """Remembers whose Home tab was to be drawn."""

    drawn: ClassVar[list[str]] = []

    def draw(self, client: WebClient, user: UserId) -> None:
        """Draw nothing."""
        self.drawn.append(user)


class NoStore:
    """A store in which nothing is kept."""

    @contextmanager
    def write(self) -> Iterator[Any]:
        yield None

    read = write


def name_of(listener: Any) -> str:
    kind = type(listener).__name__
    return f"{kind}-{getattr(listener, 'name', '') or getattr(listener, 'action_id', '') or listener.callback_id}"


def body_for(listener: Any) -> dict[str, Any]:
    common = {"user": BEN, "user_id": "U0BEN", "team": {"id": "T1"}, "trigger_id": "1.2.a"}
    match listener:
        case OnPress():
            action = {
                "type": "button",
                "action_id": listener.action_id,
                "block_id": "b",
                "value": encode(sample(listener.about)),
            }
            return common | {"type": "block_actions", "actions": [action], "container": {}}
        case OnTyping():
            given = {"action_id": listener.action_id, "block_id": "b", "value": "x"}
            return common | {"type": "block_suggestion", "view": view(encode(sample(listener.about)))} | given
        case OnForm():
            filled = view(encode(sample(listener.about))) | {"callback_id": listener.callback_id}
            return common | {"type": "view_submission", "view": filled}
        case OnShortcut():
            message = {"text": "hello", "user": "U0ADA"}
            return common | {"type": "message_action", "callback_id": listener.callback_id, "message": message}
        case OnCommand():
            return common | {"command": commands.COMMAND, "text": listener.name}
        case OnEvent():
            event = {"type": listener.name, "user": "U0BEN"}
            return {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": event}
    raise TypeError(f"what is {listener}?")


def view(metadata: str) -> dict[str, Any]:
    values: dict[str, Any] = {"state": {"values": {}}, "blocks": []}
    return {"id": "V1", "hash": "h", "type": "modal", "private_metadata": metadata} | values


def drawn_by(listener: Any, what: Any) -> list[str]:
    """Whose Home tab is drawn when a listener is called and does this with its argument."""
    Watched.drawn.clear()
    app = App(authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1"), **SYNCHRONOUS)
    nothing: Any = None
    ctx = Context(NoStore(), SystemClock(), nothing, lambda: "id", consequences=nothing)
    house = Watched(ctx, lambda *_: {})
    probe = replace(listener, run=what)
    if isinstance(listener, OnCommand):
        commands.listen(app, house, commands.table([probe]))
    else:
        probe.listen(app, house)
    response = app.dispatch(BoltRequest(body=body_for(listener), mode="socket_mode"))
    assert response.status == 200
    return list(Watched.drawn)


def writes(given: Any) -> list[dict[str, Any]]:
    with given.ctx.store.write():
        pass
    return []


def reads(given: Any) -> list[dict[str, Any]]:
    with given.ctx.store.read():
        pass
    return []


@pytest.mark.parametrize("listener", LISTENERS, ids=name_of)
def test_whoever_changes_something_sees_it_on_their_home_tab_once(listener: Listener | OnCommand) -> None:
    assert drawn_by(listener, writes) == ["U0BEN"]
    assert drawn_by(listener, reads) == []


@pytest.mark.parametrize("listener", [each for each in ALL if isinstance(each, OnEvent)], ids=name_of)
def test_an_event_says_whose_home_tab_changes(listener: OnEvent) -> None:
    assert drawn_by(listener, lambda _: UserId("U0ADA")) == ["U0ADA"]
    assert drawn_by(listener, lambda _: None) == []


@pytest.mark.parametrize("listener", ALL, ids=name_of)
def test_every_listener_takes_one_argument(listener: Any) -> None:
    assert len(inspect.signature(listener.run).parameters) == 1


def test_nothing_is_registered_twice() -> None:
    assert len({name_of(each) for each in ALL}) == len(ALL)


def wings() -> list[Path]:
    return [path for path in (ROOT / "handlers").rglob("*.py") if path.parent.name not in {"base", "handlers"}]


def test_only_the_base_speaks_with_bolt_and_with_slack() -> None:
    assert len(wings()) > 20
    calls = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in wings()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in [getattr(node, "module", None) or node.names[0].name]
        if name.split(".")[0] == "slack_bolt" or name.startswith("slack_sdk.web")
    ]
    assert calls == []


def test_no_handler_takes_a_reference_apart() -> None:
    apart = {"partition", "split", "rpartition", "rsplit", "loads"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in wings()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in apart and (node.args or node.func.attr == "loads")
    ]
    assert found == []


def test_handlers_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in wings()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 17
    ]
    assert long == []
