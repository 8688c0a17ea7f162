"""The first message of the group DM: who each is, the question, how to start, and times to meet."""

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.blocks.base import ids
from bot.blocks.base.cards import introduced, name
from bot.blocks.base.kit import Rendered, actions, button, confirm, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, mention, mrkdwn, plain, shortened
from bot.domain.asks.ask import AskId
from bot.domain.asks.notes import IntroductionNote
from bot.domain.asks.references import AskRef, SlotOfAsk


@renders(IntroductionNote)
def introduction(note: IntroductionNote) -> Rendered:
    """Both introduced; times to pick while none is picked; what happens next."""
    text = mrkdwn(
        "introduction.text",
        asker=name(note.asker),
        mentor=name(note.mentor),
        question=shortened(note.question, 150),
    )
    return message(text, *_who_and_what(note), *_meeting(note), _done(note), small(_next(note)))


def _who_and_what(note: IntroductionNote) -> Iterator[Block]:
    asker, mentor = mention(note.asker.user_id), mention(note.mentor.user_id)
    yield section(mrkdwn("introduction.first", asker=asker, mentor=mentor))
    yield section("\n".join([introduced(note.asker), introduced(note.mentor)]))
    yield section(mrkdwn("introduction.asks", asker=name(note.asker)))
    yield quote(note.question)
    if note.tried:
        yield section(mrkdwn("introduction.tried"))
        yield quote(note.tried)
    if note.starters:
        starters = [mrkdwn("introduction.starter", words=words) for words in note.starters]
        yield section("\n".join([mrkdwn("introduction.starters"), *starters]))


def _meeting(note: IntroductionNote) -> Iterator[Block]:
    if note.over:
        return
    if note.shape.minutes is None:
        yield section(mrkdwn("introduction.thread", mentor=name(note.mentor)))
    elif note.picked:
        yield section(_placed("picked", note, note.shape.minutes, note.picked))
    elif not note.slots:
        yield section(mrkdwn("introduction.no_times"))
    else:
        yield section(_placed("times", note, note.shape.minutes))
        yield from (_slot(note.ask_id, slot) for slot in note.slots)


def _slot(ask_id: AskId, slot: datetime) -> Block:
    # A button's label cannot show each reader their own zone; the line beside it can.
    pick = button(plain("introduction.pick"), ids.ASK_PICK_SLOT, SlotOfAsk(ask_id, slot))
    return section(mrkdwn("introduction.slot", when=At(slot)), accessory=pick)


def _placed(what: str, note: IntroductionNote, minutes: int, picked: datetime | None = None) -> str:
    where = "in_person" if note.same_office else "call"
    when = At(picked) if picked else ""
    return mrkdwn(f"introduction.{what}_{where}", office=note.same_office, n=minutes, when=when)


def _done(note: IntroductionNote) -> Block | None:
    if note.over:
        return None
    sure = confirm(
        plain("introduction.done_title"),
        mrkdwn("introduction.done_words"),
        plain("introduction.done_yes"),
        plain("introduction.done_no"),
    )
    return actions([button(plain("introduction.done"), ids.ASK_CLOSE, AskRef(note.ask_id), confirm=sure)])


def _next(note: IntroductionNote) -> str:
    if note.over:
        return mrkdwn("introduction.over")
    values = {"asker": name(note.asker), "when": At(note.asks_whether_it_helped_at)}
    if note.shape.minutes and note.picked:
        return mrkdwn("introduction.next_picked", **values)
    if note.shape.minutes and note.slots:
        return mrkdwn("introduction.next_pick", **values)
    return mrkdwn("introduction.next_talk", **values)
