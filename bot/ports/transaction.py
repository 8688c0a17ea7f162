"""All stores in one transaction, and what opens it."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.ports.across import AdminSettings, Audit
from bot.ports.asks import Asks, Search
from bot.ports.base import Memory
from bot.ports.delivery import Channels, Outbox, Waits
from bot.ports.mentorships import Answers, Goals, Meetings, Mentorships, Waitlist
from bot.ports.people import BlockLists, Directories, Profiles
from bot.ports.programs import Programs, Rounds


class Transaction(Protocol):
    """All of the stores in one transaction."""

    @property
    def people(self) -> Directories: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def asks(self) -> Asks: ...
    @property
    def search(self) -> Search: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def settings(self) -> AdminSettings: ...
    @property
    def memory(self) -> Memory: ...
    @property
    def waits(self) -> Waits: ...
    @property
    def channels(self) -> Channels: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def programs(self) -> Programs: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def block_lists(self) -> BlockLists: ...
    @property
    def mentorships(self) -> Mentorships: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def goals(self) -> Goals: ...
    @property
    def waitlist(self) -> Waitlist: ...

    def first_time(self, key: str, now: datetime) -> bool:
        """Whether this delivery (event, view or action id) is seen for the first time; remembers it."""
        ...

    def forget_deliveries(self, before: datetime) -> int:
        """Drop remembered deliveries older than `before`; how many."""
        ...


class Store(Protocol):
    """Opens transactions. Raises `StoreDown` where the database does not answer."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that commits at the end of the block, and rolls back on any error."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction for reading only; all of it sees the same moment. Writing in it is an error."""
        ...
