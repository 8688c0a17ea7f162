"""Modals and the Home tab."""

import json
from typing import Any

from bot.sandbox.blockkit import problems_in_view
from bot.sandbox.errors import SlackError
from bot.sandbox.seen import Json
from bot.sandbox.tickets import Trigger
from bot.sandbox.views import View
from bot.sandbox.web_api.call import Call

VIEW_MAX_BYTES = 250_000


def open_(call: Call) -> Json:
    """views.open: a modal for the person whose trigger it is."""
    view = _given(call, "modal")
    trigger = _trigger(call)
    return _done(call, call.state.views.open(trigger.user, view))


def push(call: Call) -> Json:
    """views.push: a modal on top of the open ones."""
    view = _given(call, "modal")
    trigger = _trigger(call)
    return _done(call, call.state.views.push(trigger.user, view))


def update(call: Call) -> Json:
    """views.update: by view_id or external_id; refused when `hash` is not the present one."""
    views = call.state.views
    external_id = call.text("external_id")
    known = views.by_external_id(external_id) if external_id else views.get(call.text("view_id"))
    given = _given(call, known.raw["type"])
    return _done(call, views.update(known, given, call.text("hash") or None))


def publish(call: Call) -> Json:
    """views.publish: somebody's Home tab."""
    if not call.state.manifest.home_tab:
        raise SlackError("not_enabled")
    user = call.state.people_store.get(call.text("user_id"))
    given = _given(call, "home")
    return _done(call, call.state.views.publish(user.id, given, call.text("hash") or None))


def _given(call: Call, kind: str) -> Json:
    view = call.structure("view", "invalid_arguments")
    _check_size(view)
    problems = problems_in_view(view)
    if not problems and view["type"] != kind:
        raise SlackError("invalid_arguments", [f"view type must be {kind} [json-pointer:/view/type]"])
    if problems:
        raise SlackError("invalid_arguments", [problem.text() for problem in problems])
    given: Json = view
    return given


def _check_size(view: Any) -> None:
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_MAX_BYTES:
        raise SlackError("view_too_large")


def _trigger(call: Call) -> Trigger:
    key = call.text("trigger_id") or call.text("interactivity_pointer")
    if not key:
        raise SlackError("invalid_arguments", ["missing required field: trigger_id"])
    return call.state.tickets.exchange(key)


def _done(call: Call, view: View) -> Json:
    call.state.changed("home" if view.raw["type"] == "home" else "view", [view.user])
    return {"view": view.shown()}


HANDLERS = {"views.open": open_, "views.publish": publish, "views.push": push, "views.update": update}
