"""What every service is given."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.asks.starters import Starters
from bot.domain.mentorships.topics import Topic
from bot.ports import Clock, Directory, Failures, Files, NoFiles, Store, Uncounted
from bot.services.base.setbacks import Setbacks


@dataclass(frozen=True, slots=True)
class Context:
    """The ports a service may use, and a source of new ids (opaque, unique)."""

    store: Store
    clock: Clock
    directory: Directory
    new_id: Callable[[], str]
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
    may_begin: Callable[[], bool] = lambda: True
    """Whether work beside the listeners may begin something new: no, once this process was asked to stop. What it has
    begun it finishes."""
