"""Half time, changes, the end of a pair, and what is written down of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import Block, DatePickerElement

from bot.blocks.base import ids
from bot.blocks.base.cards import name
from bot.blocks.base.forms import field, modal, options, select, text_input
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, quote, section, small
from bot.blocks.base.language import percent
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import day, mrkdwn, plain, shortened
from bot.blocks.mentorships.phrases import bar
from bot.blocks.mentorships.seeking import sought_next, standing
from bot.blocks.people.profile import TO_MENTOR
from bot.domain.base.ids import MentorshipId
from bot.domain.base.references import CommandLine, MentorshipRef
from bot.domain.mentorships.fields import RestField, WrapUpField
from bot.domain.mentorships.goals import reached
from bot.domain.mentorships.mentorship import Goal
from bot.domain.mentorships.messages import Change
from bot.domain.mentorships.notes import (
    LookBackNote,
    MentorshipChangedNote,
    MentorshipEndedNote,
    MentorshipThanksNote,
    WrapUpNote,
)
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.seeking import Sought

WORDS_LIMIT = 2000
NEXT_STEPS = ("nothing", "on_own", "again", TO_MENTOR)


@renders(LookBackNote)
def look_back(note: LookBackNote) -> Rendered:
    """Half the time is over."""
    return message(
        mrkdwn("ending.look_back_text", name=name(note.other)),
        section(mrkdwn("ending.look_back_first", name=name(note.other))),
        section("\n".join([mrkdwn("ending.look_back_met", n=note.meetings), *_bars(note.goals)])),
        section(mrkdwn("ending.look_back_ask" if note.meetings else "ending.look_back_unmet")),
        actions([button(plain("pair_phrases.change_goals"), f"{ids.RUN}:goals", CommandLine("goals"))])
        if note.meetings
        else None,
        small(mrkdwn("ending.look_back_next", day=day(note.ends_on))),
    )


def _bars(goals: Sequence[Goal]) -> list[str]:
    return [mrkdwn("pair_phrases.goal_line", bar=bar(one.progress), words=shortened(one.words, 200)) for one in goals]


@renders(WrapUpNote)
def wrap_up(note: WrapUpNote) -> Rendered:
    """The time is over."""
    goals = [mrkdwn("ending.wrap_up_goals", done=reached(note.goals), n=len(note.goals)), *_bars(note.goals)]
    met = mrkdwn("ending.wrap_up_met", n=note.meetings)
    write = button(plain("ending.wrap_up_write"), ids.WRAP_UP_OPEN, MentorshipRef(note.mentorship_id), style="primary")
    key = "ending.wrap_up_program_text" if note.program_ended else "ending.wrap_up_text"
    first = mrkdwn(key, name=name(note.other), n=note.weeks, program=note.program_ended)
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn("ending.wrap_up_program_why")) if note.program_ended else None,
        section("\n".join([met, *(goals if note.goals else ())])),
        section(mrkdwn("ending.wrap_up_words")) if note.reached else None,
        quote(note.reached) if note.reached else None,
        None if note.done else actions([write]),
        small(mrkdwn("ending.wrap_up_done_next" if note.done else "ending.wrap_up_next", name=name(note.other))),
    )


def drafted(goals: Sequence[Goal]) -> str:
    """What was reached, as the goals say."""
    lines = [
        plain(
            "ending.goal_reached" if one.progress >= 100 else "ending.goal_on_way",
            words=one.words,
            progress=percent(one.progress / 100),
        )
        for one in goals
    ]
    return shortened("\n".join(lines), WORDS_LIMIT)


def wrap_up_modal(mentorship_id: MentorshipId, other_name: str, goals: Sequence[Goal]) -> BlockDict:
    """What was reached, thanks, and what next."""
    what = text_input(WrapUpField.REACHED, drafted(goals), " ", WORDS_LIMIT, multiline=True)
    thanks = text_input(WrapUpField.THANKS, "", " ", WORDS_LIMIT, multiline=True)
    steps = options((step, plain(f"ending.then_{step}")) for step in NEXT_STEPS)
    thanks_label = plain("ending.wrap_up_thanks", name=shortened(other_name, 40))
    thanks_hint = plain("ending.wrap_up_thanks_hint", name=shortened(other_name, 40))
    hint = plain("ending.wrap_up_reached_hint" if goals else "ending.wrap_up_reached_alone")
    blocks: list[Block] = [
        field(WrapUpField.REACHED, plain("ending.wrap_up_reached"), what, hint, optional=True),
        field(WrapUpField.THANKS, thanks_label, thanks, thanks_hint, optional=True),
        field(WrapUpField.NEXT_STEP, plain("ending.wrap_up_then"), select(WrapUpField.NEXT_STEP, steps, "nothing")),
    ]
    title, yes, no = (plain(f"ending.wrap_up_{part}") for part in ("title", "submit", "close"))
    return modal(ids.WRAP_UP_VIEW, title, yes, no, blocks, MentorshipRef(mentorship_id))


def wrapped_up(outcome: MentorshipOutcome, step: str) -> Rendered:
    """That it is kept, and what follows."""
    first = mrkdwn("ending.wrap_up_done", name=outcome.other_name)
    last = sought_next(outcome) if outcome.sought else mrkdwn(f"ending.wrap_up_done_{step}")
    return message(first, section(f"*{first}*"), small(last))


def pause_modal(mentorship_id: MentorshipId, other_name: str, today: date) -> BlockDict:
    """Until when the pair rests."""
    soon = today + timedelta(days=14)
    picker = DatePickerElement(action_id=RestField.UNTIL, initial_date=soon.isoformat())
    first = section(mrkdwn("ending.pause_first", name=other_name))
    blocks: list[Block] = [first, field(RestField.UNTIL, plain("ending.pause_label"), picker)]
    title, yes, no = (plain(f"ending.pause_{part}") for part in ("title", "submit", "close"))
    return modal(ids.PAIR_PAUSE_VIEW, title, yes, no, blocks, MentorshipRef(mentorship_id))


@renders(MentorshipChangedNote)
def pair_changed(note: MentorshipChangedNote) -> Rendered:
    """What has changed; who wished so is not said."""
    on = note.day
    text_day = day(on) if on else ""
    first = mrkdwn(f"ending.changed_{note.change}_text", name=name(note.other), rhythm=note.rhythm, day=text_day)
    kind = "rhythm_rests" if note.rests and note.change is Change.RHYTHM else note.change
    last = mrkdwn(f"ending.changed_{kind}_next", day=text_day)
    return message(first, section(f"*{first}*"), small(last))


@renders(MentorshipEndedNote)
def pair_ended(note: MentorshipEndedNote) -> Rendered:
    """The pair is over, in kind words; somebody else for whoever wants."""
    first = mrkdwn(f"ending.ended_{note.reason}_text", name=note.name)
    look = button(plain("ending.ended_look"), ids.PAIR_REMATCH, MentorshipRef(note.mentorship_id), style="primary")
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn(f"ending.ended_{note.reason}_why", name=note.name)),
        section(mrkdwn("ending.ended_seek")) if note.offers else None,
        actions([look]) if note.offers else None,
        small(_ended_next(note)),
    )


def _ended_next(note: MentorshipEndedNote) -> str:
    if note.offers:
        return mrkdwn("ending.ended_seeks_next")
    match note.sought:
        case Sought.QUEUE if note.place:
            return standing(note.place)
        case Sought.WAIT_LIST:
            return mrkdwn("ending.ended_waits_next")
        case Sought.OVER:
            return mrkdwn("seeking.sought_over")
        case _:
            return mrkdwn("ending.ended_gives_next")


@renders(MentorshipThanksNote)
def pair_thanks(note: MentorshipThanksNote) -> Rendered:
    """Thanks from the other."""
    text = mrkdwn("ending.thanks_text", name=name(note.other), words=shortened(note.thanks, 300))
    first = mrkdwn("ending.thanks_first", name=name(note.other))
    return message(text, section(first), quote(note.thanks), small(mrkdwn("ending.thanks_next")))
