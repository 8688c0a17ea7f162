"""Modals on a person's screen, in stacks of at most three, and Home tabs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import SlackError
from bot.sandbox.fields import Values, initial_values, kept_values
from bot.sandbox.ids import Ids
from bot.sandbox.seen import Json

STACK_MAX = 3


@dataclass(slots=True)
class View:
    """A view as stored: `raw` without its state, `values` typed so far, `suggested` options seen by element."""

    raw: Json
    user: str
    values: Values
    suggested: dict[tuple[str, str], dict[str, Json]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id, V…"""
        return str(self.raw["id"])

    def shown(self) -> Json:
        """The view object as Slack sends it, with its state."""
        return self.raw | {"state": {"values": {block: dict(actions) for block, actions in self.values.items()}}}


class Views:
    """All open modals and published Home tabs. `finish` completes the blocks of a view with ids."""

    def __init__(self, ids: Ids, facts: Json, finish: Callable[[list[Json]], list[Json]]) -> None:
        self._ids = ids
        self._facts = facts
        self._finish = finish
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The modals of this person, root first."""
        return list(self._stacks.get(user, []))

    def home(self, user: str) -> View | None:
        """The Home tab published for this person."""
        return self._homes.get(user)

    def get(self, view_id: str) -> View:
        """The open modal or the Home tab with this id; SlackError not_found."""
        return self._one(lambda view: view.id == view_id)

    def by_external_id(self, external_id: str) -> View:
        """The view with this external id; SlackError not_found."""
        return self._one(lambda view: view.raw["external_id"] == external_id)

    def open(self, user: str, given: Json) -> View:
        """Opens a modal as the only one."""
        self._check_external_id(given, None)
        view = self._new(user, given)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, given: Json) -> View:
        """Puts a modal on top; SlackError not_found without one below, push_limit_reached above three."""
        stack = self._stacks.get(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_MAX:
            raise SlackError("push_limit_reached")
        self._check_external_id(given, None)
        view = self._new(user, given)
        view.raw |= {"previous_view_id": stack[-1].id, "root_view_id": stack[0].id}
        stack.append(view)
        return view

    def update(self, view: View, given: Json, hash_: str | None = None) -> View:
        """Replaces what a view shows, keeping what was typed; SlackError hash_conflict when `hash_` is stale."""
        if hash_ is not None and hash_ != view.raw["hash"]:
            raise SlackError("hash_conflict")
        self._check_external_id(given, view)
        kept = {name: view.raw[name] for name in ("id", "previous_view_id", "root_view_id")}
        view.raw = self._raw(given) | kept
        view.values = kept_values(view.raw["blocks"], view.values)
        return view

    def publish(self, user: str, given: Json, hash_: str | None = None) -> View:
        """Sets the Home tab of a person."""
        known = self._homes.get(user)
        if known is not None:
            return self.update(known, given, hash_)
        self._check_external_id(given, None)
        view = self._homes[user] = self._new(user, given)
        return view

    def close(self, view: View) -> None:
        """Takes a modal off the screen, with all that lie on it."""
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = stack[: stack.index(view)] if view in stack else stack

    def clear(self, user: str) -> None:
        """Takes all modals of a person off the screen."""
        self._stacks[user] = []

    def _one(self, wanted: Callable[[View], bool]) -> View:
        known = [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())
        found = next(filter(wanted, known), None)
        if found is None:
            raise SlackError("not_found")
        return found

    def _check_external_id(self, given: Json, but: View | None) -> None:
        external_id = given.get("external_id")
        if not external_id:
            return
        known = [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())
        if any(view is not but and view.raw["external_id"] == external_id for view in known):
            raise SlackError("duplicate_external_id")

    def _new(self, user: str, given: Json) -> View:
        view_id = self._ids.new("V")
        raw = self._raw(given) | {"id": view_id, "previous_view_id": None, "root_view_id": view_id}
        return View(raw, user, initial_values(raw["blocks"]))

    def _raw(self, given: Json) -> Json:
        defaults: Json = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        blocks = self._finish(given["blocks"])
        return defaults | given | self._facts | {"blocks": blocks, "hash": self._ids.secret("")[:20]}
