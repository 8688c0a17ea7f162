"""What a pair is due over its months, from its state and the date alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.mentorships import pairing
from bot.domain.mentorships.cycle import (
    CycleKind,
    Due,
    half_time_on,
    planned_cycles,
    topic_is_due,
    topic_on,
    topics_due,
    turn,
    with_check_in,
)
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import CheckedIn, CheckIn, EndReason, Mentorship, MentorshipState
from bot.domain.mentorships.messages import (
    CheckInMessage,
    LookBack,
    Nudge,
    PulseMessage,
    SilenceOffer,
    TopicMessage,
    WrapUpMessage,
)
from tests.support.members import two

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
OFFICE = WorkingHours()
MIRA, JONAS = UserId("UMIRA"), UserId("UJONAS")


def running(rhythm: Rhythm = Rhythm.BIWEEKLY, weeks: int | None = 26) -> Mentorship:
    pair = Mentorship(MentorshipId("p1"), None, two(JONAS, MIRA), MentorshipState.PROPOSED, NOW, rhythm=rhythm)
    return replace(pairing.begun(pair, NOW.date(), weeks), topics_used=("first",))


def live(pair: Mentorship, says: Mapping[int, CheckIn], days: int, look_every: int = 1) -> tuple[Mentorship, list[Due]]:
    """Lives through so many days; Mira answers the check-in of a round on the day after it closed."""
    said: list[CheckedIn] = []
    dues: list[Due] = []
    for number in range(0, days, look_every):
        today = NOW.date() + number * DAY
        if topic_is_due(pair, OFFICE, today):
            dues += topics_due(pair, OFFICE)
            pair = replace(pair, topics_used=(*pair.topics_used, f"topic{pair.cycle}"))
        done = turn(pair, said, today)
        if done is not None:
            closed, pair = pair.cycle, done.mentorship
            # A look back is due from half time on, and written once.
            again = {due.key for due in dues if due.kind is LookBack}
            dues += [due for due in done.dues if due.key not in again]
            if done.ended is not None:
                over = pairing.ended(pair, done.ended, NOW)
                assert over is not None
                return over, dues
            if closed in says:
                said.append(CheckedIn(pair.id, MIRA, closed, says[closed], NOW))
                pair = with_check_in(pair, said)
    return pair, dues


def kinds(dues: list[Due]) -> Counter[CycleKind]:
    return Counter(due.kind for due in dues if due.to == MIRA)


def test_half_a_year_in_which_they_always_meet() -> None:
    pair, dues = live(running(), dict.fromkeys(range(1, 30), CheckIn.MET), 200)
    assert (pair.state, pair.end_reason, pair.meetings) == (MentorshipState.ENDED, EndReason.COMPLETED, 13)
    seen = kinds(dues)
    assert seen[CheckInMessage] == 13
    assert seen[TopicMessage] == 12
    assert seen[PulseMessage] == 3
    assert seen[LookBack] == seen[WrapUpMessage] == 1
    assert not seen[Nudge]


def test_silence_is_nudged_then_offered_then_ends_by_itself() -> None:
    pair, dues = live(running(), {}, 200)
    order = [due.kind for due in dues if due.to == MIRA and due.kind is not TopicMessage]
    assert order == [CheckInMessage, CheckInMessage, Nudge, SilenceOffer]
    assert pair.end_reason is EndReason.SILENT
    assert dues[-1].on == NOW.date() + timedelta(weeks=7)
    assert kinds(dues)[TopicMessage] == 3


def test_a_meeting_ends_the_silence() -> None:
    pair, dues = live(running(), {3: CheckIn.MET, 7: CheckIn.MET}, 100)
    assert pair.state is MentorshipState.ACTIVE
    assert pair.silence < 2
    assert kinds(dues)[Nudge] >= 1


def test_a_date_made_is_not_counted_as_silence() -> None:
    pair, dues = live(running(), dict.fromkeys(range(1, 30), CheckIn.HAVE_A_DATE), 150)
    assert pair.state is MentorshipState.ACTIVE
    assert pair.silence == 0
    assert pair.meetings == 0
    assert not kinds(dues)[Nudge]


def test_a_pair_without_an_end_has_no_half_time() -> None:
    assert half_time_on(running(weeks=None)) is None
    assert planned_cycles(running(weeks=None)) is None


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(0, 30))
def test_a_topic_comes_on_a_working_day_before_its_round_closes(days: set[int], later: int) -> None:
    pair = replace(running(), cycle=2, next_cycle_on=NOW.date() + later * DAY)
    assert pair.next_cycle_on is not None
    hours = WorkingHours(days=frozenset(days))
    on = topic_on(pair, hours)
    assert timedelta(days=1) <= pair.next_cycle_on - on <= timedelta(days=4)
    between = [pair.next_cycle_on - n * DAY for n in range(1, (pair.next_cycle_on - on).days + 1)]
    assert sum(hours.works_on(day) for day in between) == 2 or on == pair.next_cycle_on - 4 * DAY


def test_half_time_in_a_gap_or_a_pause_is_looked_back_on_afterwards() -> None:
    met = dict.fromkeys(range(1, 30), CheckIn.MET)
    _, dues = live(running(), met, 120, look_every=50)
    assert kinds(dues)[LookBack] == 1
    half = half_time_on(running())
    assert half is not None
    rested = pairing.resumed(replace(running(), state=MentorshipState.PAUSED), half + 3 * DAY)
    assert rested is not None
    done = turn(replace(rested, rhythm=Rhythm.WEEKLY), [], half + 10 * DAY)
    assert done is not None
    assert kinds(list(done.dues))[LookBack] == 1


def test_a_gap_is_one_round() -> None:
    pair = running()
    late = turn(pair, [], NOW.date() + timedelta(days=60))
    assert late is not None
    assert len(late.dues) == 2
    assert late.mentorship.next_cycle_on is not None
    assert late.mentorship.next_cycle_on > NOW.date() + timedelta(days=60)
    assert late.mentorship.cycle == 2


@given(
    st.sampled_from(Rhythm),
    st.integers(4, 52),
    st.dictionaries(st.integers(1, 52), st.sampled_from(CheckIn)),
    st.integers(1, 20),
)
def test_every_pair_ends_and_is_due_each_thing_once(
    rhythm: Rhythm, weeks: int, says: dict[int, CheckIn], look_every: int
) -> None:
    start = running(rhythm, weeks)
    pair, dues = live(start, says, weeks * 7 + 40, look_every)
    assert pair.state is MentorshipState.ENDED
    assert pair.end_reason in {EndReason.COMPLETED, EndReason.SILENT}
    keys = [due.key for due in dues]
    assert len(keys) == len(set(keys))
    assert len(set(pair.topics_used)) == len(pair.topics_used)
    assert {due.to for due in dues} <= {MIRA, JONAS}
    for to in (MIRA, JONAS):
        a_day = Counter(due.on for due in dues if due.to == to)
        assert max(a_day.values(), default=0) <= 2
