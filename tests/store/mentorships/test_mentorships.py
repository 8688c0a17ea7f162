from dataclasses import fields, replace
from datetime import date

import pytest

from bot.domain.base.ids import MentorshipId, ProgramId
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
    Pulse,
    PulseKind,
    Waiting,
    WrapUp,
)
from bot.domain.mentorships.pairing import with_answer
from bot.domain.programs.program import ProgramState
from store.database import SqlStore
from tests.store.program_values import pair, program
from tests.store.values import DAY, HOUR, NOW, uid

TODAY = date(2026, 11, 23)
FULL = Mentorship(
    id=MentorshipId("T1"),
    program_id=ProgramId("P1"),
    members=(
        Membership(
            uid("UME"),
            Role.MENTEE,
            ProposalAnswer.NO,
            "The new tools 🧰",
            DeclineReason.TOO_CLOSE,
            date(2027, 1, 11),
            left_at=NOW - HOUR,
        ),
        Membership(uid("UMO"), Role.MENTOR, ProposalAnswer.YES, "What the board asks"),
    ),
    format=MentorshipFormat.REVERSE,
    state=MentorshipState.DECLINED,
    created_at=NOW - DAY,
    rhythm=Rhythm.WEEKLY,
    starts_on=TODAY,
    ends_on=date(2027, 5, 1),
    score=1 / 3,
    reasons=(Reason("skills", ("Python",)), Reason("level")),
    answer_by=NOW + DAY,
    group_channel="G1",
    meetings=3,
    silence=2,
    cycle=7,
    next_cycle_on=date(2026, 12, 3),
    paused_until=date(2026, 12, 24),
    topics_used=("first", "second"),
    ended_at=NOW + HOUR,
    end_reason=EndReason.NO_FIT,
)
ID = pair("T2", "UA", "UB").id


@pytest.fixture
def one(store: SqlStore) -> Mentorship:
    """A pair, kept."""
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.mentorships.save(pair("T2", "UA", "UB"))
    return pair("T2", "UA", "UB")


def test_the_full_example_leaves_nothing_as_it_is_by_default() -> None:
    plain = pair("T2", "UA", "UB")
    assert [field.name for field in fields(Mentorship) if getattr(FULL, field.name) == getattr(plain, field.name)] == []


def test_a_pair_comes_back_as_kept(store: SqlStore, one: Mentorship) -> None:
    with store.write() as tx:
        tx.mentorships.save(replace(FULL, state=MentorshipState.PROPOSED))
        tx.mentorships.save(FULL)
        assert tx.mentorships.get(FULL.id) == tx.mentorships.get(FULL.id, lock=True) == FULL
        assert tx.mentorships.get(one.id) == one
        assert tx.mentorships.get(MentorshipId("T9")) is None


def test_capacity_counts_over_all_programs_and_both_sides(store: SqlStore, one: Mentorship) -> None:
    with store.write() as tx:
        tx.mentorships.save(pair("T3", "UC", "UA", program_id=ProgramId("P1"), state=MentorshipState.PROPOSED))
        tx.mentorships.save(pair("T4", "UA", "UD", state=MentorshipState.PAUSED))
        for number, over in enumerate((MentorshipState.ENDED, MentorshipState.DECLINED, MentorshipState.LAPSED)):
            tx.mentorships.save(pair(f"T5{number}", "UA", "UC", state=over))
        assert tx.mentorships.load_of(uid("UA")) == 3
        assert tx.mentorships.load_of(uid("UNEW")) == 0
        assert tx.mentorships.loads_of([uid("UA"), uid("UB"), uid("UC"), uid("UNEW")]) == {"UA": 3, "UB": 1, "UC": 1}


def test_pairs_of_somebody_of_a_program_and_of_two(store: SqlStore, one: Mentorship) -> None:
    its = ProgramId("P1")
    with store.write() as tx:
        tx.mentorships.save(pair("T3", "UB", "UA", program_id=its, state=MentorshipState.ENDED, created_at=NOW - DAY))
        tx.mentorships.save(pair("T4", "UC", "UD", program_id=its, created_at=NOW + HOUR))
        assert [found.id for found in tx.mentorships.of_user(uid("UA"))] == ["T2", "T3"]
        assert [found.id for found in tx.mentorships.of_user(uid("UA"), open_only=True)] == ["T2"]
        assert tx.mentorships.states_of(its) == {MentorshipState.ENDED: 1, MentorshipState.ACTIVE: 1}
        assert [found.id for found in tx.mentorships.between(uid("UA"), uid("UB"))] == ["T2", "T3"]
        assert [found.id for found in tx.mentorships.earlier([uid("UA"), uid("UB"), uid("UC")])] == ["T3", "T2"]


