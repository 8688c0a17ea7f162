"""Pairs with the traces of their lives, read for the audit alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session

from bot.domain.across.auditing import Owed
from bot.domain.across.mentorship_auditing import Trail, rounds_of
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.outbox import NoteAction
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.mentorships.messages import CycleAbout, MeetingCalendar, MeetingTimes, MentorshipAbout, MentorshipThanks
from bot.domain.people.person import WorkspaceMembership
from store.base.sql import among, rows, table_of
from store.delivery.tables import OutboxRow
from store.mentorships.mentorships import membership_of, mentorship_of
from store.mentorships.tables import CheckInRow, MeetingRow, MembershipRow, MentorshipRow, WrapUpRow
from store.people.tables import PersonRow, ProfileRow
from store.programs.tables import ParticipationRow

_mentorship = table_of(MentorshipRow)
_member = table_of(MembershipRow)
_person = table_of(PersonRow)
_outbox = table_of(OutboxRow)
_check_in = table_of(CheckInRow)
_meeting = table_of(MeetingRow)
_profile = table_of(ProfileRow)
_wrap_up = table_of(WrapUpRow)


_BETWEEN = " "
_joined = table_of(ParticipationRow)
_OF_MEMBER = "member_"
"""What the columns of a member begin with where they stand beside the mentorship's."""


def trails(session: Session, since: datetime, after: str, limit: int) -> Sequence[Trail]:
    """Mentorships that are not over, or ended after a moment, with all that the audit wants to know, in order of
    ids."""
    found = _mentorships(session, since, after, limit)
    said = _said(session, list(found))
    rounds = {its: rounds_of(one, said.get(its, NOTHING)[0]) for its, (one, _) in found.items()}
    written = _written(session, rounds)
    return [Trail(one, there, written[its], *said.get(its, NOTHING)) for its, (one, there) in found.items()]


def _mentorships(
    session: Session, since: datetime, after: str, limit: int
) -> dict[MentorshipId, tuple[Mentorship, dict[UserId, datetime]]]:
    """Read in one statement with who is there, and since when: nobody leaves in between."""
    looked_at = or_(_mentorship.c.state.in_(["proposed", "active", "paused"]), _mentorship.c.ended_at >= since)
    query = select(_mentorship).where(looked_at, _mentorship.c.id > after)
    its = query.order_by(_mentorship.c.id).limit(limit).subquery("its")
    in_program = and_(_joined.c.program_id == its.c.program_id, _joined.c.user_id == _member.c.person)
    is_member = and_(_person.c.user_id == _member.c.person, _person.c.standing == WorkspaceMembership.MEMBER.value)
    source = its.join(_member, _member.c.mentorship_id == its.c.id).outerjoin(_person, is_member)
    source = source.outerjoin(_profile, _profile.c.user_id == _person.c.user_id).outerjoin(_joined, in_program)
    since_when = case((_joined.c.left_at.is_(None), _profile.c.signed_up_at)).label("since")
    theirs = (column.label(f"{_OF_MEMBER}{column.name}") for column in _member.c)
    found: dict[MentorshipId, tuple[Mentorship, dict[UserId, datetime]]] = {}
    ordered = select(its, *theirs, since_when).select_from(source).order_by(its.c.id, _member.c.seat)
    for _, group in groupby(rows(session, ordered), key=lambda row: row.id):
        each = list(group)
        members = [membership_of(row, _OF_MEMBER) for row in each]
        one = mentorship_of(each[0], members)
        there = zip(members, each, strict=True)
        found[one.id] = one, {who.person: row.since for who, row in there if row.since and not who.left_at}
    return found


Written = dict[tuple[str, int], dict[str, datetime]]


def _written(session: Session, rounds: Mapping[MentorshipId, range]) -> dict[str, Written]:
    """To whom each kind of message about these rounds was written. Counted together where they lie: there are many."""
    abouts = {MentorshipAbout(one).id: (one, 0) for one in rounds}
    abouts |= {CycleAbout(one, number).id: (one, number) for one, its in rounds.items() for number in its}
    mine = among(session, _outbox.c.about_id, abouts) & (_outbox.c.action != NoteAction.EDIT.value)
    to, at = func.aggregate_strings(_outbox.c.to, _BETWEEN).label("people"), func.max(_outbox.c.created_at).label("at")
    query = select(_outbox.c.about_id, _outbox.c.kind, to, at).where(mine)
    found: dict[str, Written] = defaultdict(dict)
    for about, kind, people, latest in rows(session, query.group_by(_outbox.c.about_id, _outbox.c.kind)):
        mentorship_id, number = abouts[about]
        found[mentorship_id][kind, number] = dict.fromkeys(people.split(_BETWEEN), latest)
    return found


Said = tuple[int, datetime | None]
NOTHING: Said = (0, None)


def _said(session: Session, mentorship_ids: Collection[MentorshipId]) -> dict[str, Said]:
    """The last round about which something was said, and when anything was last said."""
    last, at = func.max(_check_in.c.cycle).label("last"), func.max(_check_in.c.at).label("said_at")
    query = select(_check_in.c.mentorship_id, last, at).where(among(session, _check_in.c.mentorship_id, mentorship_ids))
    return {
        row.mentorship_id: (row.last, row.said_at) for row in rows(session, query.group_by(_check_in.c.mentorship_id))
    }


def unwritten(session: Session, since: datetime) -> Sequence[Owed]:
    """What somebody of a pair did since a moment without the message that goes with it: times asked for, a time picked,
    words of thanks to somebody who is still there."""
    made = (_meeting.c.id, _meeting.c.created_at.label("at"))
    asked = select(*made).where(_meeting.c.created_at >= since, ~_meeting.c.introduced)
    picked = select(*made).where(_meeting.c.created_at >= since, _meeting.c.picked.is_not(None))
    other = _member.c.person
    there = select(_profile.c.user_id).where(_profile.c.user_id == other).exists()
    others = and_(_member.c.mentorship_id == _wrap_up.c.mentorship_id, other != _wrap_up.c.user_id)
    last_words = select(_wrap_up.c.mentorship_id.label("id"), _wrap_up.c.at).join_from(_wrap_up, _member, others)
    thanked = last_words.where(_wrap_up.c.at >= since, _wrap_up.c.thanks != "", there)
    return [
        Owed(kind, row.id, row.at)
        for kind, query, about, to in (
            (MeetingTimes.name, asked, _meeting.c.id, _outbox.c.to),
            (MeetingCalendar.name, picked, _meeting.c.id, _outbox.c.to),
            (MentorshipThanks.name, thanked, _wrap_up.c.mentorship_id, other),
        )
        for row in rows(session, query.where(~_has_message(kind, about, to)))
    ]


def _has_message(kind: str, about: ColumnElement[Any], to: ColumnElement[Any]) -> ColumnElement[bool]:
    its = (_outbox.c.about_id == about) & (_outbox.c.kind == kind) & (_outbox.c.to == to)
    return select(_outbox.c.id).where(its, _outbox.c.action != NoteAction.EDIT.value).exists()
