"""What buttons about oneself carry."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.references import Reference


@dataclass(frozen=True, slots=True)
class PauseUntil(Reference):
    """Until when somebody would be out; None: until they come back."""

    until: datetime | None