def test_pairs_that_time_has_to_do_with(store: SqlStore, one: Mentorship) -> None:
    earlier, later = date(2026, 11, 20), date(2026, 11, 24)
    with store.write() as tx:
        tx.mentorships.save(pair("T3", "UA", "UC", next_cycle_on=TODAY))
        tx.mentorships.save(pair("T4", "UA", "UC", next_cycle_on=later, ends_on=TODAY))
        tx.mentorships.save(pair("T5", "UA", "UC", next_cycle_on=earlier))
        tx.mentorships.save(pair("T6", "UA", "UC", next_cycle_on=later, ends_on=later))
        tx.mentorships.save(
            pair("T7", "UA", "UC", next_cycle_on=earlier, state=MentorshipState.PAUSED, paused_until=TODAY)
        )
        tx.mentorships.save(pair("T8", "UA", "UC", state=MentorshipState.PAUSED, paused_until=later))
        tx.mentorships.save(pair("T9", "UA", "UC", state=MentorshipState.PROPOSED, answer_by=NOW))
        tx.mentorships.save(pair("U1", "UA", "UC", state=MentorshipState.PROPOSED, answer_by=NOW + HOUR))
        assert tx.mentorships.due(TODAY, 10) == ["T5", "T3", "T4"]
        assert tx.mentorships.due(TODAY, 1) == ["T5"]
        assert tx.mentorships.pauses_ended(TODAY, 10) == ["T7"]
        assert tx.mentorships.unanswered(NOW, 10) == ["T9"]


def test_what_somebody_declined_and_said_why(store: SqlStore) -> None:
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.mentorships.save(FULL)
        without_why = with_answer(
            pair("T3", "UME", "UA", state=MentorshipState.DECLINED), ProposalAnswer.NO, uid("UME")
        )
        tx.mentorships.save(without_why)
        theirs, other = FULL.members
        by_other = (replace(theirs, person=other.person), replace(other, person=theirs.person))
        tx.mentorships.save(replace(FULL, id=MentorshipId("T4"), members=by_other))
        assert tx.mentorships.declined_by({uid("UME"), uid("UA")}) == [FULL]


def test_pairs_that_outlive_their_program(store: SqlStore) -> None:
    with store.write() as tx:
        for name, state in (("P1", ProgramState.ENDED), ("P2", ProgramState.RUNNING)):
            tx.programs.save(program(name, state=state))
        for number, its in enumerate(MentorshipState):
            tx.mentorships.save(pair(f"A{number}", "UA", "UB", program_id=ProgramId("P1"), state=its))
            tx.mentorships.save(pair(f"B{number}", "UA", "UB", program_id=ProgramId("P2"), state=its))
        assert tx.programs.open_in_ended(10) == ["A0", "A1", "A2"]
        assert tx.programs.open_in_ended(2) == ["A0", "A1"]


def test_meetings_come_back_as_kept(store: SqlStore, one: Mentorship) -> None:
    full = Meeting(MeetingId("M1"), ID, 2, NOW, (NOW + DAY, NOW + 2 * DAY), NOW + DAY, uid("UA"))
    plain = Meeting(MeetingId("M2"), ID, 1, NOW - DAY)
    with store.write() as tx:
        tx.meetings.save(Meeting(MeetingId("M1"), ID, 2, NOW))
        tx.meetings.save(full)
        tx.meetings.save(plain)
        assert tx.meetings.of(ID) == [plain, full]
        assert tx.meetings.get(full.id) == tx.meetings.get(full.id, lock=True) == full


def test_a_later_press_takes_the_place_of_an_earlier(store: SqlStore, one: Mentorship) -> None:
    last = CheckedIn(ID, uid("UA"), 1, CheckIn.MET, NOW + HOUR)
    theirs = CheckedIn(ID, uid("UB"), 1, CheckIn.STUCK, NOW)
    with store.write() as tx:
        for said in (CheckedIn(ID, uid("UA"), 1, CheckIn.NOT_YET, NOW), theirs, last):
            tx.answers.save_check_in(said)
        tx.answers.save_check_in(CheckedIn(ID, uid("UA"), 2, CheckIn.HAVE_A_DATE, NOW))
        assert tx.answers.check_ins(ID)[:2] == [last, theirs]
        assert len(tx.answers.check_ins(ID)) == 3


