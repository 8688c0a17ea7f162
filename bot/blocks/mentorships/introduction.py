"""The first message of a pair's group DM, and times to meet."""

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.blocks.base import ids
from bot.blocks.base.cards import introduced, name
from bot.blocks.base.kit import Rendered, actions, button, message, quote, section, small
from bot.blocks.base.language import lasting
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, day, mention, mrkdwn, plain
from bot.blocks.mentorships.phrases import in_program
from bot.blocks.mentorships.reasons import because
from bot.domain.base.references import CommandLine
from bot.domain.mentorships.mentorship import MeetingId
from bot.domain.mentorships.notes import MentorshipIntroductionNote, MentorshipTimesNote, Times, TopicNote
from bot.domain.mentorships.outcomes import MeetingOutcome
from bot.domain.mentorships.references import SlotOfMeeting


@renders(MentorshipIntroductionNote)
def pair_introduction(note: MentorshipIntroductionNote) -> Rendered:
    """Who, why you two, what for, the agreement, what each hopes for, a first topic, and times."""
    last = "pair_introduction.next_picked" if note.times.picked else "pair_introduction.next"
    return message(
        mrkdwn("pair_introduction.text", mentee=name(note.members[0]), mentor=name(note.members[1])),
        *_who(note),
        *_what_for(note),
        *_times(note.times),
        small(mrkdwn(last, when=day(note.check_in_on))),
    )


def _who(note: MentorshipIntroductionNote) -> Iterator[Block]:
    mentee, mentor = (mention(one.user_id) for one in note.members)
    yield section(mrkdwn("pair_introduction.first", mentee=mentee, mentor=mentor))
    yield section("\n".join(introduced(one) for one in note.members))
    if note.reasons:
        yield section(mrkdwn("pair_phrases.why_two", reasons=because(note.reasons)))


def _what_for(note: MentorshipIntroductionNote) -> Iterator[Block]:
    frame = note.frame
    alone = mrkdwn("pair_introduction.purpose_alone")
    words = in_program("pair_introduction.purpose", frame) if frame.program_name else alone
    yield section(words)
    for role, who, said in note.objectives:
        gives = mrkdwn(f"pair_introduction.gives_{role}", name=who)
        yield section(gives if len(note.objectives) > 1 else mrkdwn("pair_phrases.objective"))
        yield quote(said)
    for who, words in note.hopes:
        yield section(mrkdwn("pair_introduction.hope", name=who))
        yield quote(words)
    length, minutes = lasting(frame.weeks or 0, "week"), lasting(note.times.minutes, "minute")
    yield section(mrkdwn("pair_introduction.agreement", rhythm=frame.rhythm, length=length, minutes=minutes))
    if note.topic:
        yield section(mrkdwn("pair_introduction.topic", title=note.topic.title, opening=note.topic.opening))


@renders(MentorshipTimesNote)
def pair_times(note: MentorshipTimesNote) -> Rendered:
    """New times, asked for by one of the two; who is not said."""
    last = "pair_introduction.times_next_picked" if note.times.picked else "pair_introduction.times_next"
    first = section(mrkdwn("pair_introduction.times_first"))
    return message(mrkdwn("pair_introduction.times_text"), first, *_times(note.times), small(mrkdwn(last)))


def _times(times: Times) -> Iterator[Block]:
    if times.picked:
        yield section(
            mrkdwn("pair_introduction.picked", when=At(times.picked), length=lasting(times.minutes, "minute"))
        )
    elif not times.slots:
        yield section(mrkdwn("pair_introduction.no_times"))
    else:
        where = "in_person" if times.same_office else "call"
        yield section(mrkdwn(f"pair_introduction.times_{where}", office=times.same_office))
        yield from (_slot(times.meeting_id, slot) for slot in times.slots)


def _slot(meeting_id: MeetingId, slot: datetime) -> Block:
    # A button's label cannot show each reader their own zone; the line beside it can.
    pick = button(plain("pair_introduction.pick"), ids.PAIR_PICK_SLOT, SlotOfMeeting(meeting_id, slot))
    return section(mrkdwn("pair_introduction.slot", when=At(slot)), accessory=pick)


def picked(outcome: MeetingOutcome) -> Rendered:
    """The time that holds, whoever picked it."""
    if outcome.picked is None:
        first = mrkdwn("pair_introduction.picked_gone")
        return message(first, section(first))
    first = mrkdwn(
        "pair_introduction.picked_done" if outcome.changed else "pair_introduction.picked_before",
        when=At(outcome.picked),
    )
    return message(first, section(f"*{first}*"), small(mrkdwn("pair_introduction.picked_next")))


@renders(TopicNote)
def topic(note: TopicNote) -> Rendered:
    """Something worth the next talk."""
    one, two = note.topic.deeper
    who, title = name(note.other), note.topic.title
    open_goals = actions([button(plain("pair_phrases.change_goals"), f"{ids.RUN}:goals", CommandLine("goals"))])
    return message(
        mrkdwn("pair_introduction.topic_text", name=who, title=title),
        section(mrkdwn("pair_introduction.topic_first", name=who, title=title)),
        section(mrkdwn("pair_introduction.topic_opening", words=note.topic.opening)),
        section(mrkdwn("pair_introduction.topic_deeper", one=one, two=two)),
        section(mrkdwn("pair_introduction.topic_before", words=note.topic.before_next)),
        open_goals,
        small(mrkdwn("pair_introduction.topic_next", when=day(note.check_in_on))),
    )
