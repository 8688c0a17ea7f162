"""What a mentor's press came to: on an offer, or on the nameless ask in the help channel."""

from bot.blocks.base.kit import Rendered, message, section, small
from bot.blocks.base.rendering import render
from bot.blocks.base.words import mrkdwn
from bot.domain.asks.answering import Accepted, AlreadyDecided, Declined, Full, NotForThem, TooLate
from bot.domain.asks.outcomes import Outcome


def answered(outcome: Outcome) -> Rendered:
    """The outcome in the place of the offer; a sentence for that person alone where there is no such place."""
    if outcome.note is not None:
        return render(outcome.note)
    match outcome.decision:
        case Full(limit=limit):
            return _said(mrkdwn("answered.full", n=limit), mrkdwn("answered.full_next"))
        case NotForThem(own=own):
            key = "own" if own else "not_for_them"
            return _said(mrkdwn(f"answered.{key}"), mrkdwn(f"answered.{key}_next"))
        case Accepted():
            return _said(mrkdwn("answered.taken"), mrkdwn("answered.taken_next"))
        case TooLate() | AlreadyDecided() | Declined():
            key = "too_late" if outcome.by_name else "too_late_nobody"
            return _said(mrkdwn(f"answered.{key}", name=outcome.by_name), mrkdwn("answered.too_late_next"))


def _said(first: str, last: str) -> Rendered:
    return message(first, section(f"*{first}*"), small(last))
