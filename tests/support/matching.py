"""People of a program to try matching on: single ones by hand, whole companies by a seed."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.skill import Skill
from bot.domain.base.spelling import key_of
from bot.domain.delivery.hours import WorkingHours
from bot.domain.matching.values import Round, Side
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Limits, Member, Profile
from bot.domain.programs.program import Participation, Program, Purpose, Rules, WorkingValue

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Europe/Lisbon", "America/New_York", "America/Chicago", "Asia/Kolkata", "Europe/London")
DEPARTMENTS = ("Engineering", "Sales", "Finance", "Customer Care", "Product", "Operations", "People", "Legal")
LEVELS = ("Associate", "Professional", "Senior", "Lead", "Director")
VALUES = tuple(WorkingValue)


def skills(*labels: str) -> tuple[Skill, ...]:
    return tuple(Skill(key_of(label), label) for label in labels)


def program(
    format_: MentorshipFormat = MentorshipFormat.ONE_TO_ONE, rules: Rules | None = None, *questions: str
) -> Program:
    return Program(
        ProgramId("p1"),
        "Growing together",
        Purpose.LEADERSHIP,
        format_,
        UserId("admin"),
        NOW,
        date(2026, 12, 1),
        rules=rules or Rules(),
        questions=questions,
    )


def side(
    user_id: str,
    role: Role = Role.MENTOR,
    *,
    offers: tuple[str, ...] = (),
    wants: tuple[str, ...] = (),
    zone: str = "Europe/Berlin",
    department: str = "",
    level: str = "",
    office: str = "",
    about: str = "",
    languages: tuple[str, ...] = ("English",),
    joined: dict[str, Any] | None = None,
    paused: bool = False,
    **more: Any,
) -> Side:
    """`joined` goes to the participation, `more` to the side."""
    name = UserId(user_id)
    person = Person(name, user_id, zone=zone, workplace=Workplace(office, department, level))
    hours = more.pop("hours", WorkingHours(zone))
    profile = Profile(
        *(name, skills(*offers), skills(*wants), hours, NOW),
        about=about,
        languages=languages,
        limits=Limits(),
        paused=paused,
    )
    return Side(Member(person, profile), Participation(ProgramId("p1"), name, role, NOW, **(joined or {})), **more)


def round_of(*sides: Side, program: Program, **more: Any) -> Round:
    return Round(program, sides, NOW, **more)


def company(people: int, seed: int, *, peers: bool = False, mentors: float = 0.45, skills_known: int = 200) -> Round:
    """A program of a made-up company: skills as unevenly spread as in life, offices in three parts of the world."""
    chance = random.Random(seed)
    known = [Skill(f"skill{number}", f"Skill {number}") for number in range(skills_known)]
    common = [1 / (number + 4) for number in range(skills_known)]
    format_ = MentorshipFormat.PEER if peers else MentorshipFormat.ONE_TO_ONE

    def one(number: int) -> Side:
        role = Role.PEER if peers else Role.MENTOR if chance.random() < mentors else Role.MENTEE
        return _person(f"U{number:06}", role, chance, known, common)

    return Round(program(format_), tuple(one(number) for number in range(people)), NOW)


def _person(name: str, role: Role, chance: random.Random, known: list[Skill], common: list[float]) -> Side:
    user_id = UserId(name)
    zone = chance.choice(ZONES)
    level = chance.choice(LEVELS[2:] if role is Role.MENTOR else LEVELS[:3] if role is Role.MENTEE else LEVELS)
    workplace = Workplace(zone.partition("/")[2], chance.choice(DEPARTMENTS), level)
    person = Person(user_id, name, zone=zone, workplace=workplace)
    picked = tuple(dict.fromkeys(chance.choices(known, common, k=chance.randint(2, 6))))
    profile = Profile(
        *(
            user_id,
            picked if role is not Role.MENTEE else (),
            picked if role is Role.MENTEE else (),
            WorkingHours(zone),
        ),
        NOW,
        languages=("English", "Deutsch") if chance.random() < 0.2 else ("English",),
    )
    wants = tuple(dict.fromkeys(chance.choices(known, common, k=3))) if role is Role.PEER else ()
    joined = Participation(
        *(ProgramId("p1"), user_id, role, NOW),
        goals=chance.choice(("leadership of a small team", "speak in public", "find my way as a lead", "")),
        wants=wants,
        values=frozenset(chance.sample(VALUES, 3)),
        left_out=int(chance.random() < 0.05),
    )
    line = tuple({UserId(f"U{chance.randrange(1000):06}"), UserId(f"U{chance.randrange(50):06}")} - {user_id})
    earlier = {UserId(f"U{chance.randrange(1000):06}"): NOW - timedelta(weeks=4)} if chance.random() < 0.1 else {}
    return Side(
        Member(person, profile),
        joined,
        free=chance.choice((1, 1, 2, 2, 3)) if role is Role.MENTOR else 1,
        reporting_line=tuple(sorted(line)),
        blocked=frozenset({UserId(f"U{chance.randrange(1000):06}")}) if chance.random() < 0.05 else frozenset(),
        earlier=earlier,
        rating=chance.random() if chance.random() < 0.3 else None,
    )
