"""My asks and offers, with their states and next dates; what can be pressed is pressed here."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from slack_sdk.models.blocks import Block, ButtonElement

from bot.blocks.asks.nobody_yet import withdraw_button
from bot.blocks.asks.offer import answers
from bot.blocks.asks.standing import next_line, state_line
from bot.blocks.base import ids
from bot.blocks.base.cards import who
from bot.blocks.base.kit import Rendered, actions, button, message, quote, section, small
from bot.blocks.base.words import At, mrkdwn, plain, shortened
from bot.blocks.mentorships.status import mentorship_lines
from bot.blocks.programs.queue import lines
from bot.domain.across.status import AskLine, HelpLine, Status
from bot.domain.asks.ask import Ask, AskState
from bot.domain.asks.notes import PendingOffer
from bot.domain.asks.references import AskRef
from bot.domain.asks.routing import can_widen
from bot.domain.programs.references import ShownIn

MOST = 3
"""Of each kind; a message holds 50 blocks."""
QUESTION_SHOWN = 300

T = TypeVar("T")


def status(value: Status) -> Rendered:
    """Everything open for one person: what waits for them first."""
    if value.is_empty:
        words = mrkdwn("status.nothing")
        return message(mrkdwn("status.text_nothing"), section(words), small(mrkdwn("status.nothing_next")))
    return message(
        mrkdwn("status.text", asks=len(value.asks), helping=len(value.helping), waiting=len(value.waiting)),
        *_part("waiting", [block for one in value.waiting[:MOST] for block in _offer(one)], value.waiting),
        *_part("asks", [block for one in value.asks[:MOST] for block in _ask(one, value.help_channel)], value.asks),
        *_part("helping", [block for one in value.helping[:MOST] for block in _helping(one)], value.helping),
        *mentorship_lines(value.pairs),
        *_places(value),
        small(mrkdwn("status.next")),
    )


def _places(value: Status) -> Iterator[Block]:
    if value.places:
        yield section(mrkdwn("queue.status_title"))
        yield from lines(value.places, ShownIn.STATUS)


def _part(name: str, blocks: Sequence[Block], all_of: Sequence[T]) -> Iterator[Block]:
    if not all_of:
        return
    yield section(mrkdwn(f"status.{name}"))
    yield from blocks
    if len(all_of) > MOST:
        yield small(mrkdwn("status.more", n=len(all_of) - MOST))


def _offer(one: PendingOffer) -> Iterator[Block]:
    yield section(mrkdwn("status.offer", who=who(one.asker), when=At(one.offer.lapse_at)))
    yield quote(shortened(one.question, QUESTION_SHOWN))
    yield answers(one.offer.id)


def _ask(line: AskLine, help_channel: str) -> Iterator[Block]:
    ask = line.ask
    state = state_line(ask, line.mentor_name, help_channel)
    yield section(f"*{state}*\n{next_line(ask, line.mentor_name, line.next_at)}")
    yield quote(shortened(ask.question, QUESTION_SHOWN))
    if buttons := _buttons(ask, help_channel):
        yield actions(buttons)


def _buttons(ask: Ask, help_channel: str) -> list[ButtonElement]:
    if ask.state is AskState.ACCEPTED:
        return [button(plain("status.close"), ids.ASK_CLOSE, AskRef(ask.id))]
    buttons = []
    if can_widen(ask):
        label = plain("nobody_yet.ask_others" if ask.only else "nobody_yet.widen")
        buttons.append(button(label, ids.ASK_WIDEN, AskRef(ask.id)))
    if ask.state is AskState.EXHAUSTED and help_channel:
        buttons.append(button(plain("nobody_yet.post"), ids.ASK_POST, AskRef(ask.id)))
    return [*buttons, withdraw_button(ask.id)] if ask.state.is_open else buttons


def _helping(line: HelpLine) -> Iterator[Block]:
    ask = line.ask
    accepted = At(ask.accepted_at or ask.created_at)
    met = mrkdwn("status.help_met", when=At(ask.picked_slot)) if ask.picked_slot else mrkdwn("status.help_open")
    yield section("\n".join([mrkdwn("status.help_line", name=line.asker_name, when=accepted), met]))
    yield quote(shortened(ask.question, QUESTION_SHOWN))
    yield actions([button(plain("status.close"), ids.ASK_CLOSE, AskRef(ask.id))])
