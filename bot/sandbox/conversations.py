"""Conversations and the messages in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.errors import SlackError
from bot.sandbox.ids import Ids
from bot.sandbox.seed import SeedChannel
from bot.sandbox.seen import Json


class Kind(StrEnum):
    """What a conversation is, in the words of conversations.list."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    IM = "im"
    MPIM = "mpim"


SCOPE_PREFIX = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}


@dataclass(slots=True)
class Message:
    """A message as stored: `raw` is what Slack returns; `only_for` is the one who sees an ephemeral."""

    raw: Json
    author: str
    only_for: str | None = None
    metadata: Json | None = None
    values: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    """What each person has chosen in it: user → block → action → state."""
    suggested: dict[tuple[str, str, str], dict[str, Json]] = field(default_factory=dict)
    """The options last suggested: (user, block, action) → by value."""

    @property
    def ts(self) -> str:
        """Its timestamp, which is its name within the conversation."""
        return str(self.raw["ts"])

    def visible_to(self, user_id: str) -> bool:
        """False for another's ephemeral."""
        return self.only_for is None or self.only_for == user_id


@dataclass(slots=True)
class Conversation:
    """A channel, a DM or a group DM."""

    id: str
    kind: Kind
    name: str
    members: list[str]
    created: int
    creator: str
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    """User → timestamp of the last message read."""

    def message(self, ts: str) -> Message:
        """The message; SlackError message_not_found."""
        if ts not in self.messages:
            raise SlackError("message_not_found")
        return self.messages[ts]

    def history(self) -> list[Message]:
        """The messages that everybody sees, oldest first."""
        return [message for message in self.messages.values() if message.only_for is None]

    def unread(self, user_id: str) -> int:
        """How many messages of others came since this person looked."""
        seen = self.read.get(user_id, "0")
        return sum(message.ts > seen and message.author != user_id for message in self.history())


class Conversations:
    """All conversations of the team."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._all: dict[str, Conversation] = {}
        self._direct: dict[frozenset[str], Conversation] = {}

    def __iter__(self) -> Iterator[Conversation]:
        return iter(self._all.values())

    def get(self, channel: str) -> Conversation:
        """The conversation; SlackError channel_not_found."""
        if channel not in self._all:
            raise SlackError("channel_not_found")
        return self._all[channel]

    def add_channel(self, seed: SeedChannel, now: int) -> None:
        """Adds a channel of the seed."""
        kind = Kind.PRIVATE if seed.is_private else Kind.PUBLIC
        members = list(seed.members)
        creator = members[0] if members else ""
        self._all[seed.id] = Conversation(seed.id, kind, seed.name, members, now, creator, seed.topic)

    def direct(self, people: Iterable[str]) -> Conversation | None:
        """The DM or group DM of exactly these people, if there is one."""
        return self._direct.get(frozenset(people))

    def open(self, people: Sequence[str], names: Sequence[str], now: int) -> Conversation:
        """The DM (two people, or one alone) or group DM of these people: found again, or new."""
        known = self.direct(people)
        if known is not None:
            return known
        members = list(dict.fromkeys(people))
        kind = Kind.MPIM if len(members) > 2 else Kind.IM
        name = f"mpdm-{'--'.join(names)}-1" if kind is Kind.MPIM else ""
        new = Conversation(self._ids.new("C" if kind is Kind.MPIM else "D"), kind, name, members, now, members[0])
        self._all[new.id] = self._direct[frozenset(members)] = new
        return new

    def of(self, user_id: str) -> list[Conversation]:
        """The conversations of which this user is a member."""
        return [each for each in self._all.values() if user_id in each.members]


def raw_conversation(conversation: Conversation, me: str) -> Json:
    """The conversation object of conversations.info, as the user `me` is told it."""
    kind = conversation.kind
    answer: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_im": kind is Kind.IM,
        "is_archived": False,
        "is_org_shared": False,
    }
    if kind is Kind.IM:
        other = next((each for each in conversation.members if each != me), me)
        return answer | {"user": other, "is_user_deleted": False, "priority": 0}
    return answer | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": kind is Kind.PUBLIC,
        "is_group": kind is Kind.PRIVATE,
        "is_mpim": kind is Kind.MPIM,
        "is_private": kind is not Kind.PUBLIC,
        "is_general": conversation.name == "general",
        "is_member": me in conversation.members,
        "creator": conversation.creator,
        "topic": {"value": conversation.topic, "creator": conversation.creator, "last_set": conversation.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }
