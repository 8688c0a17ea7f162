"""What `/mentor report` counts."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.asks import AskState, Helped
from bot.domain.people import UserId


@dataclass(frozen=True, slots=True)
class AskRecord:
    """One ask, as far as the report needs it. Holds no words."""

    created_at: datetime
    state: AskState
    mentor: UserId | None
    accepted_at: datetime | None
    closed_at: datetime | None
    helped: Helped | None