def test_what_partners_said_is_the_rating(store: SqlStore, one: Mentorship) -> None:
    pulses = [
        Pulse(ID, uid("UA"), PulseKind.FIT, 1, 2, NOW),
        Pulse(ID, uid("UA"), PulseKind.PULSE, 4, 5, NOW),
        Pulse(ID, uid("UB"), PulseKind.PULSE, 4, 1, NOW),
    ]
    with store.write() as tx:
        tx.answers.save_pulse(Pulse(ID, uid("UA"), PulseKind.PULSE, 4, 1, NOW - HOUR))
        for pulse in pulses:
            tx.answers.save_pulse(pulse)
        assert tx.answers.ratings_of([uid("UA"), uid("UB"), uid("UC")]) == {"UA": 1.0, "UB": 3.5}


def test_goals_and_last_words_come_back_as_kept(store: SqlStore, one: Mentorship) -> None:
    full = Goal(GoalId("G1"), ID, uid("UB"), "Speak up", NOW, (("Ask once", True), ("Chair", False)), TODAY, 50)
    plain = Goal(GoalId("G2"), ID, uid("UA"), "Listen", NOW - DAY)
    said = WrapUp(ID, uid("UA"), NOW, "Much", "Thank you", "new_pair")
    with store.write() as tx:
        tx.goals.save(Goal(GoalId("G1"), ID, uid("UB"), "?", NOW))
        tx.goals.save(full)
        tx.goals.save(plain)
        assert tx.goals.of(ID) == [plain, full]
        assert tx.goals.get(full.id) == tx.goals.get(full.id, lock=True) == full
        tx.goals.delete(plain.id)
        assert tx.goals.get(plain.id) is None
        tx.answers.save_wrap_up(WrapUp(ID, uid("UA"), NOW - HOUR))
        tx.answers.save_wrap_up(said)
        assert tx.answers.wrap_ups(ID) == [said]


def test_blocks_are_known_by_who_set_them(store: SqlStore) -> None:
    a, b, c = uid("UA"), uid("UB"), uid("UC")
    with store.write() as tx:
        for blocker, blocked in ((a, b), (a, b), (c, a)):
            tx.block_lists.add(blocker, blocked, NOW)
        assert tx.block_lists.of([a, b]) == {(a, b)}
        tx.block_lists.remove(a, b)
        assert tx.block_lists.of([a, b, c]) == {(c, a)}


def test_who_is_to_be_kept_apart_is_known_from_both_sides(store: SqlStore) -> None:
    a, b, c, d = uid("UA"), uid("UB"), uid("UC"), uid("UD")
    with store.write() as tx:
        for blocker, blocked in ((a, b), (b, a), (c, a), (c, d)):
            tx.block_lists.add(blocker, blocked, NOW)
        assert tx.block_lists.blocked_with(a) == {b, c}
        assert tx.block_lists.blocked_with(b) == {a}
        assert tx.block_lists.blocked_with(c) == {a, d}
        tx.block_lists.remove(a, b)
        assert tx.block_lists.blocked_with(a) == {b, c}
        tx.block_lists.remove(b, a)
        assert tx.block_lists.blocked_with(a) == {c}
        assert not tx.block_lists.blocked_with(b)


def test_who_waits_longest_comes_first(store: SqlStore) -> None:
    first = Waiting(uid("UB"), NOW - HOUR, uid("UMO"), ProgramId("P1"))
    second = Waiting(uid("UA"), NOW)
    with store.write() as tx:
        tx.waitlist.add(Waiting(uid("UB"), NOW - HOUR))
        for waiting in (first, second):
            tx.waitlist.add(waiting)
        assert tx.waitlist.longest(10) == [first, second]
        assert tx.waitlist.of(uid("UB")) == first
        tx.waitlist.remove(uid("UB"))
        assert (tx.waitlist.of(uid("UB")), tx.waitlist.longest(10)) == (None, [second])


def test_who_has_asked_somebody_and_to_whom_a_pair_is_proposed(store: SqlStore) -> None:
    everybody = [uid(name) for name in ("UA", "UB", "UC", "UD", "UE")]
    with store.write() as tx:
        tx.programs.save(program("P1"))
        tx.mentorships.save(pair("T1", "UA", "UB", program_id=None, state=MentorshipState.PROPOSED))
        tx.mentorships.save(pair("T2", "UC", "UD", program_id=ProgramId("P1"), state=MentorshipState.PROPOSED))
        tx.mentorships.save(pair("T3", "UD", "UE", program_id=None, state=MentorshipState.ACTIVE))
        assert tx.mentorships.asking(everybody) == {"UB"}
        assert tx.mentorships.asking([uid("UA")]) == frozenset()
        assert tx.mentorships.asked_in(ProgramId("P1"), everybody[:3]) == {"UC"}
        assert [
            one.id for one in tx.mentorships.many([MentorshipId("T3"), MentorshipId("T1"), MentorshipId("T9")])
        ] == [
            "T1",
            "T3",
        ]
