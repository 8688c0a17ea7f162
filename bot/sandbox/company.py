"""The seeded company: who works there, what they said, and what forty of them told Mentor about themselves.

The data lie in company.json. What Slack knows becomes seeds of the workspace; what people signed up with and
the questions they once answered are plain values, for whoever fills Mentor's own store.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.workspace import Workspace

_DATA = Path(__file__).with_name("company.json")
_DOMAIN = "harbourline.example"


@dataclass(frozen=True, slots=True)
class SeedMessage:
    """Something a person wrote in a channel before the story begins."""

    channel: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Signup:
    """What one person filled in when they joined Mentor. `formats` are the product's words: flash, one_to_one, …"""

    user_id: str
    offers: tuple[str, ...]
    wants: tuple[str, ...]
    about: str
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    max_open_asks: int
    max_pairs: int


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """A question that was answered before; `rating` is a_lot, some or not, as the asker told privately."""

    question: str
    skills: tuple[str, ...]
    asker: str
    helper: str
    rating: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class Company:
    """All that the local workspace starts with."""

    name: str
    newcomer: str
    """The id of somebody who has not signed up: whom a visitor plays first."""
    users: tuple[SeedUser, ...]
    channels: tuple[SeedChannel, ...]
    messages: tuple[SeedMessage, ...]
    signups: tuple[Signup, ...]
    answers: tuple[PastAnswer, ...]


def load_company(path: Path = _DATA) -> Company:
    """Reads the seeded company; the same file always gives the same company."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    zones = raw["offices"]
    users = tuple(_user(person, zones) for person in raw["people"])
    channels = tuple(_channel(channel, raw["people"]) for channel in raw["channels"])
    return Company(
        name=raw["name"],
        newcomer=user_id(raw["newcomer"]),
        users=users,
        channels=channels,
        messages=tuple(_message(line) for line in raw["messages"]),
        signups=tuple(_signup(line) for line in raw["signups"]),
        answers=tuple(_answer(line) for line in raw["answers"]),
    )


def let_them_talk(workspace: Workspace, company: Company) -> None:
    """Writes the company's first messages, read by everybody: what is new on the page is then the visitor's doing."""
    for message in company.messages:
        workspace.human(message.author).say(message.channel, message.text)
    for channel in company.channels:
        for member in channel.members:
            workspace.human(member).mark_read(channel.id)


def user_id(handle: str) -> str:
    """The Slack id of a seeded person: readable, and of the shape Slack uses."""
    letters = re.sub(r"[^A-Z0-9]", "", _ascii(handle).upper())
    return "U0" + letters[:12].ljust(9, "0")


def channel_id(name: str) -> str:
    """The Slack id of a seeded channel."""
    return "C0" + re.sub(r"[^A-Z0-9]", "", name.upper())[:12].ljust(9, "0")


def _user(person: Mapping[str, Any], zones: Mapping[str, str]) -> SeedUser:
    role = person.get("role", "")
    office = person["office"]
    return SeedUser(
        id=user_id(person["handle"]),
        name=person["handle"],
        real_name=person["name"],
        display_name=person["name"],
        title=person["title"],
        tz=zones[office],
        is_admin=role in ("admin", "owner"),
        is_owner=role == "owner",
        is_restricted=role in ("guest", "single_channel_guest"),
        is_ultra_restricted=role == "single_channel_guest",
        deleted=role == "deactivated",
        email=f"{person['handle']}@{_DOMAIN}",
        fields=_fields(person),
        locale="en-US" if office == "New York" else "en-GB",
    )


def _fields(person: Mapping[str, Any]) -> dict[str, str]:
    fields = {"Office": person["office"], "Start date": person["start"]}
    fields |= {label: person[key] for label, key in (("Department", "department"), ("Level", "level")) if key in person}
    if "manager" in person:
        fields["Manager"] = user_id(person["manager"])
    return fields


def _channel(channel: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> SeedChannel:
    name, who = channel["name"], channel["members"]
    members = tuple(user_id(person["handle"]) for person in people if _belongs(person, who))
    return SeedChannel(channel_id(name), name, channel["topic"], members, is_private=who.startswith("!"))


def _belongs(person: Mapping[str, Any], who: str) -> bool:
    """`all`, a department, `@office`, or a list of handles (a leading `!` makes the channel private)."""
    handles = who.removeprefix("!").split(",")
    if person["handle"] in handles:
        return True
    if person.get("role") in ("deactivated", "guest", "single_channel_guest"):
        return False
    return who in ("all", person.get("department"), "@" + person["office"])


def _message(line: Mapping[str, str]) -> SeedMessage:
    return SeedMessage(channel_id(line["channel"]), user_id(line["author"]), line["text"])


def _signup(line: Mapping[str, Any]) -> Signup:
    return Signup(
        user_id(line["handle"]),
        tuple(line["offers"]),
        tuple(line["wants"]),
        line["about"],
        tuple(line["formats"]),
        tuple(line["languages"]),
        line["max_open_asks"],
        line["max_pairs"],
    )


def _answer(line: Mapping[str, Any]) -> PastAnswer:
    asker, helper = user_id(line["asker"]), user_id(line["helper"])
    return PastAnswer(line["question"], tuple(line["skills"]), asker, helper, line["rating"], line["days_ago"])


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
