"""What a person does on the page, as JSON in and a short JSON answer out."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.errors import ActionFailed, SlackError
from bot.sandbox.human import Human
from bot.sandbox.page.render.text import label_of
from bot.sandbox.seen import Json, MessageRef, ViewRef
from bot.sandbox.workspace import Workspace

Action = Callable[[str, Json], Json]

_SENTENCES = {
    "operation_timeout": "The app did not answer in time. Slack would say: please try again.",
    "dispatch_failed": "The app is not connected to this workspace, so nobody heard that.",
    "view_not_found": "This dialog is no longer open.",
    "message_not_found": "This message is gone.",
    "messages_tab_disabled": "Sending messages to this app has been turned off.",
    "restricted_action": "A guest reaches only people of their own channels.",
}


class Actions:
    """The actions of all visitors. Keeps the errors of refused submissions until the dialog is sent again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.errors: dict[str, dict[str, str]] = {}

    def by_name(self) -> list[tuple[str, Action]]:
        """Each action with the last part of its address."""
        return [
            ("say", self.say),
            ("command", self.command),
            ("act", self.act),
            ("type", self.type),
            ("submit", self.submit),
            ("close", self.close),
            ("suggest", self.suggest),
            ("shortcut", self.shortcut),
            ("global", self.global_shortcut),
            ("react", self.react),
            ("edit", self.edit),
            ("delete", self.delete),
            ("read", self.read),
            ("dm", self.dm),
        ]

    def say(self, user: str, body: Json) -> Json:
        """Writes a message."""
        return {"ts": self._human(user).say(body["channel"], body["text"], body.get("thread") or None)}

    def command(self, user: str, body: Json) -> Json:
        """Sends a slash command from where the person is."""
        self._human(user).command(body["text"], body.get("channel") or None)
        return {}

    def act(self, user: str, body: Json) -> Json:
        """Presses or chooses."""
        value = self._plain(user, body.get("kind", ""), body.get("value"))
        self._human(user).act(_where(body), body["block"], body["action"], value)
        return {}

    def type(self, user: str, body: Json) -> Json:
        """Keeps what was typed in a dialog."""
        value = self._plain(user, body.get("kind", ""), body.get("value"))
        self._human(user).type_in(body["view"], body["block"], body["action"], value)
        return {}

    def submit(self, user: str, body: Json) -> Json:
        """Sends a dialog; its errors stay with it until the next time."""
        values: dict[str, dict[str, Any]] = {}
        for field in body.get("fields", ()):
            plain = self._plain(user, field["kind"], field["value"])
            values.setdefault(field["block"], {})[field["action"]] = plain
        self.errors.pop(body["view"], None)
        result = self._human(user).submit(body["view"], values)
        if result.errors:
            self.errors[body["view"]] = result.errors
        return {"errors": result.errors}

    def close(self, user: str, body: Json) -> Json:
        """Closes a dialog, or all of them."""
        self.errors.pop(body["view"], None)
        self._human(user).close(body["view"], all_of_them=bool(body.get("all")))
        return {}

    def suggest(self, user: str, body: Json) -> Json:
        """What the app suggests while one types."""
        found = self._human(user).suggest(_where(body), body["block"], body["action"], body.get("query", ""))
        return {"options": [one for each in found for one in _flat(each)]}

    def shortcut(self, user: str, body: Json) -> Json:
        """Chooses a message shortcut."""
        self._human(user).shortcut(body["callback"], body["channel"], body["ts"])
        return {}

    def global_shortcut(self, user: str, body: Json) -> Json:
        """Chooses a global shortcut."""
        self._human(user).global_shortcut(body["callback"])
        return {}

    def react(self, user: str, body: Json) -> Json:
        """Puts an emoji under a message, or takes it back."""
        human, back = self._human(user), bool(body.get("back"))
        human.react(body["channel"], body["ts"], body["name"], take_back=back)
        return {}

    def edit(self, user: str, body: Json) -> Json:
        """Writes a message of one's own anew."""
        self._human(user).edit_message(body["channel"], body["ts"], body["text"])
        return {}

    def delete(self, user: str, body: Json) -> Json:
        """Takes a message of one's own away."""
        self._human(user).delete_message(body["channel"], body["ts"])
        return {}

    def read(self, user: str, body: Json) -> Json:
        """Marks a conversation as read."""
        self._human(user).mark_read(body["channel"])
        return {}

    def dm(self, user: str, body: Json) -> Json:
        """Opens a direct message."""
        return {"channel": self._human(user).open_dm([body["person"]])}

    def _human(self, user: str) -> Human:
        return self._workspace.human(user)

    def _plain(self, user: str, kind: str, value: Any) -> Any:
        if kind != "datetimepicker" or not value:
            return value
        # The browser's control speaks of a wall clock: this person's.
        with self._workspace.lock:
            zone = ZoneInfo(self._workspace.people_store.get(user).tz)
        return int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp())


def action_endpoint(do: Action) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """An address that carries out one action; what goes wrong is told in a sentence."""

    async def endpoint(request: Request) -> Response:
        if not _from_this_page(request):
            return JSONResponse({"ok": False, "error": "Only this workspace's own page may do that."}, 403)
        body = await request.json()
        try:
            answer = await run_in_threadpool(do, request.path_params["user"], body)
        except ActionFailed as failed:
            return JSONResponse({"ok": False, "error": _sentence(failed)})
        except SlackError as refused:
            return JSONResponse({"ok": False, "error": f"Slack would refuse that: {refused.code}."})
        return JSONResponse({"ok": True, **answer})

    return endpoint


def _from_this_page(request: Request) -> bool:
    # Another site in the same browser could post here; it can neither send JSON unasked nor hide its origin.
    origin = request.headers.get("origin")
    same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    return same and request.headers.get("content-type", "").startswith("application/json")


def _where(body: Json) -> MessageRef | ViewRef:
    if body.get("view"):
        return ViewRef(body["view"])
    return MessageRef(body["channel"], body["ts"])


def _flat(found: Json) -> list[dict[str, str]]:
    if "options" in found:
        group = label_of(found.get("label"))
        return [one | {"group": group} for option in found["options"] for one in _flat(option)]
    shown = {"value": str(found.get("value", "")), "text": label_of(found.get("text"))}
    return [shown | {"description": label_of(found.get("description"))}]


def _sentence(failed: ActionFailed) -> str:
    known = _SENTENCES.get(failed.reason)
    return known or f"That did not go through ({failed.reason}). {failed.detail}".strip()
