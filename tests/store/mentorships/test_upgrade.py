"""Pairs of an installation that runs become mentorships with members, with all that was said in them."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, insert, select
from sqlalchemy.schema import MetaData

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import (
    CheckedIn,
    CheckIn,
    DeclineReason,
    EndReason,
    Goal,
    GoalId,
    Meeting,
    MeetingId,
    Membership,
    Mentorship,
    MentorshipState,
    ProposalAnswer,
    WrapUp,
)
from store import migrate
from store.base.engine import new_engine
from store.database import SqlStore
from tests.support.databases import Databases

BEFORE = "0005"
"""The schema of the installations there are."""
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 30)
ADA, BEN = UserId("UADA"), UserId("UBEN")
YES, NO = ProposalAnswer.YES, ProposalAnswer.NO

PAIR: dict[str, Any] = {
    **{"mentor": ADA, "mentee": BEN, "created_at": NOW, "rhythm": "weekly", "score": 0.25, "group_channel": ""},
    **{"reasons": json.dumps([["skills", "Python"]]), "objective": "", "meetings": 0, "silence": 0},
    **{"round_number": 0, "topics_used": "[]", "state": "proposed"},
}
PAIRS: dict[str, dict[str, Any]] = {
    "proposed": {"program_id": "one_to_one", "answer_by": NOW + timedelta(days=3), "mentee_answer": "yes"},
    "asked": {"mentee_answer": "yes", "objective": "Negotiating", "answer_by": NOW},
    "active": {
        **{"program_id": "peer", "state": "active", "mentor_answer": "yes", "mentee_answer": "yes"},
        **{"starts_on": NOW.date(), "ends_on": DAY, "meetings": 2, "silence": 1, "round_number": 4},
        **{"next_round_on": DAY, "topics_used": json.dumps(["first", "second"]), "group_channel": "G1"},
    },
    "paused": {
        "program_id": "reverse",
        "state": "paused",
        "paused_until": DAY,
        "objective": "From Ben",
        "round_number": 3,
    },
    "theirs": {"program_id": "shown", "state": "active", "objective": "From Ada", "round_number": 1},
    "ended": {"state": "ended", "end_reason": "no_fit", "ended_at": NOW, "starts_on": NOW.date()},
    "declined": {
        **{"state": "declined", "ended_at": NOW, "mentor_answer": "yes", "mentee_answer": "no"},
        **{"declined_by": BEN, "decline_reason": "time", "not_before": DAY},
    },
    "lapsed": {"state": "lapsed", "ended_at": NOW, "end_reason": "program_ended", "mentor_answer": "yes"},
}
PROGRAM: dict[str, Any] = {
    **{"name": "Rise", "purpose": "skill", "purpose_words": "", "created_by": ADA, "created_at": NOW, "starts_on": DAY},
    **{"invited_channel": "", "invited_departments": "[]", "invited_levels": "[]", "invited_people": "[]"},
    **{"rhythm": "weekly", "length_weeks": 12, "both_accept": True, "same_team": False, "weigh": "balanced"},
    **{"questions": "[]", "state": "running"},
}
_NOTHING = dict.fromkeys(("wants", "working_values", "answers"), "[]")
JOINED: dict[str, Any] = {"joined_at": NOW, "goals": "", "left_out": 0} | _NOTHING


@pytest.fixture(params=["sqlite", "postgres"])
def before(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database as the installations have it, with pairs in every state."""
    with databases.empty(request.param) as url:
        migrate.upgrade(url, BEFORE)
        engine = create_engine(url)
        with engine.begin() as connection:
            _fill(connection)
        engine.dispose()
        yield url


def _fill(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)

    def put(name: str, /, **values: Any) -> None:
        table: Table = tables.tables[name]
        connection.execute(insert(table).values(**values))

    for its, form in {"one_to_one": "one_to_one", "peer": "peer", "reverse": "reverse", "shown": "reverse"}.items():
        put("program", **PROGRAM, id=its, format=form)
    for its, who, said in (("reverse", BEN, "From Ben"), ("reverse", ADA, "From Ada"), ("shown", ADA, "From Ada")):
        role = "mentee" if who == BEN else "mentor"
        put("participation", **JOINED, program_id=its, user_id=who, role=role, objective=said)
    for its, fields in PAIRS.items():
        put("pair", **(PAIR | {"id": its} | fields))
    slots, picked = json.dumps([NOW.isoformat()]), {"picked": NOW, "picked_by": BEN}
    put("meeting", id="active-1", pair_id="active", round_number=1, created_at=NOW, slots=slots, **picked)
    put("check_in", pair_id="active", user_id=ADA, round_number=3, said="met", at=NOW)
    put("pulse", pair_id="active", user_id=BEN, kind="fit", round_number=1, value=4, at=NOW)
    steps = json.dumps([["Begin", True]])
    put(
        "goal",
        id="g1",
        pair_id="active",
        owner=BEN,
        words="Speak",
        created_at=NOW,
        steps=steps,
        due_on=DAY,
        progress=50,
    )
    put("wrap_up", pair_id="ended", user_id=ADA, at=NOW, reached="Much", thanks="Thank you", next_step="again")


