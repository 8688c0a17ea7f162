"""What the services need from outside, as Protocols. Adapters live in `store`, `bot.slack` and `bot.ops`."""

from bot.ports.across import AdminSettings, Audit
from bot.ports.asks import Asks, Search
from bot.ports.base import Memory
from bot.ports.delivery import Channels, Outbox, Waits
from bot.ports.mentorships import Answers, Goals, Meetings, Mentorships, Waitlist
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
from bot.ports.people import BlockLists, Directories, Profiles
from bot.ports.programs import Programs, Rounds
from bot.ports.transaction import Store, Transaction

__all__ = [
    "TOO_LARGE",
    "AdminSettings",
    "Answers",
    "Asks",
    "Audit",
    "BlockLists",
    "Channels",
    "Clock",
    "Directories",
    "Directory",
    "Failures",
    "Files",
    "Goals",
    "Holidays",
    "LockedOut",
    "Meetings",
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
    "Waitlist",
    "Waits",
    "no_holidays",
]
