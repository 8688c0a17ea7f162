"""What buttons and forms carry is read as it was written; anything else is refused with a sentence."""

from collections import Counter
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asks.ask import AskId
from bot.domain.asks.references import AskRef, AskTo, FoundPage, OfferRef, SlotOfAsk
from bot.domain.base.errors import UnreadableReference
from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.base.references import (
    OPTION_LIMIT,
    VALUE_LIMIT,
    CommandLine,
    MentorshipRef,
    Nothing,
    ProgramRef,
    Reference,
    decode,
    encode,
)
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import CheckIn, DeclineReason, GoalId, MeetingId, PulseKind
from bot.domain.mentorships.references import (
    CheckInAnswer,
    DeclinedFor,
    GoalForm,
    NoTimeFor,
    OtherRhythm,
    PulseAnswer,
    SlotOfMeeting,
    TakeWayOn,
    WayOn,
)
from bot.domain.people.references import PauseUntil
from bot.domain.programs.program import ProgramState
from bot.domain.programs.references import (
    MoveProgram,
    PairEntry,
    PlaceInQueue,
    PlannedPairMenu,
    PreviewPage,
    ProgramForm,
    RoundRef,
    ShownIn,
)
from bot.domain.programs.rounds import RoundId
from bot.domain.programs.views import Tab
from tests.support.references import kinds, of_kind
from tests.support.volume import examples

KINDS = kinds()
M = MentorshipId("m1")
P = ProgramId("p1")
R = RoundId("r1")
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)

OLD: list[tuple[Reference, str, str]] = [
    # What it means now, what the value was, and what stood behind the colon of the action id.
    (AskRef(AskId("a1")), "a1", ""),
    (OfferRef(AskId("o1")), "o1", ""),  # type: ignore[arg-type]
    (MentorshipRef(M), "m1", ""),
    (ProgramRef(P), "p1", ""),
    (RoundRef(R), "r1", ""),
    (CommandLine("ask how?"), "ask how?", "ask"),
    (PauseUntil(AT), "2026-11-23T10:00:00+00:00", ""),
    (PauseUntil(None), "", ""),
    (SlotOfAsk(AskId("a1"), AT), "a1|2026-11-23T10:00:00+00:00", ""),
    (SlotOfMeeting(MeetingId("m1-1"), AT), "m1-1|2026-11-23T10:00:00+00:00", ""),
    (CheckInAnswer(M, 3, CheckIn.HAVE_A_DATE), "m1/3/", "have_a_date"),
    (PulseAnswer(M, 4, PulseKind.FIT, 1), "m1/4/fit", "1"),
    (TakeWayOn(M, WayOn.NEW_TIME), "m1", "new_time"),
    (OtherRhythm(M, Rhythm.WEEKLY), "m1", "weekly"),
    (DeclinedFor(M, DeclineReason.TOO_CLOSE), "m1", "too_close"),
    (NoTimeFor(M, 4), "m1", "4"),
    (GoalForm(M, GoalId("g1")), "m1/g1", ""),
    (GoalForm(M, None), "m1/", ""),
    (MoveProgram(P, ProgramState.RUNNING), "p1", "running"),
    (PlaceInQueue(P, ShownIn.STATUS), "p1", "status"),
    (ProgramForm(P), "p1 new", ""),
    (ProgramForm(P), "p1", ""),
    (ProgramForm(None), "", ""),
    (PreviewPage(R), "r1", "note"),
    (PreviewPage(R, Tab.UNMATCHED, 3), "unmatched 3 r1", "forward"),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@examples(20, 200)
@given(st.data())
def test_each_kind_is_read_as_it_was_written(kind: type[Reference], data: st.DataObject) -> None:
    about = data.draw(of_kind(kind))
    text = encode(about)
    assert decode(kind, text, "any") == about
    assert len(text) <= VALUE_LIMIT


@pytest.mark.parametrize(("about", "value", "mark"), OLD)
def test_what_older_messages_carry_is_still_read(about: Reference, value: str, mark: str) -> None:
    assert decode(type(about), value, mark) == about


def test_every_kind_with_a_text_that_changed_is_among_the_old_ones() -> None:
    assert {kind for kind in KINDS if kind.old} <= {type(about) for about, *_ in OLD}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@examples(20, 500)
@given(text=st.text() | st.sampled_from(["[" * 1990, '["check_in",' + "[" * 1900, '["goal"]', "null", "\0"]))
def test_anything_else_is_read_or_refused_and_nothing_else_happens(kind: type[Reference], text: str) -> None:
    try:
        assert isinstance(decode(kind, text), kind)
    except UnreadableReference:
        assert kind is not Nothing


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (CheckInAnswer, '["check_in","m1","3x","met"]'),
        (CheckInAnswer, '["check_in","m1",true,"met"]'),
        (CheckInAnswer, '["check_in","m1",3,"danced"]'),
        (CheckInAnswer, '["check_in","m1",3]'),
        (CheckInAnswer, '["pulse","m1",3,"fit",1]'),
        (CheckInAnswer, "m1"),
        (AskRef, ""),
        (AskRef, '["ask","a1"]'),
        (AskRef, "x" * 101),
        (SlotOfAsk, '["slot","a1","tomorrow"]'),
        (ProgramForm, '["program","p1","yes"]'),
        (FoundPage, '[0, "negotiation"]'),
    ],
)
def test_what_is_none_of_its_kind_is_refused(kind: type[Reference], text: str) -> None:
    with pytest.raises(UnreadableReference):
        decode(kind, text)


def test_tags_name_one_kind_each() -> None:
    several = [kind for kind in KINDS if len(fields(kind)) > 1]
    assert all(kind.tag for kind in several)
    assert max(Counter(kind.tag for kind in several).values()) == 1


def test_typed_words_are_cut_to_what_a_button_holds() -> None:
    kept = decode(CommandLine, encode(CommandLine("ask " + "why " * 1000))).line
    assert len(kept) == VALUE_LIMIT
    page = decode(FoundPage, encode(FoundPage(7, "x" * 5000)))
    assert (page.page, len(page.words)) == (7, VALUE_LIMIT - len('["page",7,""]'))


def test_what_cannot_be_cut_is_not_written() -> None:
    menu = PlannedPairMenu(PairEntry.GIVE_PEER, UserId("U" * 20), UserId("W" * 20))
    assert len(encode(menu, OPTION_LIMIT)) < OPTION_LIMIT
    with pytest.raises(ValueError, match="3000 characters"):
        encode(AskTo(UserId("U" * 3000)))
