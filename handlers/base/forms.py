"""Reading what was filled in: `view.state.values` as plain values."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.domain.base.errors import InvalidField
from bot.domain.base.skill import Skill
from bot.domain.people.skills import Vocabulary

Day = date


class FormValues:
    """The inputs of a submitted view, by block id. What was left empty reads as empty."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view["state"]["values"]

    def text(self, name: str) -> str:
        """Typed words."""
        return str(self._element(name).get("value") or "")

    def chosen(self, name: str) -> str:
        """The value of the one option chosen."""
        return str((self._element(name).get("selected_option") or {}).get("value", ""))

    def number(self, name: str) -> int:
        """The one option chosen, where options are numbers. Raises `InvalidField` where none is."""
        if not self.chosen(name).isdigit():
            raise InvalidField(name, "required")
        return int(self.chosen(name))

    def ticked(self, name: str) -> tuple[str, ...]:
        """The values of all options chosen."""
        return tuple(option["value"] for option in self._element(name).get("selected_options") or ())

    def users(self, name: str) -> tuple[str, ...]:
        """The ids of the people chosen."""
        return tuple(self._element(name).get("selected_users") or ())

    def conversation(self, name: str) -> str:
        """The id of the channel chosen."""
        return str(self._element(name).get("selected_conversation") or "")

    def time(self, name: str) -> time:
        """A time of the day. Raises `InvalidField` where none is chosen."""
        picked = self._element(name).get("selected_time")
        if not picked:
            raise InvalidField(name, "required")
        return time.fromisoformat(picked)

    def date(self, name: str) -> date:
        """A day. Raises `InvalidField` where none is chosen."""
        picked = self._element(name).get("selected_date")
        if not picked:
            raise InvalidField(name, "required")
        return date.fromisoformat(picked)

    def maybe_date(self, name: str) -> Day | None:
        """A day, where one is chosen."""
        picked = self._element(name).get("selected_date")
        return Day.fromisoformat(picked) if picked else None

    def files(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The files chosen, as Slack describes them."""
        return tuple(self._element(name).get("files") or ())

    def skills(self, name: str, vocabulary: Vocabulary) -> tuple[Skill, ...]:
        """The skills chosen. Raises `InvalidField` for this field."""
        try:
            return vocabulary.skills(self.ticked(name))
        except InvalidField as error:
            raise InvalidField(name, error.problem, **error.values) from error

    def _element(self, name: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(name, {}).values()), {})
