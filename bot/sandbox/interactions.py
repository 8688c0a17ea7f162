"""From a person's press to the app and back: envelopes sent, acknowledgements awaited and carried out."""

from collections.abc import Callable
from concurrent.futures import wait
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.blockkit import Problem, problems_in_message, problems_in_options, problems_in_view
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.delivery import NoSocketError, RefusedError
from bot.sandbox.errors import ActionFailed, SlackError
from bot.sandbox.fields import SHAPES, Values, complaint, find, options_of, state_for
from bot.sandbox.posting import Content, post
from bot.sandbox.seen import Json, MessageRef, SubmitResult, ViewRef
from bot.sandbox.state import State
from bot.sandbox.views import View


def ask_app(state: State, kind: str, payload: Json) -> Json:
    """Sends an interaction and waits for its acknowledgement's payload.

    ActionFailed dispatch_failed without a connection, operation_timeout without an answer in time.
    """
    if state.delivery.on_own_loop():
        raise RuntimeError("a person's action waits for the app: do not call it on the server's event loop")
    if not state.installed:
        raise ActionFailed("dispatch_failed", "the app is not installed")
    try:
        future = state.delivery.send(kind, payload)
    except NoSocketError as error:
        raise ActionFailed("dispatch_failed", "the app is not connected") from error
    done, _ = wait([future], state.delivery.ack_seconds)
    if not done:
        raise ActionFailed("operation_timeout", f"no acknowledgement within {state.delivery.ack_seconds} s")
    try:
        return future.result()
    except RefusedError as error:
        raise ActionFailed("dispatch_failed", f"the app answered with an error: {error}") from error


def run_command(state: State, user: str, room: Conversation, name: str, text: str) -> None:
    """A slash command; an acknowledgement with words in it is shown like an answer to the response URL."""
    with state.lock:
        payload = payloads.command(state, user, room, name, text)
    answer = ask_app(state, "slash_commands", payload)
    if answer.get("text") or answer.get("blocks"):
        _refuse_bad(problems_in_message(answer.get("blocks") or []))
        content = Content(answer.get("text", ""), answer.get("blocks"))
        post(state, room, state.bot_user_id, content, None if answer.get("response_type") == "in_channel" else user)


def act_in_message(state: State, user: str, where: MessageRef, block_id: str, action_id: str, value: Any) -> None:
    """A press or a choice in a message."""
    with state.lock:
        room = state.rooms.get(where.channel)
        message = visible(room, where.ts, user)
        block, element = find(message.raw.get("blocks", []), block_id, action_id)
        values = message.values.setdefault(user, {})
        suggested = message.suggested.get((user, block_id, action_id), {})
        action = _act(state, block, element, value, values, suggested)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return
        payload = payloads.in_message(state, "block_actions", user, room, message) | {
            "state": {"values": {name: dict(states) for name, states in values.items()}},
            "trigger_id": state.tickets.trigger(user),
            "response_url": payloads.response_url(state, user, room, where),
            "actions": [action],
        }
    ask_app(state, "interactive", payload)


def act_in_view(state: State, user: str, view_id: str, block_id: str, action_id: str, value: Any) -> None:
    """A press or a choice in a modal or a Home tab."""
    with state.lock:
        view = own_view(state, user, view_id)
        block, element = find(view.raw["blocks"], block_id, action_id)
        suggested = view.suggested.get((block_id, action_id), {})
        action = _act(state, block, element, value, view.values, suggested)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return
        payload = payloads.in_view(state, "block_actions", user, view) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": state.tickets.trigger(user, view.id),
            "actions": [action],
        }
    ask_app(state, "interactive", payload)


def suggest(state: State, user: str, where: MessageRef | ViewRef, block_id: str, action_id: str, query: str) -> Any:
    """The options (or option groups) that the app suggests for what was typed; kept as the ones to choose from."""
    with state.lock:
        payload, blocks, keep = _suggestion_place(state, user, where, (block_id, action_id))
        find(blocks, block_id, action_id)
        payload |= {"action_id": action_id, "block_id": block_id, "value": query}
    answer = ask_app(state, "interactive", payload)
    _refuse_bad(problems_in_options(answer))
    with state.lock:
        keep(options_of({"type": "suggested", **answer}, {}))
    return answer.get("options", answer.get("option_groups", []))


def submit(state: State, user: str, view_id: str) -> SubmitResult:
    """Submits a modal: the client's own checks, then the app's answer carried out."""
    with state.lock:
        view = _in_front(state, user, view_id)
        if errors := _complaints(view):
            return SubmitResult(errors, view.shown())
        payload = payloads.in_view(state, "view_submission", user, view)
        payload |= {"trigger_id": state.tickets.trigger(user, view.id), "response_urls": []}
    answer = ask_app(state, "interactive", payload)
    with state.lock:
        errors = _carry_out(state, view, answer)
        stack = state.views.stack(user)
    state.changed("view", [user])
    return SubmitResult(errors, stack[-1].shown() if stack else None)


def close(state: State, user: str, view_id: str, *, all_of_them: bool = False) -> None:
    """Closes a modal (or all), telling the app where it asked to be told; nobody waits for it."""
    with state.lock:
        view = own_view(state, user, view_id)
        stack = state.views.stack(user)
        everything = all_of_them or view.raw["clear_on_close"]
        gone = stack if everything else stack[stack.index(view) :]
        told = gone[:1]
        payload_of = [_closed(state, user, each, cleared=everything) for each in told if each.raw["notify_on_close"]]
        state.views.close(gone[0])
    state.changed("view", [user])
    for payload in payload_of:
        ask_app(state, "interactive", payload)


