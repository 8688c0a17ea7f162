"""The content of messages about people, as values. `bot.blocks` turns them into words and blocks."""

from dataclasses import dataclass

from bot.domain.base.ids import UserId
from bot.domain.people.messages import Missed


@dataclass(frozen=True, slots=True)
class NotSentNote:
    """Something promised could not be sent. `other` is whom else it was for, if anybody."""

    what: Missed
    other: UserId
