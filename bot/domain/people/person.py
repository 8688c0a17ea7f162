"""Somebody in the company's directory."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.base.ids import UserId


class WorkspaceMembership(StrEnum):
    """What somebody is in the workspace. Only a `MEMBER` may take part."""

    MEMBER = "member"
    GUEST = "guest"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody stands in the company; empty strings and None where the directory does not say."""

    office: str = ""
    department: str = ""
    level: str = ""
    manager: UserId | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the directory. `zone` is an IANA name; `image` the address of a picture or empty."""

    user_id: UserId
    name: str
    title: str = ""
    zone: str = "UTC"
    standing: WorkspaceMembership = WorkspaceMembership.MEMBER
    is_admin: bool = False
    workplace: Workplace = field(default_factory=Workplace)

    @property
    def may_take_part(self) -> bool:
        """Whether this person can sign up, be matched or be written to."""
        return self.standing is WorkspaceMembership.MEMBER
