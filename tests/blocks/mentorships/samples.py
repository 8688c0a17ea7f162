"""One of each note about pairs, and each branch of how it looks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.base.cards import Card
from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.formats import OF_TWO, MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import DeclineReason, EndReason, Goal, GoalId, MeetingId, PulseKind
from bot.domain.mentorships.messages import Change, CheckInMessage, Nudge, SilenceOffer
from bot.domain.mentorships.notes import (
    CheckInNote,
    Frame,
    LookBackNote,
    MeetingCalendarNote,
    MentorshipChangedNote,
    MentorshipEndedNote,
    MentorshipIntroductionNote,
    MentorshipThanksNote,
    MentorshipTimesNote,
    ProposalNote,
    ProposalOutcomeNote,
    ProposalStatus,
    PulseNote,
    RequestEndedNote,
    RequestMadeNote,
    Times,
    TopicNote,
    WrapUpNote,
)
from bot.domain.mentorships.seeking import Place, Sought
from bot.domain.mentorships.topics import Stage, Tag, Topic
from bot.domain.people.profile import Format
from bot.domain.programs.joining import OPEN
from bot.domain.programs.program import ProgramState
from bot.domain.programs.program import Purpose as ProgramPurpose

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = MOMENT.date()
PAIR = MentorshipId("p1")
MENTEE, MENTOR = UserId("U0ASKER0001"), UserId("U0MENTOR001")


def card(words: str, user: UserId = MENTEE) -> Card:
    return Card(user, words, words, words, words, about=words, skills=(Skill("a", words[:60] or "a"),))


def frame(words: str, **fields: Any) -> Frame:
    given: dict[str, Any] = {"program_name": words[:80], "purpose": "own", "purpose_words": words[:200], "weeks": 26}
    return Frame(**{"format": MentorshipFormat.ONE_TO_ONE, "rhythm": Rhythm.BIWEEKLY, **given, **fields})


def reasons(words: str) -> tuple[Reason, ...]:
    return (
        Reason(MatchingFactor.SKILLS, (words[:60],)),
        Reason(MatchingFactor.HOURS, ("mornings",)),
        Reason(MatchingFactor.VALUES, ("care",)),
    )


def goals(words: str) -> tuple[Goal, ...]:
    done = Goal(GoalId("g1"), PAIR, MENTEE, words[:300], MOMENT, progress=100)
    return (
        done,
        replace(done, id=GoalId("g2"), progress=25, steps=((words[:150], True), ("Try", False)), due_on=TODAY),
    )


def topic(words: str) -> Topic:
    opening = words[:300]
    return Topic(
        slug="words",
        title=words[:80],
        formats=frozenset({Format.ONE_TO_ONE}),
        stages=frozenset({Stage.EARLY}),
        minutes=45,
        tags=(Tag.WORDS,),
        opening=opening,
        deeper=(opening, opening),
        before_next=opening,
    )


def times(words: str, **fields: Any) -> Times:
    slots = (MOMENT, MOMENT.replace(day=25))
    given: dict[str, Any] = {"slots": slots, "picked": None, "minutes": 45, "same_office": words[:60]}
    return Times(MeetingId("m1"), **given | fields)


def introduction(words: str, **fields: Any) -> MentorshipIntroductionNote:
    given: dict[str, Any] = {
        "members": (card(words), card(words, MENTOR)),
        "frame": frame(words),
        "reasons": reasons(words),
        "objectives": tuple((role, words[:80], words[:300]) for role in (Role.MENTEE, Role.MENTOR)),
        "hopes": ((words[:80], words),),
        "topic": topic(words),
        "times": times(words),
        "check_in_on": TODAY,
    }
    return MentorshipIntroductionNote(PAIR, **given | fields)


def proposal(typed: str, **fields: Any) -> ProposalNote:
    given: dict[str, Any] = {
        "other": card(typed),
        "as_mentor": True,
        "frame": frame(typed),
        "reasons": reasons(typed),
        "until": MOMENT,
        "words": typed,
    }
    return ProposalNote(PAIR, **given | fields)


def places(words: str) -> Iterator[Place]:
    """Somebody in the line of a program, in each way there is."""
    for state in OPEN:
        yield Place(ProgramId("p1"), words, state, MOMENT, before=1)
    yield Place(ProgramId("p1"), words, ProgramState.RUNNING, MOMENT, is_asked=True)
    yield Place(ProgramId("p1"), words, ProgramState.RUNNING, MOMENT, before=2, has_room=False)
    yield Place(ProgramId("p1"), words, ProgramState.RUNNING)


def told_why(words: str) -> Iterator[object]:
    """Somebody said no, and why."""
    for why in set(DeclineReason) - {DeclineReason.TIME}:
        yield ProposalOutcomeNote(PAIR, card(words), ProposalStatus.NO_TOLD, MOMENT, why)
    for named in (True, False):
        yield ProposalOutcomeNote(PAIR, card(words), ProposalStatus.NO_TOLD, MOMENT, DeclineReason.TIME, TODAY, named)


def ended(words: str) -> Iterator[object]:
    """A pair that is over, with each way on."""
    for reason in set(EndReason) - {EndReason.PROGRAM_ENDED}:
        for sought in Sought:
            yield MentorshipEndedNote(PAIR, words, reason, sought)
    yield MentorshipEndedNote(PAIR, words, EndReason.LEFT, Sought.WAIT_LIST, waits=True)
    for one in places(words):
        yield MentorshipEndedNote(PAIR, words, EndReason.LEFT, Sought.QUEUE, place=one)


def every_pair_note(words: str) -> Iterator[object]:
    """All of them."""
    for form in OF_TWO:
        yield proposal(words, frame=frame(words, format=form, purpose=ProgramPurpose.INCLUSION))
        yield proposal(words, frame=frame(words, format=form), as_mentor=False, is_reminder=True, reasons=(), words="")
    yield proposal(words, is_request=True, frame=frame(words, program_name="", purpose_words=""))
    for standing in ProposalStatus:
        yield ProposalOutcomeNote(PAIR, card(words), standing, MOMENT)
        yield RequestEndedNote(PAIR, words, standing, is_request=True, waits=False)
        yield RequestEndedNote(PAIR, words, standing, is_request=False, waits=True)
        yield RequestEndedNote(PAIR, words, standing, is_request=False, waits=False, place=next(places(words)))
    yield from told_why(words)
    yield RequestMadeNote(PAIR, card(words), reasons(words), MOMENT)
    yield introduction(words)
    yield introduction(words, objectives=(), hopes=(), topic=None, reasons=(), frame=frame("", purpose_words=""))
    yield introduction(words, objectives=((Role.PEER, words, words),) * 2)
    yield introduction(words, objectives=((Role.MENTOR, words, words),))
    yield introduction(words, times=times(words, slots=(), same_office=""))
    yield introduction(words, times=times(words, picked=MOMENT))
    yield MentorshipTimesNote(PAIR, times(words))
    yield MentorshipTimesNote(PAIR, times(words, picked=MOMENT))
    yield MeetingCalendarNote(MeetingId("m1"), card(words), card(words), MOMENT, 45, words)
    yield TopicNote(PAIR, card(words), topic(words), TODAY)
    for kind in (CheckInMessage, Nudge, SilenceOffer):
        for rhythm in Rhythm:
            yield CheckInNote(PAIR, card(words), 3, rhythm, kind, TODAY, goals(words))
    for question in PulseKind:
        yield PulseNote(PAIR, card(words), 4, question)
    yield LookBackNote(PAIR, card(words), 1, TODAY, goals(words))
    yield LookBackNote(PAIR, card(words), 0, TODAY, ())
    yield WrapUpNote(PAIR, card(words), 26, 9, goals(words))
    yield WrapUpNote(PAIR, card(words), 26, 1, (), done=True)
    yield WrapUpNote(PAIR, card(words), 1, 0, (), program_ended=words or "Rise")
    yield MentorshipThanksNote(PAIR, card(words), words)
    for change in Change:
        yield MentorshipChangedNote(PAIR, card(words), change, Rhythm.WEEKLY, date(2027, 1, 4))
    yield MentorshipChangedNote(PAIR, card(words), Change.RHYTHM, Rhythm.WEEKLY, date(2027, 1, 4), rests=True)
    yield from ended(words)
