from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session

from bot.domain.asks.ask import AskState, Helped, Load, OfferState
from bot.domain.base.skill import Skill
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.people.person import WorkspaceMembership
from bot.domain.people.profile import Limits
from bot.domain.people.search_text import HitKind
from store.asks.fulltext import best_texts
from store.database import SqlStore
from tests.store.program_values import pair
from tests.store.values import (
    DAY,
    HOUR,
    NOW,
    PYTHON,
    SQL,
    TALKS,
    answered,
    ask,
    offer,
    person,
    profile,
    uid,
    with_members,
)
from tests.support.volume import examples

NAMES = [Skill("c++", "C++"), Skill("c#", "C#"), Skill("c", "C"), Skill(".net", ".NET"), Skill("f#", "F#")]


def found(store: SqlStore, *words: str) -> list[str]:
    with store.read() as tx:
        return [hit.user_id for hit in tx.search.hits(words)]


def test_profiles_and_answers_vote_for_their_people(store: SqlStore) -> None:
    with_members(store, profile("UADA", SQL, about="I tune slow queries"), profile("UBO", TALKS))
    with store.write() as tx:
        tx.asks.save(answered("A1", "UBO", "Why is my query slow?", skills=(SQL,)))
    with store.read() as tx:
        hits = tx.search.hits(["slow", "query"])
    assert {(hit.user_id, hit.kind) for hit in hits} == {("UADA", HitKind.PROFILE), ("UBO", HitKind.ANSWER)}
    assert [hit.position for hit in hits] == [0, 1]


def test_words_meet_in_all_their_forms_and_never_inside_others(store: SqlStore) -> None:
    with_members(store, profile("UADA", about="negotiating contracts"), profile("UBO", about="retail"))
    assert found(store, "negotiation", "contract") == ["UADA"]
    assert found(store, "ai") == []


def test_the_text_that_says_more_of_it_comes_first(store: SqlStore) -> None:
    with_members(
        store,
        profile("UONE", about="hiring and many other things that have nothing to do with it"),
        profile("UTWO", about="hiring interviews"),
        profile("UNONE", about="gardens"),
    )
    assert found(store, "hiring", "interviews") == ["UTWO", "UONE"]
    with store.read() as tx:
        assert [hit.user_id for hit in tx.search.hits(["hiring", "interviews"], limit=1)] == ["UTWO"]


@pytest.mark.parametrize("skill", NAMES, ids=str)
def test_names_made_of_signs_stay_apart(store: SqlStore, skill: Skill) -> None:
    with_members(store, *(profile(f"U{number}", one) for number, one in enumerate(NAMES)))
    assert found(store, skill.label) == found(store, skill.key) == [f"U{NAMES.index(skill)}"]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": AskState.ACCEPTED},
        {"state": AskState.EXPIRED},
        {"helped": Helped.NOT},
        {"accepted_at": None},
        {"mentor": None, "accepted_at": None},
    ],
    ids=str,
)
def test_an_ask_that_did_not_help_speaks_for_nobody(store: SqlStore, changes: dict[str, Any]) -> None:
    with_members(store, profile("UADA"))
    with store.write() as tx:
        tx.asks.save(replace(answered("A1", "UADA", "How do I juggle?"), **changes))
    assert found(store, "juggle") == []


def test_a_later_judgement_takes_an_answer_away(store: SqlStore) -> None:
    with_members(store, profile("UADA"))
    for helped, who in [(None, ["UADA"]), (Helped.A_LOT, ["UADA"]), (Helped.NOT, [])]:
        with store.write() as tx:
            tx.asks.save(answered("A1", "UADA", "How do I juggle?", helped=helped))
        assert found(store, "juggle") == who


def test_a_profile_is_found_by_what_it_says_now(store: SqlStore) -> None:
    with_members(store, profile("UADA", about="juggling"))
    with_members(store, profile("UADA", about="gardens"))
    assert (found(store, "juggling"), found(store, "gardens")) == ([], ["UADA"])


def test_only_those_who_take_part_are_found(store: SqlStore) -> None:
    here = profile("UHERE", PYTHON)
    back = profile("UBACK", PYTHON).pause(NOW + DAY)
    with_members(store, here, back, profile("UPAUSED", PYTHON).pause(None), profile("ULEFT", PYTHON), profile("UOUT"))
    with store.write() as tx:
        tx.people.upsert([person("ULEFT", standing=WorkspaceMembership.DEACTIVATED)], NOW)
        tx.asks.save(answered("A1", "UOUT", "Python?"))
        tx.profiles.delete(uid("UOUT"))
    with store.read() as tx:
        assert tx.search.offering(["python"]) == ["UBACK", "UHERE"]
        assert tx.search.longest_unasked(10) == ["UBACK", "UHERE"]
    assert sorted(found(store, "python")) == ["UBACK", "UHERE"]


HOSTILE = [
    '"',
    "'",
    "\\",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "a*",
    "text:",
    "^a",
    "-",
    "()",
    "& |",
    "!",
    ":*",
    "<->",
    "%",
    ";",
    "",
]


def test_no_word_is_an_operator(store: SqlStore) -> None:
    with_members(store, profile("UADA", PYTHON))
    assert found(store, *HOSTILE) == []
    assert found(store, *HOSTILE, "python") == ["UADA"]
    assert found(store, 'python" OR "x', "python' | 'x", "python:*", "pytho*") in ([], ["UADA"])