def of(*members: Membership, its: str, **fields: Any) -> Mentorship:
    """What a pair has become."""
    known: dict[str, Any] = {"rhythm": Rhythm.WEEKLY, "score": 0.25, "reasons": (Reason("skills", ("Python",)),)}
    program = PAIRS[its].get("program_id")
    state = MentorshipState(PAIRS[its].get("state", "proposed"))
    return Mentorship(MentorshipId(its), program, members, state, NOW, **(known | fields))


def ben(
    role: Role = Role.MENTEE, answer: ProposalAnswer | None = None, objective: str = "", **fields: Any
) -> Membership:
    """The one who was the mentee, in the first seat."""
    return Membership(BEN, role, answer, objective, **fields)


def ada(role: Role = Role.MENTOR, answer: ProposalAnswer | None = None, objective: str = "") -> Membership:
    """The one who was the mentor."""
    return Membership(ADA, role, answer, objective)


AFTER = [
    of(ben(answer=YES), ada(), its="proposed", answer_by=NOW + timedelta(days=3)),
    of(ben(answer=YES, objective="Negotiating"), ada(), its="asked", answer_by=NOW),
    of(
        ben(Role.PEER, YES),
        ada(Role.PEER, YES),
        its="active",
        format=MentorshipFormat.PEER,
        starts_on=NOW.date(),
        ends_on=DAY,
        meetings=2,
        silence=1,
        cycle=4,
        next_cycle_on=DAY,
        topics_used=("first", "second"),
        group_channel="G1",
    ),
    of(
        ben(objective="From Ben"),
        ada(objective="From Ada"),
        its="paused",
        format=MentorshipFormat.REVERSE,
        paused_until=DAY,
        cycle=3,
    ),
    of(ben(), ada(objective="From Ada"), its="theirs", format=MentorshipFormat.REVERSE, cycle=1),
    of(ben(), ada(), its="ended", end_reason=EndReason.NO_FIT, ended_at=NOW, starts_on=NOW.date()),
    of(
        ben(answer=NO, decline_reason=DeclineReason.TIME, not_before=DAY), ada(answer=YES), its="declined", ended_at=NOW
    ),
    of(ben(), ada(answer=YES), its="lapsed", ended_at=NOW, end_reason=EndReason.PROGRAM_ENDED),
]


def test_every_pair_is_a_mentorship_with_two_members(before: str) -> None:
    migrate.upgrade(before)
    store = SqlStore(new_engine(before))
    with store.read() as tx:
        found = {its: tx.mentorships.get(MentorshipId(its)) for its in PAIRS}
        assert list(found.values()) == AFTER
        assert [one.id for one in tx.mentorships.declined_by([ADA, BEN])] == ["declined"]
        assert tx.mentorships.loads_of([ADA, BEN]) == {ADA: 5, BEN: 5}
    store.close()


def test_all_that_was_said_is_kept(before: str) -> None:
    migrate.upgrade(before)
    its, ended = MentorshipId("active"), MentorshipId("ended")
    store = SqlStore(new_engine(before))
    with store.read() as tx:
        assert tx.meetings.of(its) == [Meeting(MeetingId("active-1"), its, 1, NOW, (NOW,), NOW, BEN, True)]
        assert tx.answers.check_ins(its) == [CheckedIn(its, ADA, 3, CheckIn.MET, NOW)]
        assert tx.goals.of(its) == [Goal(GoalId("g1"), its, BEN, "Speak", NOW, (("Begin", True),), DAY, 50)]
        assert tx.answers.wrap_ups(ended) == [WrapUp(ended, ADA, NOW, "Much", "Thank you", "again")]
        assert tx.answers.ratings_of([ADA, BEN]) == {ADA: 4.0}
    with store.engine.connect() as connection:
        pulses = connection.exec_driver_sql("SELECT mentorship_id, user_id, kind, cycle, value FROM pulse").all()
    assert [tuple(row) for row in pulses] == [("active", "UBEN", "fit", 1, 4)]
    store.close()


def test_the_way_back_keeps_all_too(before: str) -> None:
    rows = _all(before)
    migrate.upgrade(before)
    migrate.downgrade(before, BEFORE)
    assert _all(before) == rows


def _all(url: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables that change."""
    engine, tables = create_engine(url), MetaData()
    with engine.connect() as connection:
        tables.reflect(connection, only=["pair", "meeting", "check_in", "pulse", "goal", "wrap_up"])
        found = {
            name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for name, table in tables.tables.items()
        }
    engine.dispose()
    return found
