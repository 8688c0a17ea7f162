"""Settings of the admins, and what the audit reads and finds. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.across.auditing import Finding, Owed
from bot.domain.across.mentorship_auditing import Trail
from bot.domain.asks.ask import Ask, Offer
from bot.domain.base.ids import Couple
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.people.profile import Profile


class Audit(Protocol):
    """Reading for the audit, in queries of its own; and what it found. (Part of a transaction.)"""

    def began(self) -> datetime | None:
        """When the first message was written here; None where none was."""
        ...

    def asks(self, since: datetime, after: str, limit: int) -> Sequence[tuple[Ask, Sequence[Offer]]]:
        """Asks with their offers, of which something happened since a moment or which are not over, in order of ids."""
        ...

    def trails(self, since: datetime, after: str, limit: int) -> Sequence[Trail]:
        """Pairs that are not over, or not since long, with the traces of their lives, in order of ids."""
        ...

    def unwritten(self, since: datetime) -> Sequence[Owed]:
        """What people in pairs did since a moment without the message that goes with it."""
        ...

    def unserved(self, since: datetime, limit: int) -> Sequence[Couple]:
        """(mentor, mentee) of those who wait since before a moment, and a mentor who fits them beyond doubt."""
        ...

    def pauses(self) -> Sequence[Profile]:
        """Everybody whose pause has an end."""
        ...

    def about(self, subjects: Collection[str]) -> Sequence[OutboxItem]:
        """Messages about these things, whatever became of them; changes in place left out."""
        ...

    def suspicious(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        """Messages not settled although due, and those that ended without saying why; oldest first."""
        ...

    def findings(self) -> Sequence[Finding]:
        """What the last audit found."""
        ...

    def keep(self, findings: Collection[Finding], now: datetime) -> Sequence[Finding]:
        """Keep these in place of what was found before; those that are new."""
        ...


class AdminSettings(Protocol):
    """Settings that admins change at run time. (Part of a transaction.)"""

    def get(self, name: str) -> str:
        """The value; empty for what was never set."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep the value in place of an older one."""
        ...