@examples(30, 500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12) | st.sampled_from(HOSTILE), max_size=8))
def test_any_words_can_be_searched_for(store: SqlStore, words: list[str]) -> None:
    with store.read() as tx:
        assert list(tx.search.hits(words)) == []


def test_offering_counts_matches_then_goes_by_id(store: SqlStore) -> None:
    with_members(
        store, profile("UB", PYTHON), profile("UA", SQL), profile("UC", SQL, PYTHON), profile("UW", wants=(SQL,))
    )
    with store.read() as tx:
        assert tx.search.offering(["python", "sql"]) == ["UC", "UA", "UB"]
        assert tx.search.offering(["python", "sql"], limit=2) == ["UC", "UA"]
        assert tx.search.offering([]) == tx.search.offering(["cooking"]) == []


def test_longest_unasked_first_the_never_asked(store: SqlStore) -> None:
    with_members(store, *(profile(name) for name in ("UA", "UB", "UC", "UD")))
    with store.write() as tx:
        tx.asks.save(ask("A1"))
        tx.asks.save_offer(offer("O1", "A1", "UA", offered_at=NOW - DAY))
        tx.asks.save_offer(offer("O2", "A1", "UA", offered_at=NOW))
        tx.asks.save_offer(offer("O3", "A1", "UC", offered_at=NOW - HOUR))
        assert tx.search.longest_unasked(10) == ["UB", "UD", "UC", "UA"]
        assert tx.search.longest_unasked(3) == ["UB", "UD", "UC"]
        assert tx.search.longest_unasked(1) == ["UB"]


def test_evidence_of_each_candidate(store: SqlStore) -> None:
    with_members(store, profile("UADA", SQL), profile("UBO"))
    with store.write() as tx:
        for number, helped in enumerate([Helped.A_LOT, Helped.A_LOT, Helped.SOME, Helped.NOT, None]):
            tx.asks.save(answered(f"A{number}", "UADA", "?", helped=helped))
        tx.asks.save(ask("A9", state=AskState.ACCEPTED, mentor=uid("UADA")))
        tx.asks.save_offer(offer("O1", "A9", "UADA"))
        tx.asks.save_offer(offer("O2", "A9", "UADA", state=OfferState.NOT_NOW))
        evidence = tx.search.evidence([uid("UADA"), uid("UBO"), uid("UNOBODY")], NOW)
        assert set(evidence) == {"UADA", "UBO"}
        ada, bo = evidence[uid("UADA")], evidence[uid("UBO")]
    assert (ada.helped_a_lot, ada.helped_some, ada.helped_not) == (2, 1, 1)
    assert ada.load == Load(open_asks=1, live_offers=1, lately=2)
    assert ada.member.profile == profile("UADA", SQL)
    assert replace(bo, member=ada.member) == replace(ada, load=Load(), helped_a_lot=0, helped_some=0, helped_not=0)


def test_evidence_asks_the_database_as_often_for_many_as_for_one(store: SqlStore) -> None:
    people = [profile(f"U{number}", PYTHON) for number in range(300)]
    with_members(store, *people)
    asked: list[str] = []
    with store.read() as tx:
        assert len(tx.profiles.everybody()) == len(people)
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for size in (1, 300):
        with store.read() as tx:
            assert len(tx.search.evidence([one.user_id for one in people[:size]], NOW)) == size
    half = len(asked) // 2
    assert asked[:half] == asked[half:]


def test_a_word_that_stands_everywhere_gives_way_to_the_telling_ones(store: SqlStore) -> None:
    with_members(store, *(profile(f"U{number}", about="project") for number in range(6)))
    with_members(store, profile("UKNOWS", about="project kubernetes"), profile("UNEW", about="project"))
    with Session(store.engine) as session:
        session.connection().exec_driver_sql("ANALYZE")
        assert [row.user_id for row in best_texts(session, ["project", "kubernetes"], 10, scored=3)] == ["UKNOWS"]
        newest = [row.user_id for row in best_texts(session, ["project", "unheard"], 10, scored=3)]
        assert sorted(newest) == ["U5", "UKNOWS", "UNEW"]
        assert len(best_texts(session, ["project", "kubernetes"], 10, scored=50)) == 8


def test_who_has_room_for_another_pair(store: SqlStore) -> None:
    full = [profile(name, PYTHON, limits=Limits(pairs=1)) for name in ("UA", "UB")]
    with_members(store, *full, profile("UC", PYTHON, limits=Limits(pairs=2)), profile("UD"))
    with store.write() as tx:
        tx.mentorships.save(pair("T1", "UA", "UC", program_id=None, state=MentorshipState.ACTIVE))
        tx.mentorships.save(pair("T2", "UC", "UB", program_id=None, state=MentorshipState.ENDED))
        assert tx.search.offering(["python"], 1, with_room=True) == ["UB"]
        assert tx.search.offering(["python"], with_room=True) == ["UB", "UC"]
        assert tx.search.longest_unasked(10, with_room=True) == ["UB", "UC", "UD"]
        assert tx.mentorships.with_room([uid(name) for name in ("UA", "UB", "UC", "UNOBODY")]) == {"UB", "UC"}