def choose(state: State, block: Json, element: Json, value: Any, values: Values, suggested: dict[str, Json]) -> Json:
    """Puts a plain value into an element; returns its new state. ActionFailed for what the client does not offer."""
    chosen = state_for(element, value, suggested)
    named = chosen[SHAPES[element["type"]].key]
    people = named if isinstance(named, list) else [named]
    if "users_select" in element["type"] and not all(each is None or each in state.people_store for each in people):
        raise ActionFailed("no_such_option", f"no such user: {value}")
    values.setdefault(block["block_id"], {})[element["action_id"]] = chosen
    return chosen


def visible(room: Conversation, ts: str, user: str) -> Message:
    """A message that this person sees; ActionFailed message_not_found."""
    message = room.messages.get(ts)
    if message is None or not message.visible_to(user):
        raise ActionFailed("message_not_found", ts)
    return message


def own_view(state: State, user: str, view_id: str) -> View:
    """An open view of this person; ActionFailed view_not_found."""
    try:
        view = state.views.get(view_id)
    except SlackError as error:
        raise ActionFailed("view_not_found", view_id) from error
    if view.user != user:
        raise ActionFailed("view_not_found", "it is somebody else's")
    return view


def _in_front(state: State, user: str, view_id: str) -> View:
    view = own_view(state, user, view_id)
    if state.views.stack(user)[-1:] != [view]:
        raise ActionFailed("view_not_in_front", view_id)
    return view


def _act(state: State, block: Json, element: Json, value: Any, values: Values, suggested: dict[str, Json]) -> Json:
    common = {"type": element["type"], "block_id": block["block_id"], "action_id": element["action_id"]}
    action = common | {"action_ts": state.stamps.next()}
    if element["type"] in ("button", "icon_button", "workflow_button"):
        carried = {name: element[name] for name in ("text", "value", "style", "url", "icon") if name in element}
        return action | carried
    if element["type"] == "feedback_buttons":
        return action | _feedback(element, value)
    if element["type"] == "overflow":
        options = options_of(element, {})
        if value not in options:
            raise ActionFailed("no_such_option", f"{value!r}; there are: {list(options)}")
        return action | {"selected_option": options[value]}
    return action | choose(state, block, element, value, values, suggested)


def _feedback(element: Json, value: Any) -> Json:
    """Which of the two was pressed: as a button's, its text and value."""
    two = {element[name]["value"]: element[name] for name in ("positive_button", "negative_button")}
    if value not in two:
        raise ActionFailed("no_such_option", f"{value!r}; there are: {list(two)}")
    return {"text": two[value]["text"], "value": value}


def _suggestion_place(
    state: State, user: str, where: MessageRef | ViewRef, key: tuple[str, str]
) -> tuple[Json, list[Json], Callable[[dict[str, Json]], None]]:
    if isinstance(where, ViewRef):
        view = own_view(state, user, where.view_id)
        payload = payloads.in_view(state, "block_suggestion", user, view)
        payload["container"] = {"type": "view", "view_id": view.id}
        return payload, view.raw["blocks"], lambda options: view.suggested.setdefault(key, {}).update(options)
    room = state.rooms.get(where.channel)
    message = visible(room, where.ts, user)
    payload = payloads.in_message(state, "block_suggestion", user, room, message)
    return (
        payload,
        message.raw.get("blocks", []),
        lambda options: message.suggested.setdefault((user, *key), {}).update(options),
    )


def _complaints(view: View) -> dict[str, str]:
    errors = {}
    for block in view.raw["blocks"]:
        if block["type"] == "input" and block["element"]["type"] in SHAPES:
            state = view.values[block["block_id"]][block["element"]["action_id"]]
            if text := complaint(block, state):
                errors[block["block_id"]] = text
    return errors


def _carry_out(state: State, view: View, answer: Json) -> dict[str, str]:
    action = answer.get("response_action")
    if action == "errors":
        return _errors(view, answer.get("errors") or {})
    if action in ("update", "push"):
        given = answer.get("view") or {}
        _refuse_bad(problems_in_view(given))
        try:
            state.views.update(view, given) if action == "update" else state.views.push(view.user, given)
        except SlackError as error:
            raise ActionFailed(error.code) from error
    elif action == "clear":
        state.views.clear(view.user)
    elif action is None:
        state.views.close(view)
    else:
        raise ActionFailed("invalid_response_action", str(action))
    return {}


def _errors(view: View, errors: Json) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.raw["blocks"] if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise ActionFailed("invalid_errors", f"keys {list(errors)} must be input blocks: {sorted(inputs)}")
    return {block: str(text) for block, text in errors.items()}


def _closed(state: State, user: str, view: View, *, cleared: bool) -> Json:
    payload = payloads.in_view(state, "view_closed", user, view) | {"is_cleared": cleared}
    payload["view"]["state"] = {"values": {}}
    return payload


def _refuse_bad(problems: list[Problem]) -> None:
    if problems:
        raise ActionFailed("invalid_response", "; ".join(problem.text() for problem in problems))
