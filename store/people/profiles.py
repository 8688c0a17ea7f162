"""Profiles of members, and the skills in use in the company."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select
from sqlmodel import Session

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person, WorkspaceMembership
from bot.domain.people.profile import Format, Limits, Member, Profile
from bot.ports import Holidays, Profiles
from store.base.columns import UtcDateTime
from store.base.sql import (
    Rowlike,
    among,
    among_named,
    insert_for,
    is_sqlite,
    listing,
    one_of,
    put,
    rows,
    table_of,
)
from store.people.directory import person_of
from store.people.search_text import forget_text, keep_profile_text
from store.people.tables import PersonRow, ProfileRow, ProfileSkillRow, SkillRow

_person = table_of(PersonRow)
_profile = table_of(ProfileRow)
_used = table_of(ProfileSkillRow)
_skill = table_of(SkillRow)


@lru_cache(maxsize=16_384)
def _skill_of(key: str, label: str) -> Skill:
    """One value for all who name the same skill: thousands are read for one ranking."""
    return Skill(key, label)


def skills_of(pairs: Sequence[Sequence[str]]) -> tuple[Skill, ...]:
    """Skills out of their [key, label] pairs."""
    return tuple(_skill_of(key, label) for key, label in pairs)


def listed(skills: Collection[Skill]) -> list[list[str]]:
    """Skills as [key, label] pairs."""
    return [[skill.key, skill.label] for skill in skills]


def folded(label: str) -> str:
    """A label as words that a typed beginning is looked up in: ` rest api `."""
    return " ".join(["", *re.findall(r"[\w+#.]+", label.casefold())])


def profile_of(row: Rowlike, holidays: Holidays) -> Profile:
    """The profile a row stands for, with the public holidays of its zone."""
    return Profile(
        user_id=UserId(row.user_id),
        offers=skills_of(row.offers),
        wants=skills_of(row.wants),
        hours=WorkingHours(
            zone=row.hours_zone,
            days=frozenset(int(day) for day in row.hours_days),
            start=row.hours_start,
            end=row.hours_end,
            days_off=holidays(row.hours_zone),
        ),
        signed_up_at=row.signed_up_at,
        about=row.about,
        formats=frozenset(Format(name) for name in row.formats),
        languages=tuple(row.languages),
        limits=Limits(open_asks=row.most_open_asks, pairs=row.most_pairs),
        paused=row.paused,
        paused_until=row.paused_until,
        not_areas=frozenset(row.not_areas),
    )


def _values(profile: Profile) -> dict[str, Any]:
    return {
        "user_id": profile.user_id,
        "offers": listed(profile.offers),
        "wants": listed(profile.wants),
        "about": profile.about,
        "formats": sorted(profile.formats),
        "languages": list(profile.languages),
        "not_areas": sorted(profile.not_areas),
        "hours_zone": profile.hours.zone,
        "hours_days": "".join(str(day) for day in sorted(profile.hours.days)),
        "hours_start": profile.hours.start,
        "hours_end": profile.hours.end,
        "most_open_asks": profile.limits.open_asks,
        "most_pairs": profile.limits.pairs,
        "paused": profile.paused,
        "paused_until": profile.paused_until,
        "signed_up_at": profile.signed_up_at,
    }


@cache
def _members(sqlite_speaks: bool) -> Select[Any]:
    person = [column for column in _person.c if column.name != "user_id"]
    wanted = among_named(sqlite_speaks, _profile.c.user_id, "user_ids")
    return select(_profile, *person).join_from(_profile, _person).where(wanted)


_PAUSES_ENDED = (
    select(_profile.c.user_id)
    .where(_profile.c.paused & (_profile.c.paused_until <= bindparam("now", type_=UtcDateTime)))
    .order_by(_profile.c.paused_until)
)


class SqlProfiles(Profiles):
    """Profiles over a session; each comes with the public holidays of its zone."""

    def __init__(self, session: Session, holidays: Holidays) -> None:
        self._session = session
        self._holidays = holidays

    def get(self, user_id: UserId, *, lock: bool = False) -> Profile | None:
        row = self._session.execute(one_of(_profile, "user_id", lock=lock), {"user_id": user_id}).first()
        return profile_of(row, self._holidays) if row else None

    def member(self, user_id: UserId) -> Member | None:
        return self.members([user_id]).get(user_id)

    def members(self, user_ids: Collection[UserId], *, lock: bool = False) -> dict[UserId, Member]:
        if lock:
            wanted = select(_profile.c.user_id).where(among(self._session, _profile.c.user_id, user_ids))
            self._session.execute(wanted.order_by(_profile.c.user_id).with_for_update())
        given = {"user_ids": listing(self._session, user_ids)}
        found = self._session.execute(_members(is_sqlite(self._session)), given).all()
        return {row.user_id: Member(person_of(row), profile_of(row, self._holidays)) for row in found}

    def save(self, profile: Profile) -> None:
        put(self._session, _profile, _values(profile))
        self._save_skills(profile)
        keep_profile_text(self._session, profile)

    def delete(self, user_id: UserId) -> None:
        self._session.execute(delete(_profile).where(_profile.c.user_id == user_id))
        forget_text(self._session, f"profile:{user_id}")

    def everybody(self) -> Sequence[Person]:
        query = (
            select(_person).join_from(_person, _profile).where(_person.c.standing == WorkspaceMembership.MEMBER.value)
        )
        return [person_of(row) for row in rows(self._session, query.order_by(_person.c.user_id))]

    def pauses_ended(self, now: datetime) -> Sequence[UserId]:
        found = self._session.execute(_PAUSES_ENDED, {"now": now}).all()
        return [UserId(row.user_id) for row in found]

    def known_skills(self, prefix: str, limit: int) -> Sequence[Skill]:
        typed = folded(prefix)
        if prefix.strip() and not typed:
            return []
        uses = func.count().label("uses")
        fitting = _skill.c.words.contains(typed, autoescape=True)
        query = select(_skill.c.key, _skill.c.label, uses).join_from(_skill, _used, _used.c.key == _skill.c.key)
        grouped = query.where(fitting).group_by(_skill.c.key, _skill.c.label).order_by(uses.desc(), _skill.c.label)
        return [Skill(row.key, row.label) for row in rows(self._session, grouped.limit(limit))]

    def _save_skills(self, profile: Profile) -> None:
        sides = {"offer": profile.offers, "want": profile.wants}
        uses = sorted({(side, skill.key) for side, skills in sides.items() for skill in skills})
        self._session.execute(delete(_used).where(_used.c.user_id == profile.user_id))
        if not uses:
            return
        self._session.execute(
            insert(_used), [{"user_id": profile.user_id, "side": side, "key": key} for side, key in uses]
        )
        labels = {skill.key: skill.label for skill in (*profile.offers, *profile.wants)}
        new = insert_for(self._session, _skill).on_conflict_do_nothing()
        self._session.execute(
            new, [{"key": key, "label": labels[key], "words": folded(labels[key])} for key in sorted(labels)]
        )
