"""Who somebody is, as others may read it."""

from dataclasses import dataclass

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill


@dataclass(frozen=True, slots=True)
class Card:
    """Who somebody is, in a line. `known` is False while the name is hidden: then only the department is shown."""

    user_id: UserId
    name: str
    title: str = ""
    office: str = ""
    department: str = ""
    zone: str = "UTC"
    about: str = ""
    skills: tuple[Skill, ...] = ()
    known: bool = True
