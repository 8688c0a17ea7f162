"""Who and what is in a workspace when it starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SeedUser:
    """One person (or bot) of the team, as Slack's directory knows them.

    `fields` are the team's custom profile fields by label (Office, Department, Level, Manager, Start date …).
    `is_stranger` is somebody of another company who shares no visible channel.
    """

    id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    tz: str = "Europe/Berlin"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_stranger: bool = False
    email: str = ""
    image: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class SeedChannel:
    """A channel that exists from the start; `members` are user ids (the bot's too, where it was invited)."""

    id: str
    name: str
    topic: str = ""
    members: Sequence[str] = ()
    is_private: bool = False
