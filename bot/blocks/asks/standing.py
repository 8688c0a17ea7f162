"""Where an ask stands, in words: the answer to a press, and the lines of the status."""

from datetime import datetime

from bot.blocks.base.kit import Rendered, message, quote, section, small
from bot.blocks.base.words import At, Raw, has, mrkdwn
from bot.domain.asks.ask import Ask, AskState
from bot.domain.asks.outcomes import AskOutcome


def standing(outcome: AskOutcome) -> Rendered:
    """The present state of an ask, in the place of the buttons pressed on."""
    ask = outcome.ask
    first = state_line(ask, outcome.mentor_name)
    just_now = f"standing.just_{ask.state}_next"
    last = mrkdwn(just_now) if outcome.changed and has(just_now) else next_line(ask, outcome.mentor_name)
    return message(first, section(f"*{first}*"), quote(ask.question), small(last))


def state_line(ask: Ask, mentor_name: str = "", channel: str = "") -> str:
    """What happened to the ask last, with its time where it is decided."""
    at = ask.accepted_at if ask.state is AskState.ACCEPTED else ask.closed_at
    return mrkdwn(
        f"standing.{ask.state}",
        name=mentor_name,
        when=At(at) if at else "",
        channel=Raw(f"<#{channel}>") if channel else mrkdwn("standing.help_channel"),
    )


def next_line(ask: Ask, mentor_name: str = "", next_at: datetime | None = None) -> str:
    """What happens next with the ask, and when where that is known."""
    if ask.state is AskState.ACCEPTED and ask.picked_slot:
        return mrkdwn("standing.accepted_picked", when=At(ask.picked_slot))
    if next_at and ask.state.is_open:
        return mrkdwn(f"standing.{ask.state}_until", when=At(next_at))
    return mrkdwn(f"standing.{ask.state}_next", name=mentor_name)


def slot_picked(outcome: AskOutcome) -> Rendered:
    """The time that holds, whoever picked it."""
    ask = outcome.ask
    if ask.picked_slot is None:
        return standing(outcome)
    first = mrkdwn("standing.picked" if outcome.changed else "standing.picked_before", when=At(ask.picked_slot))
    return message(first, section(f"*{first}*"), small(mrkdwn("standing.picked_next")))
