from dataclasses import fields
from datetime import date

import pytest

from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.people.person import WorkspaceMembership
from bot.domain.programs.program import (
    Invitation,
    Invited,
    Participation,
    Program,
    ProgramState,
    Purpose,
    Rules,
    Weigh,
    WorkingValue,
)
from store.database import SqlStore
from tests.store.program_values import joined, pair, program
from tests.store.values import DAY, HOUR, NOW, PYTHON, SQL, person, profile, uid, with_members

FULL = program(
    "P1",
    name="Reverse 🔁",
    purpose=Purpose.OWN,
    purpose_words="Learn what newcomers see",
    format=MentorshipFormat.REVERSE,
    created_by=uid("UOTHER"),
    created_at=NOW - DAY,
    starts_on=date(2027, 1, 1),
    invited=Invited("C1", frozenset({"Sales", "Data"}), frozenset({"Lead"}), frozenset({uid("UBO"), uid("UADA")})),
    rhythm=Rhythm.MONTHLY,
    length_weeks=12,
    rules=Rules(both_accept=False, same_team=True, again_after_weeks=None, weigh=Weigh.VALUES),
    questions=("What do you read?", "Early or late?"),
    state=ProgramState.RUNNING,
)
JOINED = joined(
    "P1",
    "UADA",
    Role.MENTOR,
    joined_at=NOW - DAY,
    goals="Be less afraid",
    objective="The new tools",
    wants=(SQL, PYTHON),
    values=frozenset({WorkingValue.CARE, WorkingValue.PACE}),
    answers=("Novels", ""),
    left_out=2,
    left_at=NOW,
    queued_since=NOW - HOUR,
)


def test_the_full_examples_leave_nothing_as_it_is_by_default() -> None:
    plain, plainly_joined = program("P2"), joined("P2", "UBO")
    assert [one.name for one in fields(Program) if getattr(FULL, one.name) == getattr(plain, one.name)] == []
    same = [one.name for one in fields(Participation) if getattr(JOINED, one.name) == getattr(plainly_joined, one.name)]
    assert same == []


@pytest.mark.parametrize("kept", [FULL, program("P1")], ids=["full", "plain"])
def test_a_program_comes_back_as_kept(store: SqlStore, kept: Program) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1", name="before"))
        tx.programs.save(kept)
    with store.write() as tx:
        assert tx.programs.get(kept.id) == tx.programs.get(kept.id, lock=True) == kept
        assert tx.programs.get(program("P9").id) is None


@pytest.mark.parametrize("kept", [JOINED, joined("P1", "UADA")], ids=["full", "plain"])
def test_a_participation_comes_back_as_kept(store: SqlStore, kept: Participation) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.programs.save_participation(joined("P1", "UADA", goals="before"))
        tx.programs.save_participation(kept)
    with store.write() as tx:
        assert tx.programs.participation(kept.program_id, kept.user_id) == kept
        assert tx.programs.participation(kept.program_id, kept.user_id, lock=True) == kept
        assert tx.programs.participation(kept.program_id, uid("UBO")) is None


def test_programs_newest_first_and_those_of_somebody(store: SqlStore) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1", created_at=NOW - DAY))
        tx.programs.save(program("P2"))
        tx.programs.save(program("P3", created_at=NOW - HOUR, state=ProgramState.ENDED))
        for name in ("P1", "P3"):
            tx.programs.save_participation(joined(name, "UADA"))
        tx.programs.save_participation(joined("P2", "UADA", left_at=NOW))
        assert [one.id for one in tx.programs.all()] == ["P2", "P1"]
        assert [one.id for one in tx.programs.all(over=True)] == ["P2", "P3", "P1"]
        assert [one.program_id for one in tx.programs.participations_of(uid("UADA"))] == ["P1", "P3"]


def test_who_is_in_a_program(store: SqlStore) -> None:
    with store.write() as tx:
        for name in ("P1", "P2"):
            tx.programs.save(program(name))
        there, other = joined("P1", "UBO"), joined("P1", "UADA", Role.MENTOR)
        for one in (there, other, joined("P1", "UGONE", left_at=NOW), joined("P2", "UELSE")):
            tx.programs.save_participation(one)
        assert tx.programs.participants(program("P1").id) == [other, there]


def test_nobody_is_invited_twice_and_a_no_stays(store: SqlStore) -> None:
    its = program("P1").id
    with store.write() as tx:
        for name in ("P1", "P2"):
            tx.programs.save(program(name))
        assert tx.programs.invite(its, [uid("UBO"), uid("UADA")], NOW) == ["UADA", "UBO"]
        tx.programs.decline(its, uid("UBO"), NOW + HOUR)
        assert tx.programs.invite(its, [uid("UBO"), uid("UNEW")], NOW + DAY) == ["UNEW"]
        tx.programs.decline(program("P2").id, uid("UBO"), NOW + DAY)
        assert tx.programs.invited_count(its) == 3
        assert [one.user_id for one in tx.programs.to_write(1)] == ["UADA"]
        assert tx.programs.written(its, uid("UADA"))
        assert not tx.programs.written(its, uid("UADA"))
        assert [one.user_id for one in tx.programs.to_write(9)] == ["UNEW"]
        assert tx.programs.written(its, uid("UNEW"))
        assert tx.programs.to_write(9) == []
        assert tx.programs.invitation(its, uid("UBO")) == Invitation(its, uid("UBO"), NOW, NOW + HOUR)
        assert tx.programs.invitation(its, uid("UELSE")) is None
        assert set(tx.programs.invitations_of(uid("UBO"))) == {"P1", "P2"}


