"""What a message is: one class a kind, with how it is delivered; and what one message of the kind is about.

A wing names its kinds in its `messages.py`: here the class, in `bot.services` what it says and what follows from it,
in `bot.blocks` how it looks. A class is called as its message is, with `Message` behind a name that the domain has
for something else. A test holds that no part of any kind is forgotten.
"""

import json
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, IntEnum, StrEnum
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_type_hints

from bot.domain.base.ids import UserId


@dataclass(frozen=True, slots=True)
class ToPerson:
    """Into somebody's conversation with the bot."""

    user_id: UserId


@dataclass(frozen=True, slots=True)
class ToGroup:
    """Into the group conversation of the bot with these people."""

    user_ids: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class ToChannel:
    """Into a channel."""

    channel: str


To = ToPerson | ToGroup | ToChannel


def people_of(to: To) -> tuple[UserId, ...]:
    """The people a message is for, in the order of their ids; none where it goes to a channel."""
    match to:
        case ToPerson():
            return (to.user_id,)
        case ToGroup():
            return tuple(sorted(to.user_ids))
        case ToChannel():
            return ()


def address(to: To) -> str:
    """A place in one word: an id, or those of a group joined by `,`."""
    match to:
        case ToPerson():
            return to.user_id
        case ToGroup():
            return ",".join(to.user_ids)
        case ToChannel():
            return to.channel


@dataclass(frozen=True, slots=True)
class About:
    """Base of what messages are about: ids, numbers, values of enums and dates, kept as JSON. Everything else is read
    from the state at sending, so that it is true when read."""

    @property
    def id(self) -> str:
        """What messages about the same thing are found and cancelled by: all its values, unless a class says less."""
        return "/".join([str(getattr(self, name)) for name in _types(type(self))])


class Priority(IntEnum):
    """Which messages go first, when not all can go at once."""

    ANSWER = 0
    """To what somebody has just pressed."""
    CHANGE = 1
    """Of a message that is there already."""
    SOON = 2
    """Somebody else waits for what this one says to it."""
    USUAL = 3
    LATER = 4
    """As good tomorrow."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How one kind of message is delivered.

    `begins`: Mentor begins; such messages keep to the receiver's hours and are counted. Otherwise it follows from what
    somebody did. `good_for`: working days of the receiver after which it is of no use any more; None: as long as what
    it is about stands. `waits_out_pause`: sent when the receiver is back; otherwise what it is about goes on without.
    """

    priority: Priority
    begins: bool = True
    good_for: int | None = None
    waits_out_pause: bool = True


ANSWER = Policy(Priority.ANSWER, begins=False)
CHANGE = Policy(Priority.CHANGE, begins=False)


class Audience(StrEnum):
    """Who may get a message of a kind."""

    SIGNED_UP = "signed_up"
    """People in the company who signed up."""
    ASKED_FOR = "asked_for"
    """People in the company: it answers what an admin pressed, who need not have signed up."""
    CHANNEL = "channel"
    """A channel, where nobody is written to by name."""


A = TypeVar("A", bound=About)


@dataclass(frozen=True, slots=True)
class Message(Generic[A]):
    """One message that Mentor sends: its class is its kind. `name` is how the kind is stored; it never changes."""

    name: ClassVar[str]
    policy: ClassVar[Policy]
    audience: ClassVar[Audience] = Audience.SIGNED_UP
    is_file: ClassVar[bool] = False
    """Whether it is a file with a sentence beside it."""

    about: A

    def __init_subclass__(cls) -> None:
        """Keeps the kind under its name, by which it is read back."""
        if _KINDS.setdefault(cls.name, cls) is not cls:
            raise TypeError(f"two kinds of messages are called {cls.name}")


Kind = type[Message[Any]]
_KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Unread(About):
    """What is kept of a message that cannot be read: its kind is not known (any more), or what it is about is
    damaged."""

    kind: str
    kept: str


class Unreadable(Message[Unread]):
    """A message that ends with a reason instead of being sent."""

    name = "unreadable"
    policy = Policy(Priority.LATER)


def read_message(kind: str, kept: str) -> Message[Any]:
    """The message that was kept under a kind's name as `written`; an `Unreadable` where there is none to be read."""
    known = _KINDS.get(kind)
    try:
        return Unreadable(Unread(kind, kept)) if known is None else known(_read(about_of(known), kept))
    except ValueError:
        return Unreadable(Unread(kind, kept))


def about_of(kind: Kind) -> type[About]:
    """What messages of a kind are about."""
    (base,) = (one for one in kind.__orig_bases__ if get_args(one))  # type: ignore[attr-defined]
    found: type[About] = get_args(base)[0]
    return found


def written(about: About) -> str:
    """What a message is about, as JSON."""
    return _encode({name: _plain(getattr(about, name)) for name in _types(type(about))})


_encode = json.JSONEncoder(separators=(",", ":")).encode
"""Made once: planning writes a hundred thousand of them."""


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value.value if isinstance(value, Enum) else value


def _read(wanted: type[About], kept: str) -> About:
    """Raises `ValueError` for what does not say exactly what is wanted."""
    found, types = json.loads(kept), _types(wanted)
    if not isinstance(found, dict) or found.keys() != types.keys():
        raise ValueError("other names than wanted")
    return wanted(**{name: _valued(kind, found[name]) for name, kind in types.items()})


def _types(wanted: type[About]) -> dict[str, type]:
    """The classes of the fields; of an id, what it is made of. Worked out once for each class."""
    if wanted not in _FIELDS:
        hints = get_type_hints(wanted)
        _FIELDS[wanted] = {
            one.name: getattr(hints[one.name], "__supertype__", hints[one.name]) for one in fields(wanted)
        }
    return _FIELDS[wanted]


_FIELDS: dict[type[About], dict[str, type]] = {}


def _valued(kind: type, value: object) -> object:
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, date) and isinstance(value, str):
        return kind.fromisoformat(value)
    if type(value) is not kind:
        raise ValueError(f"no {kind.__name__}")
    return value
