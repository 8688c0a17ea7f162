"""Who waits for a mentor although somebody fits beyond any doubt, read for the audit alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, not_, or_, select, type_coerce
from sqlmodel import Session

from bot.domain.base.ids import Couple, UserId
from bot.domain.people.person import WorkspaceMembership
from bot.domain.people.profile import Format
from store.base.sql import rows, table_of
from store.mentorships.tables import MembershipRow, WaitingRow
from store.people.tables import BlockRow, PersonRow, ProfileRow, ProfileSkillRow

_waiting = table_of(WaitingRow)
_me, _other = (table_of(ProfileRow).alias(name) for name in ("me", "other"))
_my, _their = (table_of(PersonRow).alias(name) for name in ("my", "their"))
_boss = table_of(PersonRow).alias("boss")
_wanted, _offered = (table_of(ProfileSkillRow).alias(name) for name in ("wanted", "offered"))
MOST_LOOKED_AT = 20
_member, _block = table_of(MembershipRow), table_of(BlockRow)


def unserved(session: Session, since: datetime, limit: int) -> Sequence[Couple]:
    """(mentor, mentee) of those who wait since before a moment and one mentor whom nothing can keep from them: both new
    to pairs, at work at the same hours, apart in the company, and the one offers what the other wants.

    Of those who wait, the few who came last are looked at: where nobody is served, they are among them.
    """
    came = select(_waiting).where(_waiting.c.since <= since, ~_in_a_pair(_waiting.c.user_id))
    waits = came.order_by(_waiting.c.since.desc(), _waiting.c.user_id).limit(MOST_LOOKED_AT).subquery("waits")
    is_wanted, is_offered = _wanted.c.side == "want", _offered.c.side == "offer"
    skills = and_(is_offered, _offered.c.key == _wanted.c.key, _offered.c.user_id != _wanted.c.user_id)
    people = waits.join(_me, _me.c.user_id == waits.c.user_id).join(_my, _my.c.user_id == _me.c.user_id)
    wants = people.join(_wanted, and_(_wanted.c.user_id == _me.c.user_id, is_wanted)).join(_offered, skills)
    source = wants.join(_other, _other.c.user_id == _offered.c.user_id).join(
        _their, _their.c.user_id == _other.c.user_id
    )
    query = select(_other.c.user_id.label("mentor"), _me.c.user_id.label("mentee")).select_from(source)
    conditions = (*_both_are_there(), *_same_hours(), *_apart(), ~_in_a_pair(_other.c.user_id), ~_blocked())
    found = rows(session, query.where(*conditions).distinct().order_by(_me.c.user_id, _other.c.user_id).limit(limit))
    return [(UserId(row.mentor), UserId(row.mentee)) for row in found]


def _both_are_there() -> Sequence[ColumnElement[bool]]:
    over_months = type_coerce(_other.c.formats, String).contains(f'"{Format.ONE_TO_ONE.value}"')
    standing = [person.c.standing == WorkspaceMembership.MEMBER.value for person in (_my, _their)]
    free = [and_(not_(profile.c.paused), profile.c.most_pairs > 0) for profile in (_me, _other)]
    return [*standing, *free, over_months]


def _same_hours() -> Sequence[ColumnElement[bool]]:
    return [_me.c[name] == _other.c[name] for name in ("hours_zone", "hours_days", "hours_start", "hours_end")]


def _apart() -> Sequence[ColumnElement[bool]]:
    """In two departments, and neither in the other's line."""
    departments = or_(_my.c.department != _their.c.department, _my.c.department == "")
    lines = (_is_above(_my, _their.c.user_id), _is_above(_their, _my.c.user_id))
    return [departments, *(not_(line) for line in lines)]


def _is_above(person: Any, who: ColumnElement[Any]) -> ColumnElement[bool]:
    above = select(_boss.c.user_id).where(_boss.c.user_id == person.c.manager)
    return above.where(or_(_boss.c.user_id == who, _boss.c.manager == who)).exists()


def _in_a_pair(who: ColumnElement[Any]) -> ColumnElement[bool]:
    return select(_member.c.mentorship_id).where(_member.c.person == who).exists()


def _blocked() -> ColumnElement[bool]:
    this_way = and_(_block.c.blocker == _me.c.user_id, _block.c.blocked == _other.c.user_id)
    that_way = and_(_block.c.blocker == _other.c.user_id, _block.c.blocked == _me.c.user_id)
    return select(_block.c.blocker).where(or_(this_way, that_way)).exists()
