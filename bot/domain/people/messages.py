"""The message that stands in for one that could not be sent."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import About, Audience, Message, Policy, Priority


class Missed(StrEnum):
    """What somebody waits for, and does not get."""

    INTRODUCTION = "introduction"
    """Both said yes, and no conversation was opened."""
    TIMES = "times"
    """New times to meet."""
    CALENDAR = "calendar"
    """The calendar file of a picked time."""
    CHOICES = "choices"
    """Nobody was found for an ask, and what can be done."""
    NEWS = "news"
    """Something has come to an end, or was decided."""
    ROUND = "round"
    """How far a matching round is."""
    ROUND_FILE = "round_file"


@dataclass(frozen=True, slots=True)
class MissedAbout(About):
    """What could not be sent (its id in the outbox), and whom else it was for; empty: nobody."""

    what: Missed
    message: str
    other: UserId


class NotSentMessage(Message[MissedAbout]):
    """Something that a person was promised could not be sent: what is so all the same, and what they can do."""

    name = "not_sent"
    policy = Policy(Priority.SOON)
    audience = Audience.ASKED_FOR