def test_those_left_out_are_counted_and_the_others_begin_again(store: SqlStore) -> None:
    its = program("P1").id
    with store.write() as tx:
        for name in ("P1", "P2"):
            tx.programs.save(program(name))
        for name, times in (("UADA", 1), ("UBO", 2)):
            tx.programs.save_participation(joined("P1", name, left_out=times))
        tx.programs.save_participation(joined("P2", "UBO", left_out=5))
        tx.programs.left_out(its, {uid("UADA")})
        assert [one.left_out for one in tx.programs.participants(its)] == [2, 0]
        assert [one.left_out for one in tx.programs.participants(program("P2").id)] == [5]
        tx.programs.left_out(its, set())
        assert [one.left_out for one in tx.programs.participants(its)] == [0, 0]


def test_who_waits_longest_stands_first_in_line(store: SqlStore) -> None:
    its = program("P1").id
    with store.write() as tx:
        for name in ("P1", "P2"):
            tx.programs.save(program(name))
        tx.programs.save_participation(joined("P1", "UADA", queued_since=NOW))
        tx.programs.save_participation(joined("P1", "UBO", queued_since=NOW - DAY))
        tx.programs.save_participation(joined("P1", "UGONE", queued_since=NOW - DAY, left_at=NOW))
        tx.programs.save_participation(joined("P1", "UCY"))
        tx.programs.save_participation(joined("P2", "UCY", queued_since=NOW - HOUR))
        assert [one.user_id for one in tx.programs.queue(its)] == ["UBO", "UADA"]
        assert [(one.program_id, one.user_id) for one in tx.programs.queue(limit=2)] == [("P1", "UBO"), ("P2", "UCY")]


def test_whoever_never_had_a_partner_is_put_in_line(store: SqlStore) -> None:
    its = program("P1").id
    with store.write() as tx:
        for name in ("P1", "P2"):
            tx.programs.save(program(name))
        for who in ("UADA", "UBO", "UCY", "UDI"):
            tx.programs.save_participation(joined("P1", who))
        tx.programs.save_participation(joined("P1", "UED", queued_since=NOW - DAY))
        tx.programs.save_participation(joined("P2", "UCY"))
        tx.mentorships.save(
            pair("T1", "UADA", "UBO", program_id=its, starts_on=date(2026, 12, 1), state=MentorshipState.ENDED)
        )
        tx.mentorships.save(pair("T2", "UCY", "UDI", program_id=its, state=MentorshipState.DECLINED))
        tx.programs.queue_unpaired(its, NOW)
        line = [(one.user_id, one.queued_since) for one in tx.programs.queue()]
        assert line == [("UED", NOW - DAY), ("UCY", NOW), ("UDI", NOW)]


def test_everybody_who_signed_up_and_may_take_part(store: SqlStore) -> None:
    with_members(store, profile("UBO"), profile("UADA"), profile("UGONE"))
    with store.write() as tx:
        tx.people.upsert([person("UGONE", standing=WorkspaceMembership.DEACTIVATED), person("UNOT")], NOW)
        assert [one.user_id for one in tx.profiles.everybody()] == ["UADA", "UBO"]


def test_those_who_got_nobody_get_in_line_and_keep_the_place_they_have(store: SqlStore) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.programs.save_participation(joined("P1", "UADA", queued_since=NOW - DAY))
        tx.programs.save_participation(joined("P1", "UBO"))
        tx.programs.save_participation(joined("P1", "UCY"))
        tx.programs.save_participation(joined("P1", "UGONE", left_at=NOW))
        tx.programs.into_queue(program("P1").id, [uid("UADA"), uid("UBO"), uid("UGONE")], NOW)
        assert [(one.user_id, one.queued_since) for one in tx.programs.queue()] == [("UADA", NOW - DAY), ("UBO", NOW)]


def test_whoever_has_a_partner_waits_no_more(store: SqlStore) -> None:
    its = program("P1").id
    with store.write() as tx:
        tx.programs.save(program("P1"))
        for who in ("UADA", "UBO"):
            tx.programs.save_participation(joined("P1", who, queued_since=NOW, left_out=2))
        tx.programs.out_of_queue(its, [uid("UADA")])
        assert [one.user_id for one in tx.programs.queue(its)] == ["UBO"]
        assert tx.programs.participation(its, uid("UADA")) == joined("P1", "UADA")


def test_who_still_waits_where_nothing_new_begins(store: SqlStore) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1", state=ProgramState.WRAPPING_UP))
        tx.programs.save(program("P2"))
        for name, who, since in (("P1", "UADA", NOW), ("P1", "UBO", NOW - DAY), ("P2", "UCY", NOW)):
            tx.programs.save_participation(joined(name, who, queued_since=since))
        tx.programs.save_participation(joined("P1", "UDI"))
        tx.mentorships.save(pair("T1", "UDI", "UADA", program_id=program("P1").id))
        assert [one.user_id for one in tx.programs.queue_of_closed(9)] == ["UBO"]
