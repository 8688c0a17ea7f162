"""What every service is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.asks.starters import Starters
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.mentorships.seeking import Place, Sought
from bot.domain.mentorships.topics import Topic
from bot.ports import Clock, Directory, Failures, Files, NoFiles, Store, Transaction, Uncounted
from bot.services.base.setbacks import Setbacks
from bot.services.delivery.kinds import Kinds


class Consequences(Protocol):
    """What follows in the wings above from what happens to a person or a mentorship."""

    def paused(self, tx: Transaction, user_id: UserId, now: datetime) -> None:
        """Out for a while: what waits for their answer goes on to others."""
        ...

    def left(self, ctx: "Context", tx: Transaction, user_id: UserId, now: datetime) -> None:
        """Signed out, or no longer in the company: nobody who counts on them is left in the dark."""
        ...

    def proposal_ended(self, tx: Transaction, pair: Mentorship, now: datetime) -> None:
        """A proposal came to nothing: whoever did not say no looks again."""
        ...

    def sought_by(self, tx: Transaction, pair: Mentorship, user_id: UserId) -> Sought:
        """What it comes to that a member of a mentorship wants another partner."""
        ...

    def seek_again(self, tx: Transaction, pair: Mentorship, user_id: UserId, now: datetime) -> Sought:
        """A member wants another partner: through what it was begun under, or by the wait list."""
        ...

    def place_in(self, tx: Transaction, user_id: UserId, program_id: ProgramId | None) -> Place | None:
        """Where somebody stands among those who look in a program; None for who does not."""
        ...

    def serve(self, ctx: "Context", now: datetime) -> int:
        """Those who wait are proposed whoever has room; how many were."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """The ports a service may use, and a source of new ids (opaque, unique)."""

    store: Store
    clock: Clock
    directory: Directory
    new_id: Callable[[], str]
    consequences: Consequences = field(kw_only=True)
    admins: frozenset[str] = frozenset()
    """User ids named in `MENTOR_ADMINS`, beside the workspace's own admins and owners."""
    messages_per_minute: int = 300
    """How many messages a minute all replicas together post in the workspace. Slack allows "several hundred"."""
    starters: Starters = field(default_factory=Starters)
    """Questions to start a first talk with."""
    topics: tuple[Topic, ...] = ()
    """What pairs may speak about."""
    files: Files = field(default_factory=NoFiles)
    failures: Failures = field(default_factory=Uncounted)
    setbacks: Setbacks = field(default_factory=Setbacks)
    """What failed lately in this process, and rests."""
    kinds: Kinds = field(default_factory=Kinds)
    """What is done for each kind of message."""
    may_begin: Callable[[], bool] = lambda: True
    """Whether work beside the listeners may begin something new: no, once this process was asked to stop. What it has
    begun it finishes."""
