"""Slack, simulated: keeps messages, loses calls and replies, carries out late, shows history late, limits, refuses."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, Workplace, WorkspaceMembership
from bot.ports import NotSent, RateLimited, Refused, Sent, Unclear
from tests.simulation.memory import HELP, HOURS
from tests.simulation.weather import HIDDEN_FOR, LATE_BY, ON_THE_WIRE
from tests.simulation.world import World

T = TypeVar("T")
_FOR_EVER = 1_000


@dataclass
class Message:
    """A message as it stands in its channel."""

    where: Sent
    note: object
    marker: str
    receivers: tuple[UserId, ...]
    """Nobody in particular in the help channel."""
    asked_at: datetime
    landed_at: datetime
    seen_from: datetime
    """From when on the channel's history shows it."""
    edits: list[object] = field(default_factory=list)


class SimulatedSlack:
    """What all replicas talk to. `landed` is told of each new message."""

    def __init__(self, world: World, landed: Callable[[Message], None]) -> None:
        self.messages: list[Message] = []
        self.people = {who: Person(who, who[1:].title(), zone=hours.zone) for who, hours in HOURS.items()}
        self.faults: dict[str, int] = {}
        """For each message that was tried, how many more tries at it will fail."""
        self._world = world
        self._landed = landed
        self._stamps = count(1)

    def writes(self, note: object, marker: str) -> None:
        """Mentor writes a message, before it asks anything; some it cannot."""
        bad = self._world.happens(self._world.weather.unwritable)
        left = self.faults.setdefault(marker, self._world.chance.choice((1, 3, _FOR_EVER)) if bad else 0)
        if left:
            self.faults[marker] = left - 1
            self._world.tell(f"{type(note).__name__} cannot be written ({marker[:6]})")
            raise NotSent("TypeError") from TypeError()

    def lands(self, channel: str, note: object, marker: str, asked_at: datetime) -> Sent:
        """A message reaches its channel."""
        now = self._world.now
        seen_from = datetime.fromtimestamp(now.timestamp() + self._world.chance.random() * HIDDEN_FOR, now.tzinfo)
        where = Sent(channel, f"{now.timestamp():.0f}.{next(self._stamps):06}")
        message = Message(where, note, marker, members(channel), asked_at, now, seen_from)
        self._world.tell(f"{type(note).__name__} for {channel} lands ({marker[:6]})")
        self._landed(message)
        self.messages.append(message)
        return where

    def seen(self, channel: str, marker: str, since: datetime) -> Sent | None:
        """What the channel's history shows now."""
        now = self._world.now
        there = (one for one in self.messages if one.where.channel == channel and one.marker == marker)
        return next((one.where for one in there if one.seen_from <= now and one.landed_at >= since), None)

    def leaves(self, who: UserId) -> Person:
        """Somebody leaves the company; what the directory says of them now."""
        self.people[who] = replace(self.people[who], standing=WorkspaceMembership.DEACTIVATED)
        return self.people[who]


def members(channel: str) -> tuple[UserId, ...]:
    """Who reads a channel."""
    return () if channel == HELP else tuple(UserId(who) for who in channel.split("-")[1:])


@dataclass
class Line:
    """The `Messenger` and `Directory` ports of one replica. `step` is where it may die or stand still.

    `asks` is told of each message that somebody asks for, before anything is carried out.
    """

    slack: SimulatedSlack
    world: World
    step: Callable[[str], None]
    freezes: Callable[[], None]
    asks: Callable[[str, object, str], None]

    def open_group(self, users: Sequence[UserId]) -> str:
        return self._request("open", lambda: f"G-{'-'.join(sorted(users))}" if len(users) > 1 else f"D-{users[0]}")

    def post(self, to: str, note: object, marker: str, thread_ts: str = "") -> Sent:
        return self._lands(f"D-{to}" if to in HOURS else to, note, marker)

    def upload(self, channel: str, note: object, marker: str) -> Sent:
        return self._lands(channel, note, marker)

    def edit(self, where: Sent, note: object) -> None:
        message = next(one for one in self.slack.messages if one.where == where)
        self._request("edit", lambda: message.edits.append(note))

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        if self.world.happens(self.world.weather.may_not_look):
            raise Refused("channel_not_found")
        seen = self._request("find", lambda: self.slack.seen(channel, marker, since))
        self.world.tell(f"{marker[:6]} is {'seen' if seen else 'not seen'} in {channel}")
        return seen

    def pages(self) -> Iterator[Sequence[Person]]:
        everybody = list(self.slack.people.values())
        for page in (everybody[:3], everybody[3:]):
            self._request("page", lambda: None)
            yield page

    def person(self, user_id: UserId) -> Person:
        return self.slack.people[user_id]

    def is_in(self, channel: str) -> bool:
        raise AssertionError("nothing in the simulation names a help channel")

    def channel_members(self, channel: str) -> Sequence[UserId]:
        raise AssertionError("nothing in the simulation invites a channel")

    def workplace(self, user_id: UserId) -> Workplace:
        return Workplace()

    def _lands(self, channel: str, note: object, marker: str) -> Sent:
        self.slack.writes(note, marker)
        if self.world.happens(self.world.weather.refused):
            self.world.tell(f"{type(note).__name__} for {channel} is refused")
            raise Refused("user_disabled")
        asked_at = self.world.now
        self.asks(channel, note, marker)
        return self._request("post", lambda: self.slack.lands(channel, note, marker, asked_at))

    def _request(self, what: str, carry_out: Callable[[], T]) -> T:
        """One request: it may be limited or lost, its reply may be lost, and the caller may die or freeze meanwhile."""
        world, weather, came_of = self.world, self.world.weather, list[T]()
        self.step(what)
        if world.happens(weather.limited):
            raise RateLimited(world.chance.choice((1, 30, 300)))
        took = world.chance.random() * world.chance.choice((0.3, 0.3, ON_THE_WIRE))
        lost, late = world.happens(weather.call_lost), world.happens(weather.lands_late)
        if not lost:
            arrives = world.chance.random() * (LATE_BY if late else took)
            world.after(arrives, lambda: came_of.append(carry_out()))
        world.sleep(ON_THE_WIRE if lost or late else took)
        self.freezes()
        self.step(f"{what} done")
        if lost or late or world.happens(weather.reply_lost):
            world.tell(f"{what}: no answer")
            raise Unclear("timeout")
        return came_of[0]
