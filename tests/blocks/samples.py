"""One of each note, with words that a test may choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.asks.ask import Ask, AskId, AskState, Helped, Offer, OfferId, OfferState, Shape, Tried
from bot.domain.asks.notes import (
    AskEndedNote,
    AskStandingNote,
    CalendarNote,
    DidItHelpNote,
    HelpPostNote,
    IntroductionNote,
    NobodyYetNote,
    OfferNote,
    OfferOutcomeNote,
    PartnerLeftNote,
    PendingOffer,
    ThanksNote,
)
from bot.domain.asks.ranking import ReasonKind
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.people.messages import Missed
from bot.domain.people.notes import NotSentNote
from tests.blocks.mentorships.samples import every_pair_note

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ASKER, MENTOR, HELP_CHANNEL = UserId("U0ASKER0001"), UserId("U0MENTOR001"), "C0HELP00001"
HOSTILE = "<!channel> <@U0MALLORY1> <https://evil.example|click> *x* & </script> @here #general"


def card(words: str, *, known: bool = True, user: UserId = ASKER) -> Card:
    return Card(user, words, words, words, words, about=words, skills=skills(words), known=known)


def skills(words: str) -> tuple[Skill, ...]:
    return (Skill("a", words[:60] or "a"), Skill("b", "Negotiation"))


def reasons(words: str) -> tuple[Reason, ...]:
    return (
        Reason(ReasonKind.SKILLS, (words[:60], "Negotiation")),
        Reason(ReasonKind.ANSWERED, ("3",)),
        Reason(ReasonKind.HOURS, ("mornings",)),
        Reason(ReasonKind.CAPACITY),
        Reason(ReasonKind.NEW_PERSPECTIVE, (words,)),
    )


def offer_note(words: str, *, known: bool = True, reminder: bool = False, shape: Shape = Shape.MINUTES_15) -> OfferNote:
    asker = card(words, known=known)
    return OfferNote(OfferId("o1"), asker, words, words, skills(words), shape, reasons(words), MOMENT, reminder)


def introduction(words: str, **changes: Any) -> IntroductionNote:
    values: dict[str, Any] = {
        "ask_id": AskId("a1"),
        "asker": card(words),
        "mentor": card(words, user=MENTOR),
        "question": words,
        "tried": words,
        "shape": Shape.MINUTES_30,
        "starters": (words, "What would a good end look like?"),
        "slots": (MOMENT, MOMENT.replace(day=25)),
        "picked": None,
        "same_office": words,
        "asks_whether_it_helped_at": MOMENT.replace(day=26),
    }
    return IntroductionNote(**values | changes)


def nobody_yet(words: str, **changes: Any) -> NobodyYetNote:
    values: dict[str, Any] = {
        "ask_id": AskId("a1"),
        "question": words,
        "tried": Tried(offered=4, not_now=1, not_their_area=1, unanswered=1, unreachable=1, no_room=2),
        "can_widen": True,
        "help_channel": HELP_CHANNEL,
        "ends_at": MOMENT,
    }
    return NobodyYetNote(**values | changes)


def help_post(words: str, **changes: Any) -> HelpPostNote:
    values: dict[str, Any] = {"shape": Shape.THREAD, "department": words}
    return HelpPostNote(AskId("a1"), words, skills(words), **values | changes)


def calendar_note(words: str) -> CalendarNote:
    return CalendarNote(AskId("a1"), card(words), card(words, user=MENTOR), words, MOMENT, 30, words)


def ask(words: str, state: AskState) -> Ask:
    return Ask(AskId("a1"), ASKER, words, MOMENT, state=state, mentor=MENTOR, accepted_at=MOMENT, closed_at=MOMENT)


def every_note(words: str) -> Iterator[object]:
    """At least one of each note, and each branch of how it looks."""
    yield from (
        offer_note(words, known=known, reminder=not known, shape=shape) for known in (True, False) for shape in Shape
    )
    yield from (OfferOutcomeNote(state, MOMENT, card(words), words, skills(words), words) for state in OfferState)
    yield from (OfferOutcomeNote(state, MOMENT, card("", known=False), words) for state in OfferState)
    yield introduction(words)
    yield introduction(words, slots=(), same_office="", tried="")
    yield introduction(words, picked=MOMENT)
    yield introduction(words, shape=Shape.THREAD, slots=())
    yield introduction(words, over=True)
    yield calendar_note(words)
    yield nobody_yet(words)
    yield nobody_yet(words, can_widen=False, help_channel="", tried=Tried())
    yield nobody_yet(words, can_widen=False)
    yield nobody_yet(words, only_name=words, tried=Tried(offered=1, not_now=1))
    yield help_post(words)
    yield help_post(words, taken=True, shape=Shape.MINUTES_15)
    yield help_post(words, ended=True, department="")
    yield DidItHelpNote(AskId("a1"), card(words, user=MENTOR), words)
    yield ThanksNote(AskId("a1"), card(words), words, words)
    yield AskEndedNote(AskId("a1"), words, 14)
    yield PartnerLeftNote(AskId("a1"), words, words, to_asker=True)
    yield PartnerLeftNote(AskId("a1"), words, words, to_asker=False)
    for state in AskState:
        yield AskStandingNote(ask(words, state), words)
    yield AskStandingNote(replace(ask(words, AskState.CLOSED), helped=Helped.A_LOT), words)
    yield from (NotSentNote(what, MENTOR) for what in Missed)
    yield from every_pair_note(words)


def pending(words: str) -> PendingOffer:
    offer = Offer(OfferId("o1"), AskId("a1"), MENTOR, MOMENT, MOMENT, MOMENT)
    return PendingOffer(offer, words, card(words, known=False))


def strings(block: Any, kind: str | None = None) -> Iterator[str]:
    """All texts inside blocks; with `kind`, those of text objects of that kind."""
    if isinstance(block, Mapping):
        if isinstance(block.get("text"), str) and kind in {None, block.get("type")}:
            yield block["text"]
        for value in block.values():
            yield from strings(value, kind)
    elif isinstance(block, Sequence) and not isinstance(block, str):
        for value in block:
            yield from strings(value, kind)


def elements(block: Any, kind: str) -> Iterator[Mapping[str, Any]]:
    """All elements of one type inside blocks."""
    if isinstance(block, Mapping):
        if block.get("type") == kind:
            yield block
        for value in block.values():
            yield from elements(value, kind)
    elif isinstance(block, Sequence) and not isinstance(block, str):
        for value in block:
            yield from elements(value, kind)
