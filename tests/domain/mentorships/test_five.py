"""A relationship of five lives: nothing that it is asked is about two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.mentorships import pairing
from bot.domain.mentorships.cycle import (
    CycleKind,
    Due,
    closes,
    topic_is_due,
    topics_due,
    turn,
    with_check_in,
    wrap_ups_due,
)
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import (
    CheckedIn,
    CheckIn,
    DeclineReason,
    EndReason,
    Mentorship,
    MentorshipState,
    members_of,
)
from bot.domain.mentorships.messages import CheckInMessage, TopicMessage, WrapUpMessage
from bot.domain.people.common_hours import common_slots

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
OFFICE = WorkingHours()
HOST, *OTHERS = FIVE = tuple(UserId(name) for name in ("UHOST", "UANN", "UBO", "UCY", "UDEE"))
PROPOSED = Mentorship(
    MentorshipId("m1"),
    None,
    members_of(MentorshipFormat.CIRCLE, *FIVE),
    MentorshipState.PROPOSED,
    NOW,
    format=MentorshipFormat.CIRCLE,
    answer_by=NOW + 3 * DAY,
)


def agreed(its: Mentorship) -> Mentorship:
    """All have said yes, one after the other, and it has begun."""
    for who in its.present:
        assert not pairing.is_agreed(its)
        said = pairing.said_yes(its, who)
        assert said is not None
        its = said
    assert pairing.is_agreed(its)
    return replace(pairing.begun(its, NOW.date(), 26), topics_used=("first",))


def a_cycle(its: Mentorship, said: list[CheckedIn], met: UserId) -> tuple[Mentorship, list[Due]]:
    """Lives until the present cycle has closed, and one says that they met in it."""
    dues: list[Due] = []
    today: date = its.next_cycle_on or NOW.date()
    for back in range(4, 0, -1):
        if topic_is_due(its, OFFICE, today - back * DAY):
            its = replace(its, topics_used=(*its.topics_used, f"topic{its.cycle}"))
            dues += topics_due(its, OFFICE)
    assert closes(its, today)
    done, closed = turn(its, said, today), its.cycle
    assert done is not None
    assert done.ended is None
    said.append(CheckedIn(its.id, met, closed, CheckIn.MET, NOW))
    return with_check_in(done.mentorship, said), [*dues, *done.dues]


def receivers(dues: Sequence[Due], kind: CycleKind) -> Counter[UserId]:
    return Counter(due.to for due in dues if due.kind is kind)


def test_from_the_introduction_over_three_cycles_and_a_leave_to_the_end() -> None:
    assert [one.role for one in PROPOSED.members] == [Role.HOST, *[Role.MEMBER] * 4]
    assert pairing.waits_for(PROPOSED) == FIVE
    its, said = agreed(PROPOSED), list[CheckedIn]()
    assert len(common_slots([OFFICE] * 5, NOW, 3)) == 3, "times at which all five are at work"

    its, first = a_cycle(its, said, met=OTHERS[0])
    assert receivers(first, CheckInMessage) == Counter(FIVE)
    its, second = a_cycle(its, said, met=OTHERS[1])
    assert receivers(second, TopicMessage) == Counter(FIVE)
    assert (its.cycle, its.meetings, its.silence) == (3, 2, 0)

    without = pairing.left(its, OTHERS[3], NOW)
    assert without is not None
    assert without.state is MentorshipState.ACTIVE, "four go on"
    assert (without.present, without.people) == (FIVE[:4], FIVE)
    assert pairing.left(without, OTHERS[3], NOW) is None, "nobody leaves twice"
    its, third = a_cycle(without, said, met=HOST)
    assert receivers(third, TopicMessage) == receivers(third, CheckInMessage) == Counter(FIVE[:4])
    assert its.timekeeper == HOST

    end = its.ends_on
    assert end is not None
    last = turn(its, said, end)
    assert last is not None
    assert last.ended is EndReason.COMPLETED
    over = pairing.ended(its, EndReason.COMPLETED, NOW)
    assert over is not None
    assert receivers(last.dues, WrapUpMessage) == Counter(FIVE[:4])
    assert receivers(wrap_ups_due(over, end), WrapUpMessage) == Counter(FIVE[:4])
    assert not over.state.takes_capacity


@pytest.mark.parametrize(("leaving", "goes_on"), [(OTHERS[:2], True), (OTHERS[:3], False), ((HOST,), False)])
def test_it_ends_once_too_few_are_left_or_nobody_leads(leaving: Sequence[UserId], goes_on: bool) -> None:
    its = agreed(PROPOSED)
    for who in leaving:
        after = pairing.left(its, who, NOW)
        assert after is not None
        its = after
    assert its.state.goes_on is goes_on
    assert its.end_reason is (None if goes_on else EndReason.LEFT)


def test_one_no_does_not_decide_for_the_others() -> None:
    without = pairing.said_no(PROPOSED, OTHERS[0], DeclineReason.TIME, NOW)
    assert without is not None
    assert (without.state, without.declined_by) == (MentorshipState.PROPOSED, None)
    assert pairing.waits_for(without) == (HOST, *OTHERS[1:])
    by_host = pairing.said_no(PROPOSED, HOST, None, NOW)
    assert by_host is not None
    assert (by_host.state, by_host.declined_by) == (MentorshipState.DECLINED, HOST)
