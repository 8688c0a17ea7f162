"""Pairs with the traces of their lives, read for the audit alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session

from bot.domain.across.auditing import Owed
from bot.domain.across.mentorship_auditing import Trail, rounds_of
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.outbox import NoteAction, NoteKind
from bot.domain.people.person import WorkspaceMembership
from store.base.sql import Rowlike, among, rows, table_of
from store.delivery.tables import OutboxRow
from store.mentorships.mentorships import pair_of
from store.mentorships.tables import CheckInRow, MeetingRow, MentorshipRow, WrapUpRow
from store.people.tables import PersonRow, ProfileRow
from store.programs.tables import ParticipationRow

_pair = table_of(MentorshipRow)
_outbox = table_of(OutboxRow)
_check_in = table_of(CheckInRow)
_meeting = table_of(MeetingRow)
_profile = table_of(ProfileRow)
_wrap_up = table_of(WrapUpRow)


@dataclass(frozen=True, slots=True)
class _Side:
    """What is joined to a pair about one of the two: since when they are there, NULL where they are not."""

    tables: tuple[Any, ...]
    conditions: tuple[ColumnElement[bool], ...]
    since: ColumnElement[Any]


def _side(name: str) -> _Side:
    who = _pair.c[name]
    person, profile, joined = (table_of(row).alias(f"{name}_{row.__tablename__}") for row in _JOINED)
    is_member = and_(person.c.user_id == who, person.c.standing == WorkspaceMembership.MEMBER.value)
    in_program = and_(joined.c.program_id == _pair.c.program_id, joined.c.user_id == who)
    since = case((joined.c.left_at.is_(None), profile.c.signed_up_at)).label(f"{name}_since")
    return _Side((person, profile, joined), (is_member, profile.c.user_id == person.c.user_id, in_program), since)


_KINDS = {kind.value: kind for kind in NoteKind}
_BETWEEN = " "
_JOINED = (PersonRow, ProfileRow, ParticipationRow)
_SIDES = (_side("mentor"), _side("mentee"))


def trails(session: Session, since: datetime, after: str, limit: int) -> Sequence[Trail]:
    """Pairs that are not over, or ended after a moment, with all that the audit wants to know, in order of ids."""
    found = _pairs(session, since, after, limit)
    pairs = [pair_of(row) for row in found]
    said = _said(session, [pair.id for pair in pairs])
    rounds = {pair.id: rounds_of(pair, said.get(pair.id, NOTHING)[0]) for pair in pairs}
    written = _written(session, rounds)
    return [
        Trail(pair, _there(row), written[pair.id], *said.get(pair.id, NOTHING))
        for row, pair in zip(found, pairs, strict=True)
    ]


def _pairs(session: Session, since: datetime, after: str, limit: int) -> Sequence[Rowlike]:
    """Read in one statement with who is there: nobody leaves in between."""
    looked_at = or_(_pair.c.state.in_(["proposed", "active", "paused"]), _pair.c.ended_at >= since)
    source: Any = _pair
    for side in _SIDES:
        for table, condition in zip(side.tables, side.conditions, strict=True):
            source = source.outerjoin(table, condition)
    query = select(_pair, *(side.since for side in _SIDES)).select_from(source)
    return rows(session, query.where(looked_at, _pair.c.id > after).order_by(_pair.c.id).limit(limit))


def _there(row: Rowlike) -> dict[UserId, datetime]:
    both = ((row.mentor, row.mentor_since), (row.mentee, row.mentee_since))
    return {UserId(who): since for who, since in both if since is not None}


Written = dict[tuple[NoteKind, int], dict[str, datetime]]


def _written(session: Session, rounds: Mapping[MentorshipId, range]) -> dict[str, Written]:
    """To whom each kind of message about these rounds was written. Counted together where they lie: there are many."""
    subjects = {f"{pair_id}/{number}" for pair_id, its in rounds.items() for number in its} | set(rounds)
    mine = among(session, _outbox.c.subject, subjects) & (_outbox.c.action != NoteAction.EDIT.value)
    to, at = func.aggregate_strings(_outbox.c.to, _BETWEEN).label("people"), func.max(_outbox.c.created_at).label("at")
    query = select(_outbox.c.subject, _outbox.c.kind, to, at).where(mine)
    found: dict[str, Written] = defaultdict(dict)
    for subject, kind, people, latest in rows(session, query.group_by(_outbox.c.subject, _outbox.c.kind)):
        pair_id, _, about = subject.partition("/")
        found[pair_id][_KINDS[kind], int(about or 0)] = dict.fromkeys(people.split(_BETWEEN), latest)
    return found


Said = tuple[int, datetime | None]
NOTHING: Said = (0, None)


def _said(session: Session, pair_ids: Collection[MentorshipId]) -> dict[str, Said]:
    """The last round about which something was said, and when anything was last said."""
    last, at = func.max(_check_in.c.round_number).label("last"), func.max(_check_in.c.at).label("said_at")
    query = select(_check_in.c.pair_id, last, at).where(among(session, _check_in.c.pair_id, pair_ids))
    return {row.pair_id: (row.last, row.said_at) for row in rows(session, query.group_by(_check_in.c.pair_id))}


def unwritten(session: Session, since: datetime) -> Sequence[Owed]:
    """What somebody of a pair did since a moment without the message that goes with it: times asked for, a time picked,
    words of thanks to somebody who is still there."""
    made = (_meeting.c.id, _meeting.c.created_at.label("at"))
    asked = select(*made).where(_meeting.c.created_at >= since, _meeting.c.id != _meeting.c.pair_id + "-1")
    picked = select(*made).where(_meeting.c.created_at >= since, _meeting.c.picked.is_not(None))
    other = case((_wrap_up.c.user_id == _pair.c.mentor, _pair.c.mentee), else_=_pair.c.mentor)
    there = select(_profile.c.user_id).where(_profile.c.user_id == other).exists()
    last_words = select(_wrap_up.c.pair_id.label("id"), _wrap_up.c.at).join_from(_wrap_up, _pair)
    thanked = last_words.where(_wrap_up.c.at >= since, _wrap_up.c.thanks != "", there)
    return [
        Owed(kind, row.id, row.at)
        for kind, query, subject, to in (
            (NoteKind.PAIR_TIMES, asked, _meeting.c.id, _outbox.c.to),
            (NoteKind.PAIR_CALENDAR, picked, _meeting.c.id, _outbox.c.to),
            (NoteKind.PAIR_THANKS, thanked, _wrap_up.c.pair_id, other),
        )
        for row in rows(session, query.where(~_has_message(kind, subject, to)))
    ]


def _has_message(kind: NoteKind, subject: ColumnElement[Any], to: ColumnElement[Any]) -> ColumnElement[bool]:
    its = (_outbox.c.subject == subject) & (_outbox.c.kind == kind.value) & (_outbox.c.to == to)
    return select(_outbox.c.id).where(its, _outbox.c.action != NoteAction.EDIT.value).exists()
