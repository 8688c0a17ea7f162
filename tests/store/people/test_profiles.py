from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.base.skill import Skill
from store.database import SqlStore
from tests.store.values import (
    DAY,
    HOUR,
    NOW,
    PYTHON,
    SQL,
    TALKS,
    full_profile,
    person,
    profile,
    sign_up,
    uid,
    with_members,
)


def test_a_profile_comes_back_as_kept(store: SqlStore) -> None:
    with_members(store, full_profile("UADA"))
    with store.write() as tx:
        assert tx.profiles.get(uid("UADA")) == full_profile("UADA")
        assert tx.profiles.get(uid("UADA"), lock=True) == full_profile("UADA")


def test_saving_again_replaces_all_of_it(store: SqlStore) -> None:
    with_members(store, full_profile("UADA"))
    with_members(store, profile("UADA", TALKS))
    with store.read() as tx:
        assert tx.profiles.get(uid("UADA")) == profile("UADA", TALKS)
        assert tx.search.offering(["python", "sql"]) == []


def test_a_member_is_a_person_with_a_profile(store: SqlStore) -> None:
    with store.write() as tx:
        sign_up(tx, profile("UADA", PYTHON))
        tx.people.upsert([person("UBO")], NOW)
        assert set(tx.profiles.members([uid("UADA"), uid("UBO"), uid("UNOBODY")])) == {"UADA"}
        member = tx.profiles.member(uid("UADA"))
        assert member is not None
        assert (member.person, member.profile) == (person("UADA"), profile("UADA", PYTHON))
        assert tx.profiles.member(uid("UBO")) is None


def test_somebody_the_directory_does_not_know_cannot_sign_up(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.profiles.save(profile("UNOBODY"))


def test_leaving_takes_the_profile_its_skills_and_its_text(store: SqlStore) -> None:
    with_members(store, profile("UADA", PYTHON), profile("UBO", PYTHON))
    with store.write() as tx:
        tx.profiles.delete(uid("UADA"))
        assert tx.profiles.get(uid("UADA")) is None
        assert [one.user_id for one in tx.profiles.everybody()] == ["UBO"]
        assert tx.search.offering(["python"]) == ["UBO"]
        assert [hit.user_id for hit in tx.search.hits(["python"])] == ["UBO"]


def test_pauses_that_have_ended(store: SqlStore) -> None:
    open_end = profile("UOPEN").pause(None)
    over, later = profile("UOVER").pause(NOW - HOUR), profile("ULATER").pause(NOW + HOUR)
    first, back = profile("UFIRST").pause(NOW - DAY), replace(profile("UBACK"), paused_until=NOW - DAY)
    with_members(store, open_end, over, later, first, back)
    with store.read() as tx:
        assert tx.profiles.pauses_ended(NOW) == [first.user_id, over.user_id]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("py", ["Python"]),
        ("SPE", ["Public speaking"]),
        ("data", ["SQL databases"]),
        ("public s", ["Public speaking"]),
        ("eak", []),
        ("%", []),
        ("_", []),
        ("🎉", []),
        ("", ["Python", "Public speaking", "SQL databases"]),
        ("  ", ["Python", "Public speaking", "SQL databases"]),
    ],
)
def test_known_skills_by_the_beginning_of_any_word(store: SqlStore, typed: str, found: list[str]) -> None:
    with_members(store, profile("UADA", PYTHON, SQL), profile("UBO", TALKS, wants=(PYTHON,)))
    with store.read() as tx:
        assert [skill.label for skill in tx.profiles.known_skills(typed, 5)] == found


def test_the_most_used_skills_come_first_and_unused_ones_not_at_all(store: SqlStore) -> None:
    rare, common, gone = Skill("sales a", "Sales A"), Skill("sales b", "Sales B"), Skill("sales c", "Sales C")
    with_members(store, profile("UADA", rare, common), profile("UBO", common), profile("UCY", gone))
    with_members(store, profile("UCY"))
    with store.read() as tx:
        assert tx.profiles.known_skills("sales", 5) == [common, rare]
        assert tx.profiles.known_skills("sales", 1) == [common]
