"""What the services need from outside, as Protocols. Adapters live in `store`, `bot.slack`, `bot.clock`."""

from bot.ports.asks import Asks, Search
from bot.ports.delivery import Audit, Channels, Outbox, Waits
from bot.ports.outside import (
    Clock,
    Directory,
    LockedOut,
    Messenger,
    PutBack,
    RateLimited,
    Refused,
    SendError,
    Sent,
    Unclear,
)
from bot.ports.people import Directories, Profiles
from bot.ports.programs import Pairs, Programs, Rounds
from bot.ports.transaction import Settings, Store, Transaction

__all__ = [
    "Asks",
    "Audit",
    "Channels",
    "Clock",
    "Directories",
    "Directory",
    "LockedOut",
    "Messenger",
    "Outbox",
    "Pairs",
    "Profiles",
    "Programs",
    "PutBack",
    "RateLimited",
    "Refused",
    "Rounds",
    "Search",
    "SendError",
    "Sent",
    "Settings",
    "Store",
    "Transaction",
    "Unclear",
    "Waits",
]
