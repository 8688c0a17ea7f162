"""What the services need from outside, as Protocols. Adapters live in `store`, `bot.slack` and `bot.ops`."""

from bot.ports.across import AdminSettings, Audit
from bot.ports.asks import Asks, Search
from bot.ports.base import Memory
from bot.ports.delivery import Channels, Outbox, Waits
from bot.ports.outside import (
    TOO_LARGE,
    Clock,
    Directory,
    Failures,
    Files,
    Holidays,
    LockedOut,
    Messenger,
    NoFiles,
    NotSent,
    RateLimited,
    Refused,
    SendError,
    Sent,
    Stopping,
    Unclear,
    Uncounted,
    UnreadPerson,
    no_holidays,
)
from bot.ports.people import Directories, Profiles
from bot.ports.programs import Mentorships, Programs, Rounds
from bot.ports.transaction import Store, Transaction

__all__ = [
    "TOO_LARGE",
    "AdminSettings",
    "Asks",
    "Audit",
    "Channels",
    "Clock",
    "Directories",
    "Directory",
    "Failures",
    "Files",
    "Holidays",
    "LockedOut",
    "Memory",
    "Mentorships",
    "Messenger",
    "NoFiles",
    "NotSent",
    "Outbox",
    "Profiles",
    "Programs",
    "RateLimited",
    "Refused",
    "Rounds",
    "Search",
    "SendError",
    "Sent",
    "Stopping",
    "Store",
    "Transaction",
    "Unclear",
    "Uncounted",
    "UnreadPerson",
    "Waits",
    "no_holidays",
]
