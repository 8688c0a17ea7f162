"""People to try the domain's rules on."""

from datetime import UTC, datetime

from bot.domain.asks.ask import Load
from bot.domain.asks.ranking import Evidence
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.base.spelling import key_of
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Limits, Member, Profile

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def skills(*labels: str) -> tuple[Skill, ...]:
    return tuple(Skill(key_of(label), label) for label in labels)


def member(
    user_id: str,
    *offers: str,
    wants: tuple[str, ...] = (),
    zone: str = "Europe/Berlin",
    department: str = "",
    limit: int = 2,
    not_areas: tuple[str, ...] = (),
) -> Member:
    return Member(
        Person(UserId(user_id), user_id.title(), zone=zone, workplace=Workplace(department=department)),
        Profile(
            UserId(user_id),
            offers=skills(*offers),
            wants=skills(*wants),
            hours=WorkingHours(zone),
            signed_up_at=MONDAY,
            limits=Limits(open_asks=limit),
            not_areas=frozenset(key_of(label) for label in not_areas),
        ),
    )


def known(*members: Member, load: Load | None = None) -> dict[UserId, Evidence]:
    return {one.user_id: Evidence(one, load or Load()) for one in members}
