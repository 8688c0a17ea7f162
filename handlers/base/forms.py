"""Reading what was filled in: `view.state.values` as plain values."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.domain.base.errors import InvalidField
from bot.domain.base.fields import Field
from bot.domain.base.ids import UserId

Day = date


class FormValues:
    """The inputs of a submitted view, by their names. What was left empty reads as empty."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view["state"]["values"]
        self._blocks: Sequence[Mapping[str, Any]] = view["blocks"]

    def text(self, name: Field) -> str:
        """Typed words."""
        return str(self._element(name).get("value") or "")

    def chosen(self, name: Field) -> str:
        """The value of the one option chosen."""
        return str((self._element(name).get("selected_option") or {}).get("value", ""))

    def number(self, name: Field) -> int:
        """The one option chosen, where options are numbers. Raises `InvalidField` where none is."""
        if not self.chosen(name).isdigit():
            raise InvalidField(name, "required")
        return int(self.chosen(name))

    def ticked(self, name: Field) -> tuple[str, ...]:
        """The values of all options chosen."""
        return tuple(option["value"] for option in self._element(name).get("selected_options") or ())

    def users(self, name: Field) -> tuple[UserId, ...]:
        """The people chosen."""
        return tuple(UserId(who) for who in self._element(name).get("selected_users") or ())

    def person(self, name: Field) -> UserId:
        """The one person chosen from a list of ours. Raises `InvalidField` where none is."""
        if not self.chosen(name):
            raise InvalidField(name, "required")
        return UserId(self.chosen(name))

    def shown_users(self, name: Field) -> tuple[UserId, ...]:
        """The people who stood in the field when the form was opened."""
        shown: Mapping[str, Any] = next(
            (block["element"] for block in self._blocks if block.get("block_id") == name), {}
        )
        return tuple(UserId(who) for who in shown.get("initial_users") or ())

    def conversation(self, name: Field) -> str:
        """The id of the channel chosen."""
        return str(self._element(name).get("selected_conversation") or "")

    def time(self, name: Field) -> time:
        """A time of the day. Raises `InvalidField` where none is chosen."""
        picked = self._element(name).get("selected_time")
        if not picked:
            raise InvalidField(name, "required")
        return time.fromisoformat(picked)

    def date(self, name: Field) -> date:
        """A day. Raises `InvalidField` where none is chosen."""
        picked = self._element(name).get("selected_date")
        if not picked:
            raise InvalidField(name, "required")
        return date.fromisoformat(picked)

    def maybe_date(self, name: Field) -> Day | None:
        """A day, where one is chosen."""
        picked = self._element(name).get("selected_date")
        return Day.fromisoformat(picked) if picked else None

    def files(self, name: Field) -> tuple[Mapping[str, Any], ...]:
        """The files chosen, as Slack describes them."""
        return tuple(self._element(name).get("files") or ())

    def _element(self, name: Field) -> Mapping[str, Any]:
        return next(iter(self._values.get(name, {}).values()), {})
