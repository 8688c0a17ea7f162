from dataclasses import fields, replace

import pytest

from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import Role
from bot.domain.programs.rounds import BadLine, LineProblem, MatchingRound, PlannedPair, RoundState, UnmatchedPerson
from store.database import SqlStore
from tests.store.program_values import matching_round, program
from tests.store.values import DAY, HOUR, NOW, uid

FULL = matching_round(
    "R1",
    "P1",
    2,
    created_by=uid("UOTHER"),
    created_at=NOW - DAY,
    run=3,
    state=RoundState.PUBLISHED,
    locked=frozenset({(uid("UA"), uid("UB")), (uid("UC"), uid("UD"))}),
    forbidden=frozenset({(uid("UA"), uid("UD"))}),
    done=3,
    total=4,
    owner="replica 1",
    lease_until=NOW + HOUR,
    ready_at=NOW,
    published_at=NOW + HOUR,
    published_by=uid("UADMIN"),
    tries=2,
    failed_in=RoundState.PUBLISHING,
    file="F1",
    bad=(BadLine(3, LineProblem.NOBODY, "U9"), BadLine(4, LineProblem.MORE)),
)


def planned(mentor: str, mentee: str, score: float = 0.5, *, locked: bool = False) -> PlannedPair:
    reasons = (Reason("skills", ("Python", "SQL")), Reason("level"))
    factors = (("skills", 1 / 3, 2.0), ("level", 0.0, 1.0))
    return PlannedPair(uid(mentor), uid(mentee), score, reasons, factors, locked)


def left(user_id: str, role: Role = Role.MENTEE) -> UnmatchedPerson:
    return UnmatchedPerson(uid(user_id), role, Reason("no_offer", ("Rust",)), (Reason("more_mentors", ("4", "Asia")),))


@pytest.fixture
def its(store: SqlStore) -> MatchingRound:
    """A round of a program, kept."""
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.rounds.save(matching_round("R1", "P1"))
    return matching_round("R1", "P1")


def test_the_full_example_leaves_nothing_as_it_is_by_default() -> None:
    plain = matching_round("R2", "P2")
    assert [one.name for one in fields(MatchingRound) if getattr(FULL, one.name) == getattr(plain, one.name)] == []


def test_a_round_comes_back_as_kept(store: SqlStore, its: MatchingRound) -> None:
    with store.write() as tx:
        assert tx.rounds.get(its.id) == its
        tx.rounds.save(FULL)
        tx.rounds.save(matching_round("R3", "P1", 3))
        assert tx.rounds.get(FULL.id) == tx.rounds.get(FULL.id, lock=True) == FULL
        assert [one.id for one in tx.rounds.of_program(FULL.program_id)] == ["R3", "R1"]


def test_a_round_is_claimed_by_one_and_again_when_its_worker_is_gone(store: SqlStore, its: MatchingRound) -> None:
    with store.write() as tx:
        taken = tx.rounds.claim(NOW, "one", NOW + HOUR)
        assert taken == replace(its, state=RoundState.WORKING, owner="one", lease_until=NOW + HOUR, tries=1)
        assert tx.rounds.claim(NOW, "other", NOW + HOUR) is None
        again = tx.rounds.claim(NOW + HOUR, "other", NOW + 2 * HOUR)
        assert again is not None
        assert (again.owner, again.tries) == ("other", 2)
        tx.rounds.save(replace(again, state=RoundState.READY))
        assert tx.rounds.claim(NOW + DAY, "one", NOW + 2 * DAY) is None


@pytest.mark.parametrize("state", [RoundState.READING, RoundState.PUBLISHING])
def test_what_failed_is_not_claimed_before_its_time(store: SqlStore, its: MatchingRound, state: RoundState) -> None:
    with store.write() as tx:
        tx.rounds.save(replace(its, state=state, lease_until=NOW + HOUR, tries=1))
        assert tx.rounds.claim(NOW, "one", NOW + DAY) is None
        taken = tx.rounds.claim(NOW + HOUR, "one", NOW + DAY)
        assert taken == replace(its, state=state, owner="one", lease_until=NOW + DAY, tries=2)


def test_a_preview_is_put_in_place_of_an_older_one(store: SqlStore, its: MatchingRound) -> None:
    with store.write() as tx:
        tx.rounds.keep_plan(its.id, [planned("UX", "UY")], [left("UZ")])
        pairs = [planned("UA", "UB", 0.9, locked=True), planned("UA", "UC", 0.2), planned("UD", "UE", 0.4)]
        tx.rounds.keep_plan(its.id, pairs, [left("UM", Role.MENTOR), left("UY")])
        assert tx.rounds.pairs(its.id) == [pairs[1], pairs[2], pairs[0]]
        assert tx.rounds.pairs(its.id, offset=1, limit=1) == [pairs[2]]
        assert tx.rounds.pair_count(its.id) == 3
        assert tx.rounds.unmatched(its.id) == [left("UY"), left("UM", Role.MENTOR)]
        assert tx.rounds.unmatched(its.id, offset=1) == [left("UM", Role.MENTOR)]
        assert tx.rounds.unmatched_one(its.id, uid("UM")) == left("UM", Role.MENTOR)
        assert tx.rounds.unmatched_one(its.id, uid("UA")) is None
        assert tx.rounds.unmatched_count(its.id) == 2
        assert list(tx.rounds.loads(its.id).items()) == [("UA", 2), ("UD", 1)]
        tx.rounds.keep_plan(its.id, [], [])
        assert (tx.rounds.pair_count(its.id), tx.rounds.unmatched_count(its.id)) == (0, 0)


def test_one_pair_is_changed_by_hand(store: SqlStore, its: MatchingRound) -> None:
    with store.write() as tx:
        one, other = planned("UA", "UB"), planned("UC", "UD")
        tx.rounds.keep_plan(its.id, [one, other], [left("UE")])
        tx.rounds.drop_pair(its.id, one.couple)
        tx.rounds.add_unmatched(its.id, [left("UB")])
        tx.rounds.save_pair(its.id, planned("UA", "UE", locked=True))
        tx.rounds.now_matched(its.id, {uid("UE")})
        assert tx.rounds.pair(its.id, one.couple) is None
        assert tx.rounds.pair(its.id, (uid("UA"), uid("UE"))) == planned("UA", "UE", locked=True)
        assert tx.rounds.pairs_with(its.id, [uid("UD")]) == [other]
        assert tx.rounds.pairs_with(its.id, [uid("UD"), uid("UE")]) == [planned("UA", "UE", locked=True), other]
        assert tx.rounds.unmatched(its.id) == [left("UB")]
        tx.rounds.save_pair(its.id, replace(other, made=True))
        assert tx.rounds.unmade(its.id, 9) == [planned("UA", "UE", locked=True)]


def test_many_pairs_are_made_at_once(store: SqlStore, its: MatchingRound) -> None:
    with store.write() as tx:
        three = [planned("UA", "UB"), planned("UA", "UC"), planned("UD", "UB")]
        tx.rounds.keep_plan(its.id, three, [])
        tx.rounds.made(its.id, [])
        tx.rounds.made(its.id, [one.couple for one in three[:2]])
        assert tx.rounds.unmade(its.id, 9) == three[2:]
        assert tx.rounds.pair_count(its.id) == 3
